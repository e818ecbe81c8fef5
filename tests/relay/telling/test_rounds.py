"""Somebody is told: every working day once, whatever waits, and again when nobody collects."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import structlog

from intake.envelope.format import digest
from intake.relay import log
from intake.relay.telling.rounds import tell_daily
from tests.relay.telling.postoffice import PostOffice
from tests.relay.telling.team import ALARM, DUE, OTHER, OVERDUE, POST, Team, at, changed
from tests.relay.world import INBOX, World

WEEK = ("2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27")


def test_the_post_is_told_on_every_working_day_once_and_on_no_other(team: Team) -> None:
    process = team.process()
    for day in (*WEEK, "2026-12-24", "2026-12-28", "2027-04-26", "2027-05-05"):
        assert [process.go(at(f"{day} {hour}")) > 0 for hour in ("08:59", "09:00", "09:03", "23:59")] == [
            False, True, False, False,
        ]  # fmt: skip
        team.office.clear()
    for day in ("2026-11-28", "2026-11-29", "2026-12-25", "2027-01-01", "2027-04-27", "2027-05-06"):
        assert process.go(at(f"{day} 12:00")) == 0


def test_the_mail_is_the_same_bytes_whether_or_not_anything_waits(team: Team) -> None:
    process = team.process()
    process.go(at("2026-11-23 09:00"))
    stored = team.world.stored(3)
    process.go(at("2026-11-24 09:00"))
    team.world.acknowledge([digest(each) for each in stored])
    process.go(at("2026-11-25 09:00"))
    assert team.office.recipients == [POST] * 3
    assert len({without_date_and_id(raw) for raw in team.office.raw}) == 1
    assert len({mail["Message-ID"] for mail in team.office.mails}) == 3


def without_date_and_id(raw: bytes) -> bytes:
    lines = raw.split(b"\r\n")
    kept = [line for line in lines if not line.startswith((b"Date: ", b"Message-ID: "))]
    assert len(lines) == len(kept) + 2
    return b"\r\n".join(kept)


def test_the_mails_count_nothing_and_name_no_inbox(team: Team) -> None:
    process = team.process()
    for day in (*WEEK, "2026-11-30"):
        process.go(at(f"{day} 09:00"))
    for raw in team.office.raw:
        text = without_date_and_id(raw)
        assert INBOX.encode() not in text
        assert b"10.633" not in text
        body = text.partition(b"\r\n\r\n")[2]
        assert not any(chr(byte).isdigit() for byte in body)
        assert max(len(line) for line in body.split(b"\r\n")) <= 78


def test_the_hour_is_read_off_dutch_clocks_in_summer_and_in_winter(team: Team) -> None:
    process = team.process()
    for day, hour_utc in (("2026-10-23", 7), ("2026-10-26", 8), ("2027-03-26", 8), ("2027-03-30", 7)):
        due = at(f"{day} 09:00")
        assert due.utctimetuple().tm_hour == hour_utc
        assert process.go(at(f"{day} 08:59")) == 0
        assert process.go(due) > 0


def test_a_relay_that_was_down_at_the_hour_sends_when_it_is_up_again_that_day(team: Team) -> None:
    assert team.process().go(at("2026-11-23 08:00")) == 0
    assert team.process().go(at("2026-11-23 23:50")) == 1
    assert team.process().go(at("2026-11-24 08:00")) == 0


def test_a_server_that_takes_nothing_is_asked_again_until_the_day_ends(team: Team) -> None:
    process = team.process()
    team.office.answer = "451 later"
    assert [process.go(at(f"2026-11-23 {hour}")) for hour in ("09:00", "09:03", "23:57")] == [0, 0, 0]
    assert process.go(at("2026-11-24 08:00")) == 0
    assert process.go(at("2026-11-24 09:00")) == 0
    team.office.answer = "250 taken"
    team.office.clear()
    assert [process.go(at(f"2026-11-24 {hour}")) for hour in ("09:03", "09:06")] == [1, 0]


def test_an_address_that_is_refused_keeps_back_nobody_elses_mail(world: World, office: PostOffice, pem: Path) -> None:
    own, other = world.config.inboxes
    team = Team(world, office, pem, changed(own, post=POST), changed(other, post=OTHER))
    office.refused.add(POST)
    process = team.process()
    assert [process.go(at("2026-11-23 09:00")) for _ in range(2)] == [1, 0]
    assert office.recipients == [OTHER]


def test_a_clock_that_jumps_makes_no_mail_twice_in_a_day_and_silences_none_after_it(team: Team) -> None:
    process = team.process()
    days = ("2026-11-24", "2026-11-25", "2026-11-24", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26")
    sent = [process.go(at(f"{day} 12:00")) for day in days]
    assert sent == [1, 1, 0, 0, 0, 0, 1]
    assert process.go(at("2031-06-04 12:00")) == 1
    assert [process.go(at(f"{day} 12:00")) for day in ("2026-11-26", "2026-11-27", "2026-11-27")] == [0, 1, 0]


def test_a_machine_that_starts_with_a_clock_of_long_ago_sends_nothing_more_that_day(team: Team) -> None:
    assert team.process().go(at("2026-11-24 09:00")) == 1
    started = team.process()
    assert started.go(at("2000-01-03 12:00")) == 0
    assert started.go(at("2026-11-24 12:00")) == 0
    assert started.go(at("2026-11-25 09:00")) == 1


def test_a_thread_tells_and_its_log_holds_no_address(team: Team, capsys: pytest.CaptureFixture[str]) -> None:
    with logged():
        team.office.refused.add(ALARM)
        stop = tell_daily(team.relay, team.mail, lambda: at("2026-11-23 09:00"), every=0.02)
        deadline = time.monotonic() + 20
        while not team.office.subjects and time.monotonic() < deadline:
            time.sleep(0.02)
        stop.set()
        process = team.process()
        process.go(at("2026-11-23 10:00"))
        assert process.go(at("2026-11-30 10:00")) == 1
    assert team.office.subjects == [DUE, DUE]
    said = capsys.readouterr().err
    assert {"mails taken", "mail failed"} <= {json.loads(line)["event"] for line in said.splitlines()}
    for secret in (POST, ALARM, "example.nl", "127.0.0.1", "no such person", INBOX):
        assert secret not in said


@contextmanager
def logged() -> Iterator[None]:
    """The relay's own log, on stderr as pytest gives it now."""
    log.configure()
    try:
        yield
    finally:
        structlog.reset_defaults()


