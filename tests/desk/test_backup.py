"""A backup is made while people work, and a desk is made from it: whole, of a new epoch, or not at all."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import insert, select, text

from intake.desk.audit import Action, verify
from intake.desk.backup.making import back_up, move_away
from intake.desk.backup.restoring import restore
from intake.desk.backup.standing import standing
from intake.desk.errors import DeskError
from intake.desk.people import Role
from intake.desk.queue import read_queue
from intake.desk.tables import audit, backups, people
from intake.desk.unlock import OpenDesk, open_desk
from intake.envelope.canonical import canonical
from intake.locked import LockedFileError
from intake.sqlcipher import DatabaseError
from tests.desk.commands import Home
from tests.desk.world import PASSPHRASE, PASSPHRASES, World, sealed, submission


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Path:
    """A desk with its keys and three cases, made once."""
    world = World.new(tmp_path_factory.mktemp("template"), empty_database)
    world.write_keys("noor")
    world.take_in(world.bundle(*(sealed(submission()) for _ in range(3))))
    return world.folder


@pytest.fixture
def kept(tmp_path: Path, template: Path) -> World:
    """A copy of it."""
    shutil.copytree(template / "desk", tmp_path / "kept" / "desk")
    return World(tmp_path / "kept")


@contextmanager
def opened(world: World) -> Iterator[OpenDesk]:
    """The desk as it is unlocked in earnest."""
    with open_desk(world.section, PASSPHRASE, clock=lambda: world.now) as desk:
        yield desk


def backed_up(world: World, name: str = "backup") -> Path:
    with opened(world) as desk:
        return back_up(desk, world.folder / name).file


def lose(world: World) -> None:
    """The machine is gone."""
    shutil.rmtree(world.section.data)


def bring_back(world: World, file: Path, **more: object) -> int:
    return restore(world.section, PASSPHRASE, file, clock=lambda: world.now, **more).epoch  # type: ignore[arg-type]


def test_everything_comes_back_and_it_is_another_epoch_of_the_same_desk(kept: World) -> None:
    before = kept.instance()
    with kept.desk() as desk:
        queue = [(each.case, each.id, each.level) for each in read_queue(desk)]
    file = backed_up(kept)
    lose(kept)
    assert bring_back(kept, file) > 1
    with opened(kept) as desk:
        assert desk.instance.desk == before.desk
        assert desk.instance.epoch == before.epoch + 1
        assert [(each.case, each.id, each.level) for each in read_queue(desk)] == queue
        assert desk.library.find(("ggd10", "1"))
        with desk.reading() as connection:
            verify(connection)
            actions = connection.execute(select(audit.c.action).order_by(audit.c.number.desc()).limit(2)).scalars()
            assert set(actions) == {"queue viewed", "desk restored from a backup"}


def test_work_goes_on_while_a_backup_is_made_and_what_comes_later_is_not_in_it(kept: World) -> None:
    file = kept.folder / "backup"
    with opened(kept) as desk, opened(kept) as other:
        with other.writing() as connection:
            connection.execute(insert(people), {"name": "later", "role": Role.NURSE, "since": "2026-11-23"})
            connection.execute(text("DELETE FROM people"))
        made = back_up(desk, file)
        with other.writing() as connection:
            connection.execute(insert(people), {"name": "anna", "role": Role.COORDINATOR, "since": "2026-11-23"})
            kept_row = connection.execute(select(backups)).one()
    assert (kept_row.digest, kept_row.cases, kept_row.audit_head) == (made.digest, 3, made.audit.hash)
    lose(kept)
    bring_back(kept, file)
    with opened(kept) as desk, desk.reading() as connection:
        assert connection.execute(select(people)).all() == []


def test_a_backup_never_takes_the_place_of_a_file_and_leaves_nothing_beside_it(kept: World) -> None:
    file = backed_up(kept)
    before = file.read_bytes()
    with opened(kept) as desk, pytest.raises(DeskError, match="exists already"):
        back_up(desk, file)
    assert file.read_bytes() == before
    assert {path.name for path in kept.folder.iterdir() if path.name.startswith(".")} == set()


def test_a_desk_is_never_brought_back_over_another(kept: World) -> None:
    file = backed_up(kept)
    with pytest.raises(DeskError, match="is there and not empty"):
        bring_back(kept, file)
    with kept.desk() as desk:
        assert len(read_queue(desk)) == 3


def test_a_try_proves_the_backup_and_keeps_nothing(kept: World) -> None:
    file = backed_up(kept)
    before = sorted(path.relative_to(kept.folder) for path in kept.folder.rglob("*"))
    bring_back(kept, file, trying=True)
    assert sorted(path.relative_to(kept.folder) for path in kept.folder.rglob("*")) == before
    assert kept.instance().epoch == 1


def test_a_backup_tells_nothing_of_a_case_to_somebody_without_a_slot(kept: World) -> None:
    person = submission()
    kept.take_in(kept.bundle(sealed(person)))
    data = backed_up(kept).read_bytes()
    assert all(word.encode() not in data for word in (person.id, person.code, "GM0363", "SQLite format"))


def test_a_wrong_passphrase_or_another_inbox_brings_nothing_back(kept: World) -> None:
    file = backed_up(kept)
    lose(kept)
    with pytest.raises(LockedFileError, match="opens no slot"):
        restore(kept.section, "another long passphrase", file)
    assert not kept.section.data.exists()
    assert [path.name for path in kept.folder.iterdir() if path.name.startswith(".desk")] == []


def test_only_a_coordinator_makes_one_and_brings_one_back(kept: World) -> None:
    with kept.desk() as desk, desk.writing() as connection:
        rows = [("anna", Role.COORDINATOR), ("noor", Role.NURSE)]
        connection.execute(insert(people), [{"name": n, "role": r, "since": "2026-11-23"} for n, r in rows])
    file = backed_up(kept)
    with (
        open_desk(kept.section, PASSPHRASES["noor"], clock=lambda: kept.now) as desk,
        pytest.raises(DeskError, match="for a coordinator"),
    ):
        back_up(desk, kept.folder / "another")
    lose(kept)
    with pytest.raises(DeskError, match="for a coordinator"):
        restore(kept.section, PASSPHRASES["noor"], file)
    assert not kept.section.data.exists()


@pytest.mark.parametrize("name", ["desk.sqlite", "desk.locked", "ring.json", "backup.json", "questionnaires/ggd10/1"])
def test_a_backup_that_was_changed_anywhere_is_refused(kept: World, name: str) -> None:
    file = backed_up(kept)
    changed = kept.folder / "changed"
    with tarfile.open(file) as old, tarfile.open(changed, "w") as new:
        for member in old.getmembers():
            source = old.extractfile(member)
            assert source is not None
            data = source.read()
            if member.name.startswith(name):
                data = data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]
            new.addfile(member, BytesIO(data))
    lose(kept)
    with pytest.raises(DeskError):
        bring_back(kept, changed)
    assert not kept.section.data.exists()


def test_a_backup_put_together_from_two_is_refused(kept: World) -> None:
    """Its digests fit, yet nobody with the desk's key said so."""
    first = backed_up(kept)
    kept.take_in(kept.bundle(sealed(submission())))
    second = backed_up(kept, "second")
    parts: dict[str, bytes] = {}
    for file in (second, first):
        with tarfile.open(file) as tar:
            for member in tar.getmembers():
                source = tar.extractfile(member)
                assert source is not None
                if member.name != "desk.sqlite" or file == first:
                    parts[member.name] = source.read()
            if file == second:
                about = json.loads(parts["backup.json"])
            else:
                digest = json.loads(parts["backup.json"])["backup"]["files"]["desk.sqlite"]
    about["backup"]["files"]["desk.sqlite"] = digest
    parts["backup.json"] = canonical(about)
    mixed = kept.folder / "mixed"
    with tarfile.open(mixed, "w") as tar:
        for name, data in sorted(parts.items()):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, BytesIO(data))
    lose(kept)
    with pytest.raises(DeskError, match="put together from parts"):
        bring_back(kept, mixed)


