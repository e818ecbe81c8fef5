"""The drawn cases are such as the desk itself could have made: its own readers and rules find nothing odd in them."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Table, select

from intake.demo.many_cases import make_many_cases
from intake.desk.audit import verify
from intake.desk.cases import read_case
from intake.desk.casework import referrals as referring
from intake.desk.casework.attempts import attempts_of
from intake.desk.casework.safe_times import open_now
from intake.desk.casework.states import FOLLOWS, Outcome, Reopening, Status
from intake.desk.casework.work import read_work
from intake.desk.contact import SafeContact
from intake.desk.days import working_days
from intake.desk.figures.counting import read_counts
from intake.desk.figures.measures import By, Measure
from intake.desk.figures.quarters import Quarter
from intake.desk.queue import read_queue
from intake.desk.tables import attempts, cases, decisions, judgements, referral_states, referrals, states, waits
from intake.desk.triage import judge
from intake.desk.unlock import OpenDesk
from intake.desk.waiting.waits import waits_of
from intake.envelope.submission import Contact
from intake.places.municipalities import load_municipalities
from tests.desk.world import World, sealed, submission

COUNT = 1000


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[OpenDesk]:
    with World.new(tmp_path_factory.mktemp("many"), empty_database).desk() as desk:
        make_many_cases(desk, COUNT)
        yield desk


def rows(desk: OpenDesk, table: Table) -> list[dict[str, Any]]:
    with desk.reading() as connection:
        order = list(table.primary_key)
        return [dict(row) for row in connection.execute(select(table).order_by(*order)).mappings()]


def by_case(desk: OpenDesk, table: Table, of: str = "case") -> dict[Any, list[dict[str, Any]]]:
    found = defaultdict(list)
    for row in rows(desk, table):
        found[row[of]].append(row)
    return found


def test_they_are_spread_over_quarters_languages_and_regions(desk: OpenDesk) -> None:
    now = Quarter.at(desk.clock())
    with desk.reading() as connection:
        counts = read_counts(connection, desk.section, now + -5, now)
    assert all(counts.total(Measure.OPENED, [quarter]) > 50 for quarter in counts.quarters)
    assert all(counts.total(measure, counts.quarters) for measure in Measure if measure is not Measure.SIGNALS)
    assert len(counts.of(Measure.OPENED, By.LANGUAGE, now)) == 8
    places = {row["place"] for row in rows(desk, cases)} - {None}
    towns = load_municipalities().by_code
    assert len({towns[str(place)].ggd for place in places}) == 25
    assert len({row["language"] for row in rows(desk, cases)}) >= 12
    assert counts.handed_out_until is not None


def test_each_case_went_through_states_that_follow_each_other(desk: OpenDesk) -> None:
    went = by_case(desk, states)
    for row in rows(desk, cases):
        now, before = Status.NEW, list[Status]()
        for step in went[row["number"]]:
            to = Status(str(step["status"]))
            if now is Status.CLOSED:
                assert (to, step["reason"]) == (before[-1], Reopening.CAME_BACK)
            else:
                assert to in FOLLOWS[now]
                before.append(now)
            if to is Status.CLOSED:
                Outcome(str(step["reason"]))
            now = to
        assert row["status"] == now
        assert (row["closed"] is not None) == (now is Status.CLOSED)


def test_each_referral_went_through_states_that_follow_each_other(desk: OpenDesk) -> None:
    went = by_case(desk, referral_states, "referral")
    for row in rows(desk, referrals):
        path = [referring.State(str(step["state"])) for step in went[row["number"]]]
        for before, after in itertools.pairwise(path):
            assert after in referring.FOLLOWS[before] or (before, after) == ("offered", "agreed")
        assert row["state"] == path[-1]
        assert (row["consent_on"] is None) == ("agreed" not in path)
    open_waits = {row["referral"] for row in rows(desk, waits) if row["ended"] is None}
    assert open_waits
    assert open_waits <= {row["number"] for row in rows(desk, referrals) if row["state"] in ("waiting", "attended")}


def test_they_were_judged_by_the_rules_and_decided_on_as_judged_or_with_a_reason(desk: OpenDesk) -> None:
    levels = {row["case"]: row["level"] for row in rows(desk, judgements)}
    for row in rows(desk, decisions):
        assert row["level"] == levels[row["case"]] or row["reason"]
    kept = desk.library.find(("ggd10", "1"))
    assert kept is not None
    with desk.reading() as connection:
        for number in range(1, COUNT, 100):
            case = read_case(connection, str(number))
            assert judge(kept.questionnaire, case.answers).level == levels[number]


def test_nobody_was_tried_outside_their_safe_times_or_too_often(desk: OpenDesk) -> None:
    contacts = {row["number"]: msgspec.json.decode(row["contact"], type=Contact) for row in rows(desk, cases)}
    days = working_days(desk.section)
    tried = by_case(desk, attempts)
    for case, found in tried.items():
        safe = SafeContact.of(contacts[case])
        for row in found:
            if row["way"] in ("call", "message"):
                assert safe.allowed
                assert safe.reach == row["way"]
                assert open_now(safe.when, datetime.fromisoformat(str(row["moment"])), days)
                assert row["result"] != "voicemail-own" or safe.voicemail
    with desk.reading() as connection:
        for case in tried:
            count = attempts_of(desk, connection, int(str(case)))
            assert count.made <= count.most


def test_the_desks_own_readers_take_them_as_they_are(desk: OpenDesk) -> None:
    with desk.reading() as connection:
        assert verify(connection).entries > 5 * COUNT
        for number in range(1, COUNT + 1, 25):
            case = read_case(connection, str(number))
            read_work(desk, connection, case)
            referring.referrals_of(connection, number)
            waits_of(connection, number)
    assert read_queue(desk)


def test_they_stand_behind_the_cases_that_a_desk_has(world: World) -> None:
    world.take_in(world.bundle(sealed(submission())))
    with world.desk() as desk:
        for seed in (1, 2):
            make_many_cases(desk, 20, seed=seed, bundles=False)
        assert [row["number"] for row in rows(desk, cases)] == list(range(1, 42))
        assert {row["case"]: row["judgement"] for row in rows(desk, decisions)}.items() <= {
            (row["case"], row["number"]) for row in rows(desk, judgements)
        }
        with desk.reading() as connection:
            verify(connection)


def test_the_same_seed_and_day_make_the_same_cases(tmp_path: Path, empty_database: Path) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with World.new(tmp_path / name, empty_database).desk() as desk:
            make_many_cases(desk, 60, seed=9)
            tables = (cases, decisions, states, attempts, referrals, referral_states, waits)
            made.append([rows(desk, table) for table in tables])
    assert made[0] == made[1]
