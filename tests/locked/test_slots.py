"""Slots come and go, and passphrases change: each person opens what they may, and nothing that came after they left."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

from intake.envelope.encoding import base64url, from_base64url
from intake.locked import (
    FLOOR,
    FORMAT,
    MOST_SLOTS,
    LockedFileError,
    Secret,
    add_secret,
    lock,
    slots,
    unlock,
    unlock_slot,
    with_passphrase,
    with_secrets,
    with_slot,
    without_slot,
)
from intake.locked.opening import open_file
from intake.passphrase import WeakPassphraseError

HERE = Path(__file__).parent
ANNA, BRAM, CARLA = "correct horse battery staple", "vijf losse woorden naast elkaar", "groene fiets onder zeven bomen"
OLD = Secret("desk old", "opens envelopes", b"O" * 1216, b"o" * 32)
NEW = Secret("desk new", "opens envelopes", b"N" * 1216, b"n" * 32)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with two slots."""
    path = tmp_path_factory.mktemp("slots") / "desk.locked"
    lock(path, [OLD], {"anna": ANNA, "bram": BRAM}, cost=FLOOR)
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return Path(shutil.copy(made, tmp_path / "desk.locked"))


def test_who_has_a_slot_is_seen_without_a_passphrase(made: Path) -> None:
    assert slots(made) == ("anna", "bram")


def test_the_slot_of_a_name_is_opened_and_no_other(made: Path) -> None:
    assert unlock_slot(made, BRAM, name="bram")[0] == "bram"
    with pytest.raises(LockedFileError, match="not this person's slot"):
        unlock_slot(made, BRAM, name="anna")
    with pytest.raises(LockedFileError, match="nobody of this name"):
        unlock_slot(made, BRAM, name="carla")


def test_a_new_person_opens_it_with_a_passphrase_of_their_own(path: Path) -> None:
    with_slot(path, ANNA, new_name="carla", new_passphrase=CARLA).write()
    assert slots(path) == ("anna", "bram", "carla")
    assert [unlock_slot(path, words)[0] for words in (ANNA, BRAM, CARLA)] == ["anna", "bram", "carla"]
    assert unlock(path, CARLA) == {"desk old": OLD}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_change_that_was_prepared_changes_nothing_until_it_is_written(path: Path) -> None:
    before = path.read_bytes()
    change = with_slot(path, ANNA, new_name="carla", new_passphrase=CARLA)
    assert path.read_bytes() == before
    assert (change.by, change.secrets) == ("anna", {"desk old": OLD})
    change.write()
    assert [each.name for each in path.parent.iterdir()] == ["desk.locked"]


def test_of_two_changes_at_once_the_second_is_refused_and_nothing_is_lost(path: Path) -> None:
    first = with_slot(path, ANNA, new_name="carla", new_passphrase=CARLA)
    second = with_secrets(path, BRAM, lambda held: [*held.values(), NEW])
    first.write()
    with pytest.raises(LockedFileError, match="changed meanwhile"):
        second.write()
    assert slots(path) == ("anna", "bram", "carla")


def test_a_file_that_is_gone_meanwhile_is_not_made_anew(path: Path) -> None:
    change = with_slot(path, ANNA, new_name="carla", new_passphrase=CARLA)
    path.unlink()
    with pytest.raises(LockedFileError, match="cannot write"):
        change.write()
    assert not list(path.parent.iterdir())


def test_a_leftover_of_a_crash_is_in_nobodys_way(path: Path) -> None:
    path.with_name("desk.locked.part").write_bytes(b"half")
    add_secret(path, NEW, ANNA)
    assert unlock(path, BRAM) == {"desk old": OLD, "desk new": NEW}
    assert [each.name for each in path.parent.iterdir()] == ["desk.locked"]


def test_a_slot_is_taken_out_and_the_others_go_on_without_their_passphrases(path: Path) -> None:
    without_slot(path, ANNA, gone="bram").write()
    assert slots(path) == ("anna",)
    assert unlock(path, ANNA) == {"desk old": OLD}
    with pytest.raises(LockedFileError, match="opens no slot"):
        unlock(path, BRAM)


def departed(made: Path) -> tuple[bytes, Any]:
    """What somebody keeps who had a slot: the old file key, and their private half."""
    held = open_file(made, BRAM)
    slot = next(slot for slot in held.slots if slot.name == "bram")
    return held.own.file_key(slot), held.own


def test_who_left_cannot_read_what_is_locked_in_later_even_with_all_they_knew(made: Path, path: Path) -> None:
    old_key, bram = departed(made)
    without_slot(path, ANNA, gone="bram").write()
    add_secret(path, NEW, ANNA)
    document = json.loads(path.read_bytes())
    for box in [document["people"], *(secret["secret"] for secret in document["secrets"])]:
        with pytest.raises(Exception, match="Decryption failed"):
            SecretBox(old_key).decrypt(from_base64url(box))
    sealed = SecretBox(bram.house).decrypt(from_base64url(document["slots"][0]["file"]))
    with pytest.raises(Exception, match="error occurred"):
        SealedBox(bram.private).decrypt(sealed)


