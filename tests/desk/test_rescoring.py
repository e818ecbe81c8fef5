"""Rules that change are taken in on a coordinator's word: shown before, kept beside the old, and never over a nurse."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import insert, select

from intake.desk.audit import verify
from intake.desk.cases import read_case
from intake.desk.casework.deciding import decide
from intake.desk.casework.revision import ChangedMeanwhileError
from intake.desk.errors import DeskError
from intake.desk.folder import Folder
from intake.desk.importing import bring_in_parked, import_bundle
from intake.desk.people import Role
from intake.desk.rescoring.applying import history, otherwise, preview, rescore
from intake.desk.tables import audit, cases, judgements, people
from intake.desk.triage import Level
from tests.desk.commands import Home
from tests.desk.test_library import edit
from tests.desk.world import GGD10, World, sealed, submission

RED_HOME = 'level = "red"\nworking_days = 1\nwhen = "home = mostly_not"'
AMBER_HOME = 'level = "amber"\nworking_days = 5\nwhen = "home = mostly_not"'
WHY = "Clinical owner, meeting of 20 November"


@pytest.fixture
def own(world: World) -> Path:
    """The GGD's own copy of the questionnaire, which the desk uses; four cases: two of R1, one decided, one well."""
    folder = Path(shutil.copytree(GGD10, world.folder / "own"))
    world.section = msgspec.structs.replace(world.section, questionnaires=(folder,))
    home = {"home": "mostly_not"}
    for answers in (home, home, home, {}):
        world.take_in(world.bundle(sealed(submission(answers=answers))))
    with world.desk(actor="noor") as desk, desk.writing() as connection:
        decide(desk, connection, 2, 0, Level.RED)
    say_closed(world, 3)
    return folder


def say_closed(world: World, case: int) -> None:
    with world.desk() as desk, desk.writing() as connection:
        row = cases.update().where(cases.c.number == case).values(closed="2026-11-23", status="closed")
        connection.execute(row)


def held(world: World) -> dict[int, tuple[str, str | None]]:
    """Level and due date of every case."""
    with world.desk() as desk, desk.reading() as connection:
        rows = connection.execute(select(cases.c.number, cases.c.level, cases.c.due))
        return {row.number: (row.level, row.due) for row in rows}


def taken(world: World, why: str = WHY) -> None:
    with world.desk() as desk:
        rescore(desk, why)


def test_what_would_change_is_shown_and_nothing_does(world: World, own: Path) -> None:
    before = held(world)
    edit(own, RED_HOME, AMBER_HOME)
    with world.desk() as desk:
        (found,) = preview(desk)
    assert (found.version, found.looked_at) == (("ggd10", "1"), 3)
    (moving,), (decided,) = found.moving, found.decided
    assert (moving.case, moving.before.level, moving.after.level) == (1, "red", "amber")
    assert (moving.before.due, moving.after.due) == ("2026-11-24", "2026-11-30")
    assert (decided.case, decided.before.level, decided.after.level) == (2, "red", "amber")
    assert held(world) == before


def test_until_they_are_taken_in_the_desk_judges_as_before(world: World, own: Path) -> None:
    edit(own, RED_HOME, AMBER_HOME)
    world.take_in(world.bundle(sealed(submission(answers={"home": "mostly_not"})), sequence=5))
    assert held(world)[5] == ("red", "2026-11-24")
    taken(world)
    assert held(world)[5] == ("amber", "2026-11-30")
    world.take_in(world.bundle(sealed(submission(answers={"home": "mostly_not"})), sequence=6))
    assert held(world)[6] == ("amber", "2026-11-30")


def test_the_open_cases_change_and_the_old_judgement_stays(world: World, own: Path) -> None:
    with world.desk() as desk:
        bring_in_parked(desk)
        kept = desk.library.find(("ggd10", "1"))
        assert kept is not None
        first = kept.definition
    edit(own, RED_HOME, AMBER_HOME)
    taken(world)
    assert held(world)[1] == ("amber", "2026-11-30")
    with world.desk() as desk, desk.reading() as connection:
        levels = [each.level for each in read_case(connection, "1").judgements]
        digests = connection.execute(select(judgements.c.definition).where(judgements.c.case == 1)).scalars().all()
        now = desk.library.find(("ggd10", "1"))
    assert levels == ["red", "amber"]
    assert now is not None
    assert list(digests) == [first, now.definition]


def test_a_nurses_decision_holds_and_the_page_can_say_what_the_rules_say_now(world: World, own: Path) -> None:
    edit(own, RED_HOME, AMBER_HOME)
    taken(world)
    assert held(world)[2] == ("red", "2026-11-24")
    with world.desk() as desk, desk.reading() as connection:
        said = otherwise(connection, 2)
        assert otherwise(connection, 1) is None
    assert said is not None
    assert said.level == "amber"


