"""What was brought in can be seen again, receipts fetched once more, and what was set aside listed; by command too."""

from __future__ import annotations

import gettext
import io
import os
import time
from contextlib import suppress
from dataclasses import replace

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from intake.desk.errors import DeskError
from intake.desk.importing.aside import Kind, counts, set_aside
from intake.desk.importing.brought import KEPT, latest, read_brought, receipt_file
from intake.desk.importing.staging import FOLDER, Staging
from intake.envelope.context import Context
from intake.marking import Filled
from tests.desk.commands import Home
from tests.desk.test_commands import carried
from tests.desk.world import INBOX, World, sealed, submission


def test_what_an_import_said_stands_there_afterwards_word_for_word(world: World) -> None:
    told = world.take_in(world.bundle(sealed(submission()), sealed(b"{}"), sequence=3))
    with world.desk() as desk, desk.reading() as connection:
        (found,) = latest(connection)
        assert read_brought(connection, 1) == found
    assert (found.summary, found.actor, found.at) == (told, "anna", "2026-11-23T10:00:00Z")
    assert found.summary.levels == {"green": 1}


def test_a_receipt_is_kept_as_it_was_signed_and_only_the_newest_are(world: World) -> None:
    first = world.folder / "receipt-first"
    world.take_in(world.bundle(sealed(submission())))
    with world.desk() as desk, desk.reading() as connection:
        first.write_bytes(receipt_file(connection, 1))
    (written,) = [each for each in world.folder.glob("receipt-*") if each != first]
    assert written.read_bytes() == first.read_bytes()
    for sequence in range(2, KEPT + 2):
        world.take_in(world.bundle(sequence=sequence))
    with world.desk() as desk, desk.reading() as connection:
        assert not read_brought(connection, 1).kept
        assert read_brought(connection, 2).kept
        with pytest.raises(DeskError, match="not kept any more"):
            receipt_file(connection, 1)
        with pytest.raises(DeskError, match="no receipt of this number"):
            read_brought(connection, 99)


def test_a_remark_can_be_said_in_another_language_with_its_numbers(world: World) -> None:
    (remark,) = world.take_in(world.bundle(sequence=4)).remarks
    (part,) = remark.parts
    catalogue, file = Catalog(), io.BytesIO()
    catalogue.add(part.pattern, "Bundels %(first)d tot en met %(last)d zijn hier niet ingelezen.")
    write_mo(file, catalogue)
    file.seek(0)
    said = gettext.GNUTranslations(file).gettext(part.pattern) % part.values
    assert said == "Bundels 1 tot en met 3 zijn hier niet ingelezen."
    assert isinstance(part, Filled)
    assert remark.startswith("Bundles 1 to 3 were not imported here.")


def test_what_was_set_aside_is_listed_the_newest_first_and_what_came_again_whole_is_known(world: World) -> None:
    broken, later = sealed(submission()), replace(submission(), version="9")
    parked = sealed(later, context=Context(INBOX, "ggd10", "9"))
    world.take_in(world.bundle(broken, parked, sealed(b"{}"), damage={broken: b"x" * len(broken)}))
    world.later(days=1)
    world.take_in(world.bundle(broken, sealed(b"[]"), sequence=2))
    with world.desk() as desk, desk.reading() as connection:
        found, counted = set_aside(connection, 10), counts(connection)
        assert len(set_aside(connection, 2)) == 2
    assert found[0].arrived > found[-1].arrived
    assert sorted(each.kind for each in found) == [Kind.ASIDE, Kind.ASIDE, Kind.DAMAGED, Kind.PARKED]
    (damaged,) = [each for each in found if each.kind is Kind.DAMAGED]
    assert damaged.whole
    assert {(each.kind, each.reason): each.count for each in counted} == {
        (Kind.ASIDE, "bad json"): 2,
        (Kind.DAMAGED, None): 1,
        (Kind.PARKED, None): 1,
    }


def test_by_command_too(home: Home) -> None:
    assert home.run("desk", "aside").out == "Nothing was set aside.\n"
    person = submission()
    home.run("desk", "import", carried(home, person, b"{}"), "--receipt", "receipt")
    assert "bad json: It opens, and no form is in it." in home.run("desk", "aside").out
    (lain,) = home.run("desk", "aside", "--json").json
    assert (lain["kind"], lain["reason"], len(lain["digest"])) == ("aside", "bad json", 43)
    assert "bundle 1: 1 new, 0 known  anna" in home.run("desk", "receipt").out
    assert home.run("desk", "receipt", "1", "again").status == 0
    assert (home.folder / "again").read_bytes() == (home.folder / "receipt").read_bytes()
    assert "exists already" in home.refused("desk", "receipt", "1", "again")
    assert "not kept" in home.refused("desk", "receipt", "7", "other")
    assert home.run("desk", "receipt", "1").status == 2


def test_what_was_half_copied_is_swept_away_the_next_day(world: World) -> None:
    staging = Staging(world.section.data)
    with suppress(KeyError), staging.receiving(10) as file:
        file.write(b"half")
        raise KeyError
    folder = world.section.data / FOLDER
    assert list(folder.iterdir()) == []
    (folder / ".old.part").write_bytes(b"half")
    (folder / ".new.part").write_bytes(b"half")
    os.utime(folder / ".old.part", times=(time.time() - 90_000,) * 2)
    with staging.receiving(10) as file:
        file.write(b"whole")
        whole = staging.finish(file)
    assert sorted(each.name for each in folder.iterdir()) == sorted([".new.part", whole.name])
    staging.remove(world.folder / "elsewhere")
    staging.remove(whole)
    assert not whole.exists()