# Alarms


def test_an_alarm_comes_on_every_working_day_after_three_without_a_receipt_until_there_is_one(team: Team) -> None:
    process = team.process()
    for day in ("2026-11-20", *WEEK[:3]):  # the relay starts on a Friday
        process.go(at(f"{day} 09:00"))
    assert team.received() == [DUE] * 4
    process.go(at("2026-11-26 09:00"))
    process.go(at("2026-11-27 09:00"))
    assert team.received() == [DUE, OVERDUE] * 2
    process.go(at("2026-11-28 12:00"))
    assert team.received() == []
    team.world.acknowledge([])
    for day in ("2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03"):
        process.go(at(f"{day} 09:00"))
    assert team.received() == [DUE] * 4
    process.go(at("2026-12-04 09:00"))
    assert team.received() == [DUE, OVERDUE]


def test_the_same_receipt_again_is_no_collecting_and_an_empty_new_one_is(team: Team) -> None:
    receipt = team.world.acknowledge([])
    process = team.process()
    process.go(at("2026-11-23 08:00"))
    team.world.acknowledge([])
    process.go(at("2026-11-26 08:00"))
    team.world.acknowledge([], sequence=2, previous=receipt)
    process.go(at("2026-11-26 08:03"))
    for day in ("2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01"):
        process.go(at(f"{day} 09:00"))
    assert team.received() == [DUE] * 4
    process.go(at("2026-12-02 09:00"))
    assert team.received() == [DUE, OVERDUE]


def restarted_daily(team: Team, *days: str) -> list[str]:
    """The mails of these days, each by a process that remembers nothing of the day before."""
    for day in days:
        team.process().go(at(f"{day} 09:00"))
    return team.received()


@pytest.fixture
def collected(team: Team) -> Team:
    """Something was acknowledged in the week of Monday 23 November, nobody remembers on which day."""
    team.world.acknowledge([digest(each) for each in team.world.stored()])
    return team


def test_a_relay_that_is_started_anew_every_day_raises_its_alarm_by_the_week_it_knows(collected: Team) -> None:
    assert restarted_daily(collected, *WEEK, "2026-11-30", "2026-12-01", "2026-12-02") == [DUE] * 8
    assert restarted_daily(collected, "2026-12-03") == [DUE, OVERDUE]


def test_a_bundle_of_nothing_counts_and_one_whose_envelopes_still_wait_does_not(collected: Team) -> None:
    world = collected.world
    world.later(days=10)
    assert world.carry("GET", "bundle").status_code == 200
    assert restarted_daily(collected, "2026-12-03", "2026-12-08") == [DUE] * 2
    world.stored()  # in the week of the bundle: it may have come after it
    assert restarted_daily(collected, "2026-12-09") == [DUE]
    world.later(days=7)
    assert world.carry("GET", "bundle").status_code == 200
    assert restarted_daily(collected, "2026-12-10") == [DUE, OVERDUE]


def test_where_nobody_ever_collected_the_oldest_week_that_waits_counts(team: Team) -> None:
    assert restarted_daily(team, "2026-11-23", "2026-12-21") == [DUE] * 2
    team.world.later(days=28)
    team.world.stored()
    assert restarted_daily(team, "2026-12-30") == [DUE]
    assert restarted_daily(team, "2026-12-31") == [DUE, OVERDUE]
