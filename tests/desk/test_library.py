"""The desk keeps every questionnaire version it ever used, and none of them ever changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from intake.desk.errors import DeskError
from intake.desk.folder import Folder
from intake.desk.importing import bring_in_parked, import_bundle
from intake.desk.queue import read_queue
from tests.desk.world import GGD10, World, sealed, submission


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the shipped questionnaire that may be changed."""
    return Path(shutil.copytree(GGD10, tmp_path / "own"))


def edit(folder: Path, before: str, after: str) -> None:
    file = folder / "questionnaire.toml"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")


def take_in(world: World, folder: Path) -> None:
    with world.desk(questionnaires=(folder,)) as desk:
        bring_in_parked(desk)


def test_a_used_questionnaire_is_kept_with_its_texts(world: World, own: Path) -> None:
    take_in(world, own)
    kept = Folder(world.section.data).questionnaires / "ggd10" / "1"
    assert (kept / "questionnaire.toml").read_bytes() == (own / "questionnaire.toml").read_bytes()
    assert (kept / "translations" / "staff" / "nl.po").is_file()


def test_cases_stay_readable_when_the_configured_folder_is_gone(world: World) -> None:
    world.take_in(world.bundle(sealed(submission())))
    with world.desk(questionnaires=()) as desk:
        assert len(read_queue(desk)) == 1
        assert desk.library.find(("ggd10", "1"))


def test_the_same_version_that_asks_something_else_is_refused(world: World, own: Path) -> None:
    take_in(world, own)
    edit(own, "recall = true\n", "")
    with pytest.raises(DeskError, match="ggd10 1 is not the one that this desk used before") as refused:
        take_in(world, own)
    assert "new version" in refused.value.hint


def test_a_refused_questionnaire_stops_an_import_before_it_starts(world: World, own: Path) -> None:
    take_in(world, own)
    edit(own, "recall = true\n", "")
    cut = world.bundle(sealed(submission()))
    receipt = world.folder / "receipt"
    with world.desk(questionnaires=(own,)) as desk, pytest.raises(DeskError):
        import_bundle(desk, cut.path, receipt)
    assert not receipt.exists()


def test_both_versions_are_kept_side_by_side(world: World, own: Path) -> None:
    take_in(world, own)
    edit(own, 'version = "1"', 'version = "2"')
    take_in(world, own)
    with world.desk() as desk:
        assert set(desk.library.versions()) == {("ggd10", "1"), ("ggd10", "2")}


def test_a_better_translation_of_the_same_version_is_taken_along(world: World, own: Path) -> None:
    take_in(world, own)
    file = own / "translations" / "staff" / "nl.po"
    file.write_text(file.read_text("utf-8").replace('msgstr "laag"', 'msgstr "heel laag"'), "utf-8")
    take_in(world, own)
    kept = Folder(world.section.data).questionnaires / "ggd10" / "1" / "translations" / "staff" / "nl.po"
    assert "heel laag" in kept.read_text("utf-8")


def test_another_comment_is_no_other_content(world: World, own: Path) -> None:
    take_in(world, own)
    edit(own, "[score]", "# how it adds up\r\n[score]")
    take_in(world, own)
    kept = Folder(world.section.data).questionnaires / "ggd10" / "1" / "questionnaire.toml"
    assert "how it adds up" in kept.read_text("utf-8")


def test_a_copy_that_was_changed_behind_the_desks_back_is_refused(world: World, own: Path) -> None:
    take_in(world, own)
    edit(Folder(world.section.data).questionnaires / "ggd10" / "1", "working_days = 1", "working_days = 60")
    with world.desk() as desk, pytest.raises(DeskError, match="was changed"):
        desk.library.find(("ggd10", "1"))


def test_a_copy_without_a_place_in_the_database_is_replaced(world: World, own: Path) -> None:
    leftover = Folder(world.section.data).questionnaires / "ggd10" / "1"
    leftover.mkdir(parents=True)
    (leftover / "questionnaire.toml").write_text("half")
    take_in(world, own)
    with world.desk() as desk:
        assert desk.library.find(("ggd10", "1"))


def test_an_id_from_an_envelope_never_becomes_a_path(world: World) -> None:
    with world.desk() as desk:
        assert desk.library.find(("..", "..")) is None
