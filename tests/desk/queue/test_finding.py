"""A case is found by what a person says: its number, its code, or how they can be reached."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from intake.desk.audit import Action
from intake.desk.queue.finding import find_cases
from intake.desk.tables import audit, cases
from intake.envelope.submission import Contact
from tests.desk.world import World, sealed, submission

CALLER = Contact(reach="call", address="06 8741 2953")
WRITER = Contact(reach="message", address="Quorzambel@Example.org")


def found(world: World, typed: str) -> list[int]:
    with world.desk() as desk:
        return [row.number for row in find_cases(desk, typed)]


@pytest.fixture
def people(world: World) -> dict[str, int]:
    """Two cases, by who they are of."""
    for sequence, contact in enumerate((CALLER, WRITER), start=1):
        world.take_in(world.bundle(sealed(submission(contact=contact)), sequence=sequence))
    return {"caller": 1, "writer": 2}


@pytest.mark.parametrize("typed", ["0687412953", "06-87 41 29 53", "+31 6 8741 2953", "0031687412953"])
def test_who_rings_back_is_found_however_their_number_is_written(
    world: World, people: dict[str, int], typed: str
) -> None:
    assert found(world, typed) == [people["caller"]]


def test_an_address_is_found_whatever_its_capitals(world: World, people: dict[str, int]) -> None:
    assert found(world, " quorzambel@example.ORG ") == [people["writer"]]


def test_a_code_is_forgiven_its_gaps_and_small_letters_and_a_number_is_a_number(
    world: World, people: dict[str, int]
) -> None:
    with world.desk() as desk, desk.reading() as connection:
        code = connection.execute(select(cases.c.code).where(cases.c.number == people["writer"])).scalar_one()
    assert found(world, f"{code[:4]}-{code[4:]}".lower()) == [people["writer"]]
    assert found(world, "2") == [2]


@pytest.mark.parametrize("typed", ["", "77", "12", "999999999999999999999", "\u0661", "' OR 1=1 --", "06"])
def test_what_means_no_case_finds_none(world: World, people: dict[str, int], typed: str) -> None:
    assert found(world, typed) == []


def test_two_who_share_a_telephone_are_both_found_the_newest_first_and_closed_ones_too(world: World) -> None:
    first, second = (sealed(submission(contact=CALLER)) for _ in range(2))
    world.take_in(world.bundle(first, second))
    with world.desk() as desk, desk.writing() as connection:
        connection.execute(update(cases).where(cases.c.number == 1).values(closed="2026-11-23", status="closed"))
    assert found(world, "0687412953") == [2, 1]


def test_the_search_is_recorded_and_what_was_typed_is_not(world: World, people: dict[str, int]) -> None:
    found(world, "0687412953")
    with world.desk() as desk, desk.reading() as connection:
        entries = connection.execute(select(audit.c.action, audit.c.entry)).all()
    assert entries[-1].action == Action.CASES_SOUGHT
    assert b'"found_by":"line"' in entries[-1].entry
    assert [entry for _, entry in entries if b"87412953" in entry] == []