def test_a_closed_case_and_one_that_comes_to_the_same_are_left_alone(world: World, own: Path) -> None:
    edit(own, RED_HOME, AMBER_HOME)
    taken(world)
    with world.desk() as desk, desk.reading() as connection:
        assert [len(read_case(connection, number).judgements) for number in ("1", "2", "3", "4")] == [2, 2, 1, 1]


def test_who_did_it_and_why_is_kept_and_the_trail_names_no_level(world: World, own: Path) -> None:
    edit(own, RED_HOME, AMBER_HOME)
    taken(world)
    with world.desk() as desk, desk.reading() as connection:
        (said,) = history(connection)
        verify(connection)
        wanted = audit.c.action.in_(("rules changed", "case judged again"))
        entries = connection.execute(select(audit.c.case, audit.c.entry).where(wanted)).all()
    assert (said.actor, said.reason, said.cases, said.questionnaire) == ("anna", WHY, 2, "ggd10")
    assert [row.case for row in entries] == [1, 2, None]
    assert not any(word in row.entry for row in entries for word in (b"amber", b"red", WHY.encode()))


def test_who_saw_the_case_before_does_not_overwrite_it(world: World, own: Path) -> None:
    edit(own, RED_HOME, AMBER_HOME)
    taken(world)
    with (
        world.desk(actor="noor") as desk,
        desk.writing() as connection,
        pytest.raises(ChangedMeanwhileError, match="meanwhile"),
    ):
        decide(desk, connection, 1, 0, Level.RED)


def test_a_case_that_becomes_more_urgent_is_not_due_in_the_past(world: World, own: Path) -> None:
    edit(own, RED_HOME, AMBER_HOME)
    taken(world)
    world.later(days=30)
    edit(own, AMBER_HOME, RED_HOME)
    taken(world)
    assert held(world)[1] == ("red", world.now.date().isoformat())


def test_the_same_rules_again_find_their_old_file(world: World, own: Path) -> None:
    """Back and forth: every file that judged stays, under its digest."""
    for before, after in ((RED_HOME, AMBER_HOME), (AMBER_HOME, RED_HOME), (RED_HOME, AMBER_HOME)):
        edit(own, before, after)
        taken(world)
    assert held(world)[1][0] == "amber"
    kept = Folder(world.section.data).questionnaires / "ggd10"
    assert len([path for path in kept.iterdir() if "@" in path.name]) == 2
    with world.desk(questionnaires=()) as desk:
        assert desk.library.find(("ggd10", "1"))


def test_another_window_that_was_open_meanwhile_goes_on_and_judges_by_the_new_rules(world: World, own: Path) -> None:
    edit(own, RED_HOME, AMBER_HOME)
    cut = world.bundle(sealed(submission(answers={"home": "mostly_not"})), sequence=7)
    with world.desk(actor="noor") as other:
        taken(world)
        assert other.library.find(("ggd10", "1"))
        import_bundle(other, cut.path, world.folder / "late")
    assert held(world)[5] == ("amber", "2026-11-30")


def test_rules_that_changed_again_since_they_were_shown_are_not_taken_in(world: World, own: Path) -> None:
    edit(own, RED_HOME, AMBER_HOME)
    with world.desk() as desk:
        (shown,) = preview(desk)
    edit(own, "working_days = 5", "working_days = 4")
    with world.desk() as desk, pytest.raises(DeskError, match="changed again"):
        rescore(desk, WHY, seen=shown.after.definition)


def test_it_needs_a_coordinator_a_reason_and_something_that_waits(world: World, own: Path) -> None:
    with world.desk() as desk, pytest.raises(DeskError, match="no rules wait"):
        rescore(desk, WHY)
    edit(own, RED_HOME, AMBER_HOME)
    with world.desk() as desk, pytest.raises(DeskError, match="need a reason"):
        rescore(desk, "  ")
    with world.desk() as desk, desk.writing() as connection:
        connection.execute(insert(people), {"name": "noor", "role": Role.NURSE, "since": "2026-11-23"})
    with world.desk(actor="noor") as desk, pytest.raises(DeskError, match="for a coordinator"):
        preview(desk)


def test_by_command(home: Home) -> None:
    assert "no rules wait" in home.run("desk", "rescore").out
    assert home.run("desk", "rescore", "--apply").status == 2
    assert "no rules wait" in home.refused("desk", "rescore", "--apply", "--reason", WHY)
