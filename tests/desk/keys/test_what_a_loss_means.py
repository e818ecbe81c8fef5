"""docs/keys.md tells what to do when something is lost or stolen. Here each of it is done."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from intake.desk.backup.making import back_up
from intake.desk.backup.restoring import restore
from intake.desk.errors import DeskError
from intake.desk.keys.bunch import Bunch
from intake.desk.keys.ceremony import Slot, new_keys
from intake.desk.keys.keeping import InFile, OnScreen
from intake.desk.keys.recovery import begin_again, from_file, take_in
from intake.desk.keys.ring import read_ring
from intake.desk.keys.rotation import rotate
from intake.desk.keys.shares import Scheme
from intake.desk.keys.signing import sign_sheet
from intake.desk.keys.staff import remove_person
from intake.desk.opening import OpeningKey, open_envelope
from intake.desk.people import Role
from intake.desk.unlock import init_desk
from intake.envelope.errors import EnvelopeError, SheetError
from intake.envelope.sheet import Purpose, read_sheet
from intake.locked import FLOOR, LockedFileError, unlock
from tests.desk.keys.room import BRAM, Room
from tests.desk.keys.test_staff import add
from tests.desk.world import INBOX, PASSPHRASE, RELAY

ANNA = Slot("anna", PASSPHRASE, FLOOR)


def test_a_lost_desk_key_is_replaced_by_the_recovery_key_and_then_by_new_ones(room: Room, recovery: OpeningKey) -> None:
    held_by_the_relay = [room.sealed(), room.sealed()]
    room.files.desk.unlink()
    room.files.database.unlink()
    begin_again(room.section, ANNA, recovery, clock=lambda: room.now)
    init_desk(room.section, PASSPHRASE, relay_key=RELAY.verify_key.encode())
    assert room.take_in(*held_by_the_relay).new == 2
    with room.desk() as desk:
        rotate(desk, PASSPHRASE, keep=OnScreen(Scheme(2, 3)), start=room.today + timedelta(1))
    room.later(1)
    assert room.take_in(room.sealed()).new == 1


def test_the_key_of_a_lost_file_is_taken_only_where_the_ring_names_it(room: Room) -> None:
    room.files.desk.unlink()
    before = {path.name: path.read_bytes() for path in room.section.data.glob("*.*")}
    with pytest.raises(DeskError, match="not a recovery key"):
        begin_again(room.section, ANNA, OpeningKey.generate())
    assert {path.name: path.read_bytes() for path in room.section.data.glob("*.*")} == before
    (room.files.desk).write_bytes(b"there after all")
    with pytest.raises(DeskError, match="exists already"):
        begin_again(room.section, ANNA, OpeningKey.generate())


def test_a_lost_laptop_costs_nothing_that_the_relay_holds(room: Room, tmp_path: Path) -> None:
    """No backup, everything gone but the paper: new keys in a new folder, and the old recovery key beside them."""
    held_by_the_relay = room.sealed()
    sheet_at_the_relay = room.files.ring.read_bytes()
    recovery_file = room.folder / "recovery.locked"
    shutil.rmtree(room.section.data)
    new = Room(tmp_path, "new")
    new_keys(new.section, slot=ANNA, keep=InFile(tmp_path / "next.locked"), today=new.today)
    init_desk(new.section, PASSPHRASE, relay_key=RELAY.verify_key.encode())
    assert new.take_in(held_by_the_relay).aside == {"unknown key": 1}
    key = from_file(unlock(recovery_file, PASSPHRASE), read_sheet(sheet_at_the_relay))
    with new.desk() as desk:
        assert take_in(desk, PASSPHRASE, key) == 1
    assert new.take_in(held_by_the_relay, new.sealed()).new == 1
    assert new.ring.fingerprint != read_sheet(sheet_at_the_relay).fingerprint


def test_with_a_backup_a_lost_laptop_costs_neither_cases_nor_cards(room: Room) -> None:
    """Restored, and new keys from the next day, as somebody may have the laptop."""
    ring = room.ring
    room.take_in(room.sealed())
    with room.desk() as desk:
        back_up(desk, room.folder / "backup.tar")
    shutil.rmtree(room.section.data)
    room.later(1)
    restore(room.section, PASSPHRASE, room.folder / "backup.tar", clock=lambda: room.now)
    with room.desk() as desk:
        rotate(desk, PASSPHRASE, keep=OnScreen(Scheme(2, 3)), start=room.today + timedelta(1))
    assert room.ring.fingerprint == ring.fingerprint
    still_under_way = room.sealed(ring)
    room.later(1)
    assert room.take_in(still_under_way, room.sealed()).new == 2
    assert room.states() == ["imported"] * 3


def test_a_departed_colleague_opens_neither_the_file_nor_what_is_sealed_to_new_keys(room: Room, tmp_path: Path) -> None:
    add(room, "bram", BRAM, Role.COORDINATOR, ceremonies=True)
    kept = tmp_path / "kept"
    shutil.copytree(room.section.data, kept)
    sealed_before = room.sealed()
    with room.desk() as desk:
        remove_person(desk, PASSPHRASE, name="bram")
        rotate(desk, PASSPHRASE, keep=OnScreen(Scheme(2, 2)), start=room.today + timedelta(1))
    with pytest.raises(LockedFileError):
        unlock(room.files.desk, BRAM)
    room.later(1)
    old = Bunch.of(unlock(kept / "desk.locked", BRAM)).opening
    # No revocation of what was: the copy and the passphrase still open it.
    assert open_envelope(sealed_before, old, INBOX).key_id in old
    with pytest.raises(EnvelopeError, match="unknown key"):
        open_envelope(room.sealed(), old, INBOX)


def test_who_left_cannot_read_new_keys_even_from_a_new_copy_of_the_locked_file(room: Room) -> None:
    """Their slot is put back into the file as it is now: what it holds was sealed to others."""
    add(room, "bram", BRAM)
    before = json.loads(room.files.desk.read_bytes())
    with room.desk() as desk:
        remove_person(desk, PASSPHRASE, name="bram")
        rotate(desk, PASSPHRASE, keep=OnScreen(Scheme(2, 2)), start=room.today + timedelta(1))
    now = json.loads(room.files.desk.read_bytes())
    bram = next(slot for slot in before["slots"] if slot["name"] == "bram")
    room.files.desk.write_text(json.dumps(now | {"slots": [*now["slots"], bram]}))
    with pytest.raises(LockedFileError, match="tampered with"):
        unlock(room.files.desk, BRAM)


def test_after_a_stolen_laptop_new_envelopes_are_closed_to_the_thief_from_the_next_day(room: Room) -> None:
    stolen = Bunch.of(unlock(room.files.desk, PASSPHRASE)).opening
    with room.desk() as desk:
        sheet = rotate(desk, PASSPHRASE, keep=OnScreen(Scheme(2, 2)), start=room.today + timedelta(1)).sheet
    room.later(1)
    assert sheet.recipient(Purpose.DESK, room.today).id not in stolen
    with pytest.raises(EnvelopeError, match="unknown key"):
        open_envelope(room.sealed(sheet), stolen, INBOX)


def test_a_compromised_identity_is_replaced_by_a_new_one_that_old_cards_refuse(room: Room, tmp_path: Path) -> None:
    """New keys in a new folder: another fingerprint, so new cards; the old recovery key opens what still comes."""
    old = room.ring
    still_coming = room.sealed()
    new = Room(tmp_path, "new")
    new_keys(new.section, slot=ANNA, keep=InFile(tmp_path / "next.locked"), today=new.today)
    init_desk(new.section, PASSPHRASE, relay_key=RELAY.verify_key.encode())
    with new.desk() as desk:
        sheet = sign_sheet(desk, PASSPHRASE)
        key = from_file(unlock(room.folder / "recovery.locked", PASSPHRASE), old)
        take_in(desk, PASSPHRASE, key)
    with pytest.raises(SheetError, match="another identity's"):
        read_sheet(sheet.raw, identity=old.fingerprint)
    assert read_sheet(sheet.raw, identity=sheet.fingerprint).keys == new.ring.keys
    assert new.take_in(still_coming, new.sealed()).new == 2


def test_with_a_stolen_identity_in_the_place_of_ours_nothing_is_signed(room: Room, tmp_path: Path) -> None:
    """Their own identity in the place of ours: the ring is not signed by it, and no sheet is."""
    thief = Room(tmp_path, "thief")
    new_keys(thief.section, slot=ANNA, keep=InFile(tmp_path / "theirs.locked"), today=thief.today)
    shutil.copy(thief.files.identity, room.files.identity)
    with room.desk() as desk, pytest.raises(DeskError, match="not signed by this identity"):
        sign_sheet(desk, PASSPHRASE)
    assert read_ring(room.files, inbox=INBOX).keys == room.ring.keys
