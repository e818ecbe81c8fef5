"""What whoever keeps the relay is told, how urgently, and what to do."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert, text, update

from intake.config import Handout, Inbox, Mail, Relay
from intake.envelope.format import digest
from intake.relay.attention import Level, of_held, of_room, of_waiting
from intake.relay.housekeeping import keep_house
from intake.relay.instance import OpenRelay
from intake.relay.status import InboxStatus, relay_status, whole_status
from intake.relay.tables import told
from tests.relay.world import INBOX, World

MAIL = Mail(server="mail.example.nl:465", sender="envelop@example.nl")


def free_on_disk(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    """Whatever is free on the disk that the test happens to run on."""
    total, used, _ = found = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: type(found)(total, used, free))


@pytest.fixture(autouse=True)
def plenty_of_room(monkeypatch: pytest.MonkeyPatch) -> None:
    free_on_disk(monkeypatch, 1 << 50)


def configured(world: World, *, mail: Mail | None = MAIL, handout: Handout | None = None, **inbox: Any) -> OpenRelay:
    """The relay with one inbox, whose GGD is told by mail unless it is said otherwise."""
    mails = {"post": "post@ggd.example.nl", "alarm": "team@ggd.example.nl"}
    own = world.config.inboxes[0]
    members = {name: getattr(own, name) for name in own.__struct_fields__}
    config = {name: getattr(world.config, name) for name in world.config.__struct_fields__}
    changes = {"inboxes": (Inbox(**(members | mails | inbox)),), "mail": mail, "handout": handout}
    return replace(world.relay, config=Relay(**(config | changes)), own_courier="x" * 22)


def of_the_first(world: World, **changes: Any) -> InboxStatus:
    return relay_status(configured(world, **changes), world.today)[0]


def concerns(world: World, **changes: Any) -> list[tuple[Level, str]]:
    """Of the first inbox; each says what to do as well."""
    found = of_the_first(world, **changes).warnings
    assert all(concern.do for concern in found)
    return [(concern.level, concern.says) for concern in found]


def test_counts_weeks_and_numbers(world: World) -> None:
    _, gone = world.stored(2)
    assert world.carry("GET", "bundle").status_code == 200
    world.acknowledge([digest(gone)], sequence=5)
    world.later(days=7)
    world.stored()
    status = of_the_first(world)
    assert (status.stored, status.waiting, status.oldest) == (3, 2, "2026-W48")
    assert (status.bundle, status.bundle_week) == (1, "2026-W48")
    assert (status.receipt, status.receipt_week) == (5, "2026-W48")
    assert status.warnings == ()


def test_the_oldest_that_waits_is_told_apart_from_the_oldest_that_is_held(world: World) -> None:
    (gone,) = world.stored()
    world.acknowledge([digest(gone)])
    assert (of_the_first(world).oldest, of_the_first(world).oldest_waiting) == ("2026-W48", None)
    world.later(days=7)
    world.stored()
    assert (of_the_first(world).oldest, of_the_first(world).oldest_waiting) == ("2026-W48", "2026-W49")


def test_what_waits_is_more_urgent_by_the_week_and_no_more_once_the_desk_has_it(world: World) -> None:
    stored = world.stored(3)
    found = []
    for _ in range(10):
        found.append([level for level, said in concerns(world) if "waited since 2026-W48" in said])
        world.later(days=7)
    notice, warning, urgent = [Level.NOTICE], [Level.WARNING], [Level.URGENT]
    assert found == [[], [], notice, notice, warning, warning, warning, warning, urgent, urgent]
    world.acknowledge([digest(each) for each in stored])
    assert not [said for _, said in concerns(world) if "waited" in said]


def test_a_year_of_53_weeks_makes_nothing_older_or_younger(world: World) -> None:
    days = [date(2027, 1, day) for day in (4, 11, 18, 25)]
    levels = [[each.level for each in of_waiting({"2026-W53": 1}, day)] for day in days]
    assert levels == [[], [Level.NOTICE], [Level.NOTICE], [Level.WARNING]]


def test_a_key_sheet_that_ends_soon_has_ended_or_never_came_is_said(world: World) -> None:
    found = []
    for days in (61, 1, 14, 10, 3, 1):
        world.later(days=days)
        found.append(concerns(world))
    soon = "the key sheet expires on 2027-02-21"
    ended = "the key sheet has expired: nobody can seal a form"
    levels = [Level.NOTICE, Level.WARNING, Level.WARNING]
    assert found[:1] == [[]]
    assert found[1:4] == [[(level, soon)] for level in levels]
    assert found[4:] == [[(Level.WARNING, soon)], [(Level.URGENT, ended)]]
    with world.relay.engine.begin() as connection:
        connection.execute(text("DELETE FROM key_sheet"))
    assert concerns(world) == [(Level.URGENT, "no key sheet yet: nobody can open the form")]


def test_an_inbox_that_no_courier_serves_is_said_unless_there_is_the_couriers_page(world: World) -> None:
    assert concerns(world, couriers=()) == [(Level.WARNING, "no courier is registered")]
    assert concerns(world, couriers=(), handout=Handout(origin="https://uitdelen.example.nl")) == []


def test_an_inbox_whose_ggd_is_not_told_by_mail_is_said(world: World) -> None:
    both = "nobody is told by mail that the post may be collected, or when the post was not collected"
    assert concerns(world, post=None, alarm=None) == [(Level.NOTICE, both)]
    assert concerns(world, alarm=None) == [(Level.NOTICE, "nobody is told by mail when the post was not collected")]


def test_a_daily_mail_that_does_not_go_out_any_more_is_said(world: World) -> None:
    assert concerns(world) == []
    row = {"inbox": INBOX, "mail": "post", "day": "2026-11-19"}
    with world.relay.engine.begin() as connection:
        connection.execute(insert(told).values(row))  # on Thursday
    said = [(Level.WARNING, "the daily mail was last sent on 2026-11-19")]
    assert concerns(world) == said
    assert concerns(world, post=None)[0][0] is Level.NOTICE
    with world.relay.engine.begin() as connection:
        connection.execute(update(told).values(day="2026-11-20"))
    assert concerns(world) == []
    world.later(days=1)
    assert len(concerns(world)) == 1


def test_mails_that_cannot_be_sent_concern_the_whole_relay(world: World) -> None:
    (concern,) = whole_status(configured(world, mail=None), world.today).warnings
    assert concern.level is Level.URGENT
    assert "there is no mail server" in concern.says
    assert whole_status(configured(world), world.today).warnings == ()


def test_a_house_that_was_not_kept_is_said_once_the_week_is_over_for_days(world: World) -> None:
    world.stored()
    relay = configured(world)
    said: list[list[str]] = []
    for _ in range(4):  # Sunday, Monday, Tuesday, Wednesday
        world.later(days=6 if not said else 1)
        said.append([each.says.partition(":")[0] for each in whole_status(relay, world.today).warnings])
    assert said == [[], [], [], ["house was not kept for days"]]
    keep_house(relay, world.today)
    assert whole_status(relay, world.today).warnings == ()


def test_what_is_held_long_after_its_hold_is_said() -> None:
    days = {"2026-W40": 3, "2026-W41": 2, "2026-W48": 9}
    late = [list(of_held(days, 30, date(2026, 11, day))) for day in (17, 18, 25)]
    assert [[each.says for each in found] for found in late] == [
        [],
        ["3 envelopes that the desk has are held longer than 30 days"],
        ["5 envelopes that the desk has are held longer than 30 days"],
    ]


def test_little_room_on_the_disk_is_said(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    gib = 1 << 30
    assert [[each.level for each in of_room(free, 3 * gib)] for free in (50 << 20, gib - 1, 2 * gib, 3 * gib)] == [
        [Level.URGENT], [Level.WARNING], [Level.NOTICE], [],
    ]  # fmt: skip
    free_on_disk(monkeypatch, 10 << 20)
    (concern,) = whole_status(configured(world), world.today).warnings
    assert (concern.level, concern.says) == (Level.URGENT, "10 MiB are free where the relay keeps its data")


def test_a_relay_that_lacks_the_newer_secrets_is_told_how_to_get_them(world: World) -> None:
    (concern,) = whole_status(replace(configured(world), own_courier=None), world.today).warnings
    assert "intake relay upgrade" in concern.do