@pytest.mark.parametrize("name", ["../evil", "/evil", "questionnaires/../../evil", "desk.sqlite-wal", "notes.txt"])
def test_a_file_that_is_no_part_of_a_desk_is_never_unpacked(kept: World, name: str) -> None:
    file = backed_up(kept)
    with tarfile.open(file, "a") as tar:
        tar.addfile(tarfile.TarInfo(name))
    lose(kept)
    with pytest.raises(DeskError, match=r"no whole backup|no file of a desk"):
        bring_back(kept, file)
    assert not any(path.name == "evil" for path in kept.folder.rglob("*"))


def test_what_is_not_a_backup_is_said_to_be_none(kept: World) -> None:
    lose(kept)
    (kept.folder / "half").write_bytes(b"no tar at all")
    with pytest.raises(DeskError, match="no whole backup"):
        bring_back(kept, kept.folder / "half")
    with pytest.raises(DeskError, match="there is no backup"):
        bring_back(kept, kept.folder / "none")


def test_half_a_backup_is_refused(kept: World) -> None:
    file = backed_up(kept)
    file.write_bytes(file.read_bytes()[:-20000])
    lose(kept)
    with pytest.raises(DeskError, match="no whole backup"):
        bring_back(kept, file)
    assert not kept.section.data.exists()


