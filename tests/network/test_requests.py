"""Requests: asked, accepted or not, what came of them, and that what they say of a person goes."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, update

from intake.network.errors import ChangedMeanwhileError, NetworkError, UnfitError
from intake.network.hours.entries import entries_of
from intake.network.hours.writing import OverCapError
from intake.network.requests.clearing import clear, due
from intake.network.requests.model import State
from intake.network.requests.reading import closed_requests, open_counts, open_requests, read_request, requests_of
from intake.network.requests.writing import accept, add_request, finish, give
from intake.network.tables import requests
from tests.network.typed import added
from tests.network.world import World

TODAY = date(2026, 11, 24)
ASKED = {
    "asker": "gp", "organisation": "Practice Noord", "tasks": ["along"], "language": "ti", "first_name": "Almaz",
    "day": "2026-11-20", "time": "10:30", "place": "Library, first floor", "note": "rings first", "what": "the dentist",
}  # fmt: skip


def test_a_request_is_asked_accepted_and_done_and_its_minutes_become_hours_only_by_choice(world: World) -> None:
    with world.network() as network, network.writing() as connection:
        one = added(network, connection)
        number = add_request(network, connection, ASKED | {"ambassador": one})
        assert open_counts(connection) == {one: 1}
        assert accept(network, connection, number, 1) == 2
        typed = {"outcome": "going-on", "on": "2026-11-20", "minutes": "60", "enter": "on", "euros": "5"}
        assert finish(network, connection, number, 2, typed) is not None
        assert open_counts(connection) == {one: 1}
        assert finish(network, connection, number, 3, {"outcome": "done", "minutes": "100", "enter": True}) is not None
        assert [(each.minutes, each.cents, each.request) for each in entries_of(connection, one)] == [
            (40, 0, number),
            (60, 500, number),
        ]
        found = read_request(connection, number)
        assert (found.state, found.outcome, found.outcome_on, found.minutes) == (State.DONE, "done", TODAY, 100)
        assert open_counts(connection) == {}
        other = add_request(network, connection, ASKED | {"ambassador": one})
        assert finish(network, connection, other, 1, {"outcome": "done", "minutes": 30}) is None
        assert len(entries_of(connection, one)) == 2
        assert [each.number for each in closed_requests(connection)] == [other, number]
        with pytest.raises(UnfitError, match="no more than were entered"):
            finish(network, connection, number, 4, {"outcome": "done", "minutes": "100", "enter": "on"})


def test_hours_past_the_cap_leave_the_request_as_it_was(world: World) -> None:
    with world.network() as network:
        with network.writing() as connection:
            one = added(network, connection, most_hours=1)
            number = add_request(network, connection, ASKED | {"ambassador": one})
        typed = {"outcome": "done", "minutes": "2:00", "enter": "on"}
        with pytest.raises(OverCapError), network.writing() as connection:
            finish(network, connection, number, 1, typed)
        with network.writing() as connection:
            assert read_request(connection, number).state is State.ASKED
            made = finish(network, connection, number, 1, typed | {"override": "nobody else spoke it"})
            assert made is not None
            assert made.total.minutes == 120


def test_who_declines_says_no_reason_and_somebody_else_can_be_asked(world: World) -> None:
    with world.network() as network, network.writing() as connection:
        one, other = added(network, connection), added(network, connection, "Nour")
        number = add_request(network, connection, ASKED | {"often": "structural"})
        with pytest.raises(NetworkError, match="who was asked can accept"):
            accept(network, connection, number, 1)
        assert give(network, connection, number, 1, one) == 2
        finish(network, connection, number, 2, {"outcome": "declined"})
        assert requests_of(connection, one)[0].outcome == "declined"
        assert give(network, connection, number, 3, other) == 4
        found = read_request(connection, number)
        assert (found.ambassador, found.state, found.outcome) == (other, State.ASKED, None)
        with pytest.raises(ChangedMeanwhileError):
            accept(network, connection, number, 3)
        with pytest.raises(UnfitError) as refused:
            add_request(network, connection, {"asker": "police", "language": "qqq", "often": "daily", "day": "soon"})
        assert sorted(refused.value.faults) == ["asker", "day", "language", "often", "tasks"]
        with pytest.raises(UnfitError, match="ambassador is not an ambassador"):
            add_request(network, connection, ASKED | {"ambassador": "A-000000"})


def test_what_a_desk_asked_stays_with_whom_its_slip_names(world: World) -> None:
    with world.network() as network, network.writing() as connection:
        one, other = added(network, connection), added(network, connection, "Nour")
        number = add_request(network, connection, ASKED | {"ambassador": one})
        connection.execute(update(requests).values(slip="S-7K2M9QXZ", content=b"{}"))
        with pytest.raises(NetworkError, match="a slip is for"):
            give(network, connection, number, 1, other)


def test_what_is_said_of_a_person_goes_ninety_days_after_the_end_and_the_numbers_stay(world: World) -> None:
    with world.network() as network:
        with network.writing() as connection:
            one = added(network, connection)
            ended, lasting, recent = (add_request(network, connection, ASKED | {"ambassador": one}) for _ in range(3))
            connection.execute(update(requests).values(content=b"Almaz"))
            finish(network, connection, ended, 1, {"outcome": "done", "on": "2026-08-26", "minutes": 45})
            finish(network, connection, lasting, 1, {"outcome": "going-on", "on": "2026-08-26", "minutes": 45})
            finish(network, connection, recent, 1, {"outcome": "done", "on": "2026-08-27", "minutes": 45})
            assert due(connection, TODAY) == (ended,)
            assert clear(network, connection, date(2026, 11, 1)) == ()
            assert clear(network, connection, TODAY) == (ended,)
            assert due(connection, TODAY) == ()
        with network.writing() as connection:
            row = connection.execute(select(requests).where(requests.c.number == ended)).mappings().one()
            assert (row["asker"], row["language"], row["outcome"], row["minutes"]) == ("gp", "ti", "done", 45)
            gone = ("first_name", "day", "time", "place", "what", "note", "content")
            assert {row[name] for name in gone} == {None}
            assert read_request(connection, recent).first_name == "Almaz"
            with pytest.raises(NetworkError, match="put away"):
                finish(network, connection, ended, 2, {"outcome": "done"})
            assert [each.number for each in open_requests(connection)] == [lasting]
