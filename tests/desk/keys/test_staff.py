"""People come and go: a slot and a role, their own passphrase, and a trail that tells of it."""

from __future__ import annotations

import pytest

from intake.desk.audit import Action
from intake.desk.errors import DeskError
from intake.desk.keys.ceremony import identity, new_sheet
from intake.desk.keys.staff import add_person, change_passphrase, change_role, remove_person, staff
from intake.desk.people import Role, role_of
from intake.locked import LockedFileError, slots, unlock_slot
from intake.passphrase import WeakPassphraseError
from tests.desk.keys.room import BRAM, CARLA, Room
from tests.desk.world import PASSPHRASE


def add(room: Room, name: str, words: str, role: Role = Role.NURSE, *, ceremonies: bool = False) -> None:
    with room.desk() as desk:
        add_person(desk, PASSPHRASE, name=name, new_passphrase=words, role=role, ceremonies=ceremonies)


def test_somebody_new_unlocks_with_a_passphrase_and_a_role_of_their_own(room: Room) -> None:
    add(room, "bram", BRAM)
    with room.desk(BRAM) as desk, desk.reading() as connection:
        assert (desk.actor, role_of(connection, "bram")) == ("bram", Role.NURSE)
        assert role_of(connection, "anna") is Role.COORDINATOR
    assert slots(room.files.identity) == ("anna",)
    assert room.trail()[-1] == ("anna", Action.PERSON_ADDED, {"person": "bram", "role": "nurse", "ceremonies": "no"})


def test_only_who_was_asked_to_unlocks_the_identity(room: Room) -> None:
    add(room, "bram", BRAM)
    with pytest.raises(LockedFileError, match="opens no slot"):
        identity(room.files, BRAM)
    add(room, "carla", CARLA, Role.COORDINATOR, ceremonies=True)
    assert new_sheet(room.section, passphrase=CARLA, today=room.today).inbox == room.section.inbox
    with room.desk() as desk:
        shown = {each.name: (each.role, each.ceremonies) for each in staff(desk)}
    assert shown == {"anna": ("coordinator", True), "bram": ("nurse", False), "carla": ("coordinator", True)}


def test_a_nurse_changes_no_people_but_their_own_passphrase(room: Room) -> None:
    add(room, "bram", BRAM)
    with room.desk(BRAM) as desk:
        with pytest.raises(DeskError, match="for a coordinator"):
            add_person(desk, BRAM, name="carla", new_passphrase=CARLA, role=Role.COORDINATOR)
        with pytest.raises(DeskError, match="for a coordinator"):
            remove_person(desk, BRAM, name="anna")
        with pytest.raises(DeskError, match="for a coordinator"):
            change_role(desk, name="bram", role=Role.COORDINATOR)
        change_passphrase(desk, BRAM, CARLA)
    assert slots(room.files.desk) == ("anna", "bram")
    with room.desk(CARLA) as desk:
        assert desk.actor == "bram"
    assert room.trail()[-1][:2] == ("bram", Action.PASSPHRASE_CHANGED)


def test_a_changed_passphrase_opens_every_file_and_the_old_one_none(room: Room) -> None:
    with room.desk() as desk:
        change_passphrase(desk, PASSPHRASE, BRAM)
    for path in (room.files.identity, room.files.desk):
        assert unlock_slot(path, BRAM)[0] == "anna"
        with pytest.raises(LockedFileError, match="opens no slot"):
            unlock_slot(path, PASSPHRASE)


def test_a_change_of_passphrase_that_broke_off_between_the_files_is_done_again(room: Room) -> None:
    before = room.files.desk.read_bytes()
    with room.desk() as desk:
        change_passphrase(desk, PASSPHRASE, BRAM)
    # As if the power had gone after the identity's file and before the daily one.
    room.files.desk.write_bytes(before)
    with room.desk() as desk:
        change_passphrase(desk, PASSPHRASE, BRAM)
    assert unlock_slot(room.files.desk, BRAM)[0] == "anna"
    assert unlock_slot(room.files.identity, BRAM)[0] == "anna"


def test_a_wrong_or_weak_passphrase_changes_nothing(room: Room) -> None:
    before = (room.files.desk.read_bytes(), room.files.identity.read_bytes())
    with room.desk() as desk:
        with pytest.raises(LockedFileError, match="not this person's slot"):
            add_person(desk, BRAM, name="bram", new_passphrase=BRAM, role=Role.NURSE)
        with pytest.raises(WeakPassphraseError):
            add_person(desk, PASSPHRASE, name="bram", new_passphrase="bram bram bram", role=Role.NURSE)
        with pytest.raises(LockedFileError, match="two of one name"):
            add_person(desk, PASSPHRASE, name="anna", new_passphrase=BRAM, role=Role.NURSE)
        with pytest.raises(WeakPassphraseError):
            change_passphrase(desk, PASSPHRASE, "welkom2026!!")
        assert [each.name for each in staff(desk)] == ["anna"]
    assert (room.files.desk.read_bytes(), room.files.identity.read_bytes()) == before


def test_who_leaves_loses_slot_role_and_identity_and_stays_in_the_list(room: Room) -> None:
    add(room, "carla", CARLA, Role.COORDINATOR, ceremonies=True)
    with room.desk() as desk:
        remove_person(desk, PASSPHRASE, name="carla")
        (_, carla) = staff(desk)
        with desk.reading() as connection, pytest.raises(DeskError, match="no role"):
            role_of(connection, "carla")
    assert (carla.name, carla.until) == ("carla", room.today.isoformat())
    assert slots(room.files.desk) == slots(room.files.identity) == ("anna",)
    assert room.trail()[-1] == ("anna", Action.PERSON_REMOVED, {"person": "carla"})


def test_somebody_may_come_back(room: Room) -> None:
    add(room, "bram", BRAM)
    with room.desk() as desk:
        remove_person(desk, PASSPHRASE, name="bram")
    add(room, "bram", CARLA, Role.MANAGER)
    with room.desk(CARLA) as desk, desk.reading() as connection:
        assert role_of(connection, "bram") is Role.MANAGER


def test_one_coordinator_stays(room: Room) -> None:
    with room.desk() as desk:
        with pytest.raises(DeskError, match="no other coordinator"):
            change_role(desk, name="anna", role=Role.NURSE)
        with pytest.raises(LockedFileError, match="last slot"):
            remove_person(desk, PASSPHRASE, name="anna")
    add(room, "bram", BRAM)
    with room.desk() as desk:
        with pytest.raises(DeskError, match="no other coordinator"):
            change_role(desk, name="anna", role=Role.NURSE)
        change_role(desk, name="bram", role=Role.COORDINATOR)
        change_role(desk, name="anna", role=Role.MANAGER)
        with pytest.raises(DeskError, match="for a coordinator"):
            change_role(desk, name="anna", role=Role.COORDINATOR)
        with pytest.raises(DeskError, match="nobody of this name"):
            change_role(desk, name="carla", role=Role.NURSE)


def test_the_first_change_of_a_role_leaves_whoever_makes_it_a_coordinator(room: Room) -> None:
    with room.desk() as desk:
        change_role(desk, name="anna", role=Role.COORDINATOR)
        with desk.reading() as connection:
            assert role_of(connection, "anna") is Role.COORDINATOR