def test_a_desk_that_was_moved_does_nothing_any_more_at_the_old_place(kept: World) -> None:
    with opened(kept) as desk:
        file = move_away(desk, kept.folder / "moving").file
    with pytest.raises(DeskError, match="was moved to another machine on 2026-11-23"), opened(kept):
        pass
    elsewhere = World(kept.folder / "elsewhere")
    elsewhere.folder.mkdir()
    bring_back(elsewhere, file)
    with opened(elsewhere) as desk:
        assert len(read_queue(desk)) == 3


def test_whoever_had_it_open_when_it_was_moved_changes_nothing_any_more(kept: World) -> None:
    with kept.desk(actor="noor") as other:
        with opened(kept) as desk:
            move_away(desk, kept.folder / "moving")
        with pytest.raises(DeskError, match="was moved"), other.writing():
            pass


def test_a_desk_in_which_somebody_works_meanwhile_is_not_moved(kept: World) -> None:
    done = Event()

    def work() -> None:
        with kept.desk(actor="noor") as desk:
            while not done.wait(0.005):
                with desk.writing() as connection:
                    desk.record(connection, Action.QUEUE_VIEWED)

    worker = Thread(target=work)
    worker.start()
    try:
        with opened(kept) as desk, pytest.raises(DeskError, match="somebody worked while"):
            move_away(desk, kept.folder / "moving")
    finally:
        done.set()
        worker.join()
    assert kept.instance().epoch == 1


def test_how_old_the_last_backup_is_stands_out_once_it_is_older_than_the_hold(kept: World) -> None:
    with opened(kept) as desk:
        assert (standing(desk).days, standing(desk).loud) == (None, True)
    backed_up(kept)
    kept.later(days=30)
    with opened(kept) as desk:
        assert (standing(desk).days, standing(desk).loud) == (30, False)
    kept.later(hours=1)
    with opened(kept) as desk:
        assert (standing(desk).days, standing(desk).loud) == (30, True)


def test_where_nothing_came_in_yet_nothing_can_be_lost(world: World) -> None:
    world.write_keys()
    with opened(world) as desk:
        assert (standing(desk).days, standing(desk).loud) == (None, False)


def test_after_new_keys_a_backup_is_asked_for_at_once(kept: World) -> None:
    backed_up(kept)
    kept.later(minutes=1)
    with opened(kept) as desk:
        assert not standing(desk).keys
        with desk.writing() as connection:
            desk.record(connection, Action.KEYS_ROTATED)
        assert (standing(desk).keys, standing(desk).loud) == (True, True)


def test_a_restored_desk_counts_from_the_day_of_its_backup(kept: World) -> None:
    file = backed_up(kept)
    lose(kept)
    kept.later(days=40)
    bring_back(kept, file)
    with opened(kept) as desk:
        assert (standing(desk).days, standing(desk).loud) == (40, True)


def test_without_room_nothing_is_left_behind(kept: World) -> None:
    with opened(kept) as desk, pytest.raises((DeskError, DatabaseError)):
        back_up(desk, kept.folder / "nowhere" / "backup")
    assert not (kept.folder / "nowhere").exists()


def test_by_command_a_desk_is_backed_up_tried_moved_and_brought_back(home: Home) -> None:
    assert "was read back and is whole" in home.run("desk", "backup", "one").out
    assert "exists already" in home.refused("desk", "backup", "one")
    assert "Nothing was kept of this try" in home.run("desk", "restore", "--try", "one").out
    assert "does nothing any more" in home.run("desk", "backup", "--move", "two").out
    assert "was moved to another machine" in home.refused("desk", "queue")
    (home.folder / "desk").rename(home.folder / "old")
    said = home.run("desk", "restore", "two").out
    assert "new epoch" in said
    assert "--erased" in said
    assert home.run("desk", "queue").status == 0
