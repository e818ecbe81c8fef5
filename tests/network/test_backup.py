"""A backup of a network book: encrypted as it lies, read back, and brought back whole or not at all."""

from __future__ import annotations

import shutil
import tarfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from intake.locked import FLOOR, LockedFileError
from intake.network.backup.making import back_up
from intake.network.backup.restoring import restore
from intake.network.backup.standing import Old, old_backup
from intake.network.destinations.reading import everything
from intake.network.destinations.writing import add_destination
from intake.network.errors import NetworkError
from intake.network.exchanging.book_out import export_book
from intake.network.making import make_network
from intake.network.people import Role
from intake.network.staff import add_person
from intake.network.upgrading import upgrade_network
from tests.desk.commands import Home
from tests.network.world import COORDINATOR, HELPER, OTHER_PASSPHRASE, PASSPHRASE, World, section


@pytest.fixture
def kept(world: World, tmp_path: Path) -> Path:
    """A backup of a book with one destination, after its first export."""
    with world.network() as book:
        with book.writing() as connection:
            add_destination(book, connection, {"kind": "GP", "name": "De Molen", "phone": "070-1234567"})
        export_book(book, bytes)
        back_up(book, tmp_path / "kept.backup")
        with book.reading() as connection:
            assert old_backup(connection, date(2026, 12, 24)) is None
            assert old_backup(connection, date(2026, 12, 25)) == Old(date(2026, 11, 24))
    return tmp_path / "kept.backup"


def test_a_book_comes_back_as_it_was_with_its_key_and_counts_on(world: World, kept: Path, tmp_path: Path) -> None:
    there = world.elsewhere(tmp_path / "other" / "network")
    assert restore(there.section, PASSPHRASE, kept, exported=5, clock=world.watch) == "2026-11-24T09:30:00Z"
    with there.network() as book:
        assert book.keys.public == world.public
        with book.reading() as connection:
            assert [each.what.name for each in everything(connection)] == ["De Molen"]
        assert export_book(book, bytes)[0].sequence == 6


def test_whoever_finds_it_reads_nothing_of_what_stands_in_the_book(kept: Path) -> None:
    data = kept.read_bytes()
    assert b"Molen" not in data
    assert b"070-1234567" not in data
    with tarfile.open(kept) as tar:
        assert tar.getnames() == ["backup.json", "network.locked", "network.sqlite"]


def test_nothing_is_overwritten_neither_a_file_nor_a_book(world: World, kept: Path) -> None:
    with world.network() as book, pytest.raises(NetworkError, match="exists already"):
        back_up(book, kept)
    with pytest.raises(NetworkError, match="not empty"):
        restore(world.section, PASSPHRASE, kept)


def test_a_try_leaves_nothing(world: World, kept: Path, tmp_path: Path) -> None:
    there = world.elsewhere(tmp_path / "tried")
    restore(there.section, PASSPHRASE, kept, trying=True)
    assert not there.section.data.exists()
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".tried")] == []


@pytest.mark.parametrize("place", [0.3, 0.6, 0.95])
def test_a_damaged_one_is_refused_and_leaves_nothing(world: World, kept: Path, tmp_path: Path, place: float) -> None:
    data = bytearray(kept.read_bytes())
    data[int(place * len(data))] ^= 1
    kept.write_bytes(data)
    there = world.elsewhere(tmp_path / "other")
    with pytest.raises(NetworkError, match="no whole backup"):
        restore(there.section, PASSPHRASE, kept)
    assert not there.section.data.exists()


def test_one_that_was_put_together_from_two_is_refused(world: World, kept: Path, tmp_path: Path) -> None:
    """Somebody without a slot could put an older locked file, of people who left, beside the database."""
    stranger = replace(world, section=section(tmp_path / "stranger"))
    make_network(stranger.section, COORDINATOR, PASSPHRASE, cost=FLOOR)
    with stranger.network() as book:
        back_up(book, tmp_path / "stranger.backup")
    with tarfile.open(kept) as tar:
        tar.extractall(tmp_path / "parts", filter="data")
    with tarfile.open(tmp_path / "stranger.backup") as tar:
        tar.extract("network.locked", tmp_path / "parts", filter="data")
    with tarfile.open(tmp_path / "mixed.backup", "w", format=tarfile.PAX_FORMAT) as tar:
        for name in ("backup.json", "network.locked", "network.sqlite"):
            tar.add(tmp_path / "parts" / name, name)
    with pytest.raises(NetworkError, match="no whole backup"):
        restore(section(tmp_path / "other"), PASSPHRASE, tmp_path / "mixed.backup")


def test_only_a_coordinator_takes_one_away_or_brings_one_back(world: World, tmp_path: Path) -> None:
    with world.network() as book:
        add_person(book, PASSPHRASE, name=HELPER, new_passphrase=OTHER_PASSPHRASE, role=Role.HELPER)
        back_up(book, tmp_path / "kept.backup")
    with (
        world.network(HELPER, OTHER_PASSPHRASE) as book,
        pytest.raises(NetworkError, match="for a coordinator"),
    ):
        back_up(book, tmp_path / "helper.backup")
    with pytest.raises(NetworkError, match="for a coordinator"):
        restore(section(tmp_path / "other"), OTHER_PASSPHRASE, tmp_path / "kept.backup")
    assert not (tmp_path / "other").exists()
    with pytest.raises(LockedFileError):
        restore(section(tmp_path / "other"), "nobody's passphrase", tmp_path / "kept.backup")


def test_by_command(home: Home) -> None:
    assert "read back and is whole" in home.run("network", "backup", "book.backup").out
    assert "Nothing was kept" in home.run("network", "restore", "--try", "book.backup").out
    assert "not empty" in home.refused("network", "restore", "book.backup")
    shutil.rmtree(home.folder / "network")
    assert home.run("network", "restore", "book.backup").status == 0
    log = home.run("network", "log", "--json").json
    assert [(each["action"], each["what"]) for each in log][:2] == [("restored", "book"), ("made", "book")]
    assert home.run("network", "upgrade").out == "the database is up to date\n"


def test_a_book_of_the_newest_step_is_left_as_it_is(world: World) -> None:
    before = (world.section.data / "network.sqlite").read_bytes()
    assert upgrade_network(world.section, PASSPHRASE) is None
    assert (world.section.data / "network.sqlite").read_bytes() == before
