"""Envelopes to a questionnaire that the desk does not have wait, and come in by themselves."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from intake.desk.importing import bring_in_parked, import_bundle
from intake.desk.queue import read_queue
from intake.desk.tables import cases, envelopes
from tests.desk.world import GGD10, World, sealed, submission


@pytest.fixture
def second_version(tmp_path: Path) -> Path:
    """The shipped questionnaire, as version 2."""
    folder = tmp_path / "own"
    shutil.copytree(GGD10, folder)
    file = folder / "questionnaire.toml"
    file.write_text(file.read_text("utf-8").replace('version = "1"', 'version = "2"', 1), "utf-8")
    return folder


def to_version_2() -> bytes:
    """An envelope to version 2."""
    return sealed(replace(submission(answers={"talk": "soon"}), version="2"))


def states(world: World) -> list[str]:
    with world.desk() as desk, desk.reading() as connection:
        return sorted(connection.execute(select(envelopes.c.state)).scalars())


def test_an_envelope_to_an_unknown_version_is_parked_and_in_the_receipt(world: World) -> None:
    cut = world.bundle(to_version_2(), sealed(submission()))
    summary, receipt = world.take_in_with_receipt(cut)
    assert (summary.new, summary.parked) == (1, 1)
    assert receipt.have == frozenset(cut.digests)
    assert states(world) == ["imported", "parked"]


def test_a_parked_envelope_comes_in_at_the_next_look_at_the_queue(world: World, second_version: Path) -> None:
    world.take_in(world.bundle(to_version_2()))
    with world.desk() as desk:
        assert read_queue(desk) == []
    with world.desk(questionnaires=(GGD10, second_version)) as desk:
        (waiting,) = read_queue(desk)
    assert (waiting.level, waiting.version) == ("red", "2")
    assert states(world) == ["imported"]


def test_a_parked_envelope_comes_in_at_the_next_import(world: World, second_version: Path) -> None:
    world.take_in(world.bundle(to_version_2()))
    with world.desk(questionnaires=(second_version,)) as desk:
        summary = import_bundle(desk, world.bundle(sequence=2).path, world.folder / "receipt")
    assert (summary.new, summary.from_parked) == (0, 1)


def test_the_time_of_a_parked_envelope_runs_from_the_day_it_came(world: World, second_version: Path) -> None:
    world.take_in(world.bundle(to_version_2()))
    world.later(days=9)
    with world.desk(questionnaires=(second_version,)) as desk:
        assert bring_in_parked(desk) == 1
        with desk.reading() as connection:
            row = connection.execute(select(cases)).one()
    assert (row.arrived, row.due) == ("2026-11-23", "2026-11-24")
    assert date.fromisoformat(row.due) < world.now.date()


def test_a_parked_envelope_that_does_not_fit_after_all_is_set_aside(world: World, second_version: Path) -> None:
    world.take_in(world.bundle(sealed(replace(submission(answers={"extra": "good"}), version="2"))))
    with world.desk(questionnaires=(second_version,)) as desk:
        assert bring_in_parked(desk) == 0
    assert states(world) == ["aside"]


def test_of_two_parked_envelopes_with_one_id_one_comes_in(world: World, second_version: Path) -> None:
    person = replace(submission(), version="2")
    world.take_in(world.bundle(sealed(person), sealed(person)))
    with world.desk(questionnaires=(second_version,)) as desk:
        assert bring_in_parked(desk) == 1
    assert states(world) == ["aside", "imported"]


def test_a_parked_envelope_that_comes_again_is_known(world: World) -> None:
    cut = world.bundle(to_version_2())
    world.take_in(cut)
    assert world.take_in(cut).known == 1