def test_an_old_copy_stays_open_to_who_left(made: Path, path: Path) -> None:
    without_slot(path, ANNA, gone="bram").write()
    assert unlock(made, BRAM) == {"desk old": OLD}


def test_the_last_slot_stays_and_nobody_takes_out_their_own(path: Path) -> None:
    with pytest.raises(LockedFileError, match="own slot"):
        without_slot(path, ANNA, gone="anna")
    with pytest.raises(LockedFileError, match="nobody of this name"):
        without_slot(path, ANNA, gone="carla")
    without_slot(path, ANNA, gone="bram").write()
    with pytest.raises(LockedFileError, match="last slot"):
        without_slot(path, ANNA, gone="anna")
    assert slots(path) == ("anna",)


def test_a_passphrase_is_changed_and_the_old_one_opens_nothing_more(made: Path, path: Path) -> None:
    _, bram = departed(made)
    with_passphrase(path, BRAM, CARLA).write()
    assert unlock_slot(path, CARLA) == ("bram", {"desk old": OLD})
    assert unlock_slot(path, ANNA)[0] == "anna"
    with pytest.raises(LockedFileError, match="opens no slot"):
        unlock(path, BRAM)
    slot = json.loads(path.read_bytes())["slots"][1]
    with pytest.raises(Exception, match="error occurred"):
        SealedBox(bram.private).decrypt(SecretBox(bram.house).decrypt(from_base64url(slot["file"])))


def test_weak_passphrases_are_refused_in_every_change(path: Path) -> None:
    with pytest.raises(WeakPassphraseError):
        with_passphrase(path, ANNA, "anna anna anna")
    with pytest.raises(WeakPassphraseError):
        with_slot(path, ANNA, new_name="carla", new_passphrase="carla carla carla")


def test_nobody_gets_a_second_slot_and_names_are_names(path: Path) -> None:
    for name in ("bram", "", "an\nna", "x" * 101):
        with pytest.raises(LockedFileError):
            with_slot(path, ANNA, new_name=name, new_passphrase=CARLA)


def test_a_file_holds_no_more_slots_than_can_be_read_again(path: Path) -> None:
    document = json.loads(path.read_bytes())
    assert len(document["slots"]) < MOST_SLOTS
    too_many = [Secret(str(number), "big", b"", bytes(40_000)) for number in range(20)]
    before = path.read_bytes()
    with pytest.raises(LockedFileError, match="1 MiB"):
        with_secrets(path, ANNA, lambda held: [*held.values(), *too_many])
    assert path.read_bytes() == before


def edited(path: Path, **members: Any) -> None:
    document = json.loads(path.read_bytes())
    path.write_text(json.dumps(document | members), "utf-8")


def test_a_slot_that_was_slipped_in_taken_away_or_moved_is_noticed(path: Path) -> None:
    document = json.loads(path.read_bytes())
    anna, bram = document["slots"]
    other = base64url(PrivateKey.generate().public_key.encode())
    for changed in ([anna], [bram, anna], [anna, bram | {"public": other}], [anna, bram, bram | {"name": "carla"}]):
        edited(path, slots=changed)
        with pytest.raises(LockedFileError, match="tampered with"):
            unlock(path, ANNA)


def test_a_file_key_that_somebody_sealed_who_can_only_write_is_refused(path: Path) -> None:
    """Their own key, sealed to Anna's public half, with boxes of their own under it: it is not taken."""
    document = json.loads(path.read_bytes())
    forged_key = bytes(32)
    sealed = SealedBox(PublicKey(from_base64url(document["slots"][0]["public"]))).encrypt(forged_key)
    for file in (base64url(sealed), base64url(SecretBox(bytes(32)).encrypt(sealed)), "A" * 120, "not base64!"):
        edited(path, slots=[document["slots"][0] | {"file": file}, document["slots"][1]])
        with pytest.raises(LockedFileError, match="tampered with"):
            unlock(path, ANNA)


def first(tmp_path: Path, name: str) -> Path:
    return Path(shutil.copy(HERE / f"first-format-{name}.json", tmp_path / "desk.locked"))


def test_a_file_of_the_first_format_is_read_and_becomes_the_second_when_it_is_changed(tmp_path: Path) -> None:
    path = first(tmp_path, "one-slot")
    assert unlock_slot(path, ANNA)[0] == "anna"
    add_secret(path, NEW, ANNA)
    assert json.loads(path.read_bytes())["format"] == FORMAT
    with_slot(path, ANNA, new_name="bram", new_passphrase=BRAM).write()
    assert set(unlock(path, BRAM)) == {"database", "desk new"}


def test_the_passphrase_of_a_file_of_the_first_format_can_be_changed(tmp_path: Path) -> None:
    path = first(tmp_path, "one-slot")
    with_passphrase(path, ANNA, BRAM).write()
    assert unlock_slot(path, BRAM)[0] == "anna"


def test_a_file_of_the_first_format_with_several_slots_is_read_and_left_alone(tmp_path: Path) -> None:
    path = first(tmp_path, "two-slots")
    before = path.read_bytes()
    assert unlock_slot(path, BRAM)[0] == "bram"
    with pytest.raises(LockedFileError, match="older version"):
        with_slot(path, BRAM, new_name="carla", new_passphrase=CARLA)
    assert path.read_bytes() == before
