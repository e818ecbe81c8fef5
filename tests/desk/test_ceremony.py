"""Ceremonies: keys are made once, signed by the identity, and nothing private lies in the open."""

from __future__ import annotations

import stat
from datetime import date, timedelta
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from intake.config import Desk
from intake.desk.errors import DeskError
from intake.desk.folder import Folder
from intake.desk.keys.bunch import Bunch, identity_secret, signing_key
from intake.desk.keys.ceremony import Slot, new_keys, new_sheet
from intake.desk.keys.keeping import InFile, keeping
from intake.desk.keys.ring import read_certificate, read_ring
from intake.desk.opening import OpeningKey, open_envelope
from intake.envelope.context import Context
from intake.envelope.errors import SheetError
from intake.envelope.sealing import seal
from intake.envelope.sheet import KeySheet, Purpose, SheetKey, read_sheet, sign_sheet
from intake.locked import FLOOR, LockedFileError, lock, unlock
from intake.passphrase import WeakPassphraseError
from tests.desk.world import INBOX, PASSPHRASE, submission

TODAY = date(2026, 11, 23)
ANNA = Slot("anna", PASSPHRASE, FLOOR)


def section_in(folder: Path, inbox: str = INBOX) -> Desk:
    return Desk(data=folder / "desk", inbox=inbox, ggd="GGD Fryslân")


def make(folder: Path, slot: Slot = ANNA, inbox: str = INBOX) -> KeySheet:
    return new_keys(section_in(folder, inbox), slot=slot, keep=InFile(folder / "recovery.locked"), today=TODAY)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which all keys were made; only to be looked at."""
    folder = tmp_path_factory.mktemp("made")
    make(folder)
    return folder


def test_all_keys_are_made_at_once_for_a_year(made: Path) -> None:
    folder = Folder(made / "desk")
    ring = read_ring(folder, inbox=INBOX)
    assert {key.purpose for key in ring.keys} == {Purpose.DESK, Purpose.RECOVERY}
    assert {(key.start, key.end) for key in ring.keys} == {(TODAY, TODAY + timedelta(365))}
    assert sorted(path.name for path in folder.root.iterdir()) == [
        "certificate.json",
        "desk.locked",
        "identity.locked",
        "ring.json",
    ]


def test_the_desk_and_the_recovery_key_open_what_is_sealed_to_the_ring(made: Path) -> None:
    ring = read_ring(Folder(made / "desk"), inbox=INBOX)
    desk, recovery = (ring.recipient(purpose, TODAY).public for purpose in Purpose)
    person = submission()
    data = seal(person.to_json(), context=Context(INBOX, "ggd10", "1"), desk=desk, recovery=recovery)
    bunch = Bunch.of(unlock(Folder(made / "desk").desk, PASSPHRASE))
    assert open_envelope(data, bunch.opening, INBOX).submission == person
    (secret,) = unlock(made / "recovery.locked", PASSPHRASE).values()
    key = OpeningKey.from_seed(secret.secret)
    assert open_envelope(data, {key.id: key}, INBOX).submission == person


def test_the_desks_signing_key_is_certified_by_the_identity(made: Path) -> None:
    folder = Folder(made / "desk")
    bunch = Bunch.of(unlock(folder.desk, PASSPHRASE))
    public = bunch.signing.verify_key.encode()
    assert read_certificate(folder, ring=read_ring(folder, inbox=INBOX), signing=public)
    with pytest.raises(DeskError, match="does not fit"):
        read_certificate(folder, ring=read_ring(folder, inbox=INBOX), signing=bytes(32))


def test_the_daily_keys_do_not_hold_the_identity(made: Path) -> None:
    folder = Folder(made / "desk")
    identity = signing_key(unlock(folder.identity, PASSPHRASE)["identity"])
    daily = unlock(folder.desk, PASSPHRASE).values()
    assert identity.encode() not in {secret.secret for secret in daily}


def test_only_the_owner_may_look_into_the_folder(made: Path) -> None:
    folder = Folder(made / "desk")
    assert stat.S_IMODE(folder.root.stat().st_mode) == 0o700
    for path in (folder.identity, folder.desk, made / "recovery.locked"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_private_half_lies_in_the_open(made: Path) -> None:
    folder = Folder(made / "desk")
    files = (folder.identity, folder.desk, made / "recovery.locked")
    secrets = [secret.secret for path in files for secret in unlock(path, PASSPHRASE).values()]
    written = b"".join(path.read_bytes() for path in made.rglob("*") if path.is_file())
    assert len(secrets) == 5
    assert not any(secret in written or secret.hex().encode() in written for secret in secrets)


def test_a_passphrase_of_one_file_is_nowhere_in_it(made: Path) -> None:
    assert PASSPHRASE.encode() not in (made / "desk" / "desk.locked").read_bytes()


def test_without_a_place_for_the_recovery_key_nothing_is_made() -> None:
    with pytest.raises(DeskError, match="recovery key must be kept somewhere"):
        keeping(None, None, None)


def test_keys_are_never_made_twice(tmp_path: Path) -> None:
    make(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(DeskError, match="exists already"):
        make(tmp_path)
    with pytest.raises(DeskError, match="exists already"):
        new_keys(section_in(tmp_path), slot=ANNA, keep=InFile(tmp_path / "other.locked"), today=TODAY)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["identity.locked", "desk.locked", "ring.json", "certificate.json"])
def test_what_lies_there_already_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / name).write_text("precious")
    with pytest.raises(DeskError, match="exists already"):
        make(tmp_path)
    assert [path.read_text() for path in tmp_path.rglob("*") if path.is_file()] == ["precious"]


def test_inside_a_git_work_tree_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    with pytest.raises(LockedFileError, match="git work tree"):
        make(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".git"]


def test_a_desk_folder_inside_a_work_tree_takes_the_recovery_file_back(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / ".git").mkdir(parents=True)
    recovery = tmp_path / "recovery.locked"
    with pytest.raises(LockedFileError, match="git work tree"):
        new_keys(section_in(tree), slot=ANNA, keep=InFile(recovery), today=TODAY)
    assert not recovery.exists()
    assert [path.name for path in tree.iterdir()] == [".git"]


def test_a_weak_passphrase_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeakPassphraseError):
        make(tmp_path, Slot("anna", "welkom2026!!", FLOOR))
    assert not (tmp_path / "desk").exists()


def test_an_inbox_that_cannot_be_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="inbox"):
        make(tmp_path, inbox="GGD Demo")
    assert not (tmp_path / "desk").exists()


def test_a_slot_does_not_show_its_passphrase() -> None:
    assert PASSPHRASE not in repr(ANNA)


def sign(folder: Path, today: date = TODAY, days: int = 90) -> KeySheet:
    return new_sheet(section_in(folder), passphrase=PASSPHRASE, today=today, days=days)


def test_a_key_sheet_is_signed_for_the_days_asked(made: Path) -> None:
    sheet = sign(made, TODAY + timedelta(30), 100)
    ring = read_ring(Folder(made / "desk"), inbox=INBOX)
    assert read_sheet(sheet.raw, identity=ring.fingerprint).keys == ring.keys
    assert (sheet.ggd, sheet.issued, sheet.expires) == ("GGD Fryslân", date(2026, 12, 23), date(2027, 4, 2))


def test_a_key_sheet_for_more_than_a_hundred_days_is_refused(made: Path) -> None:
    with pytest.raises(SheetError, match="100 days"):
        sign(made, days=101)


def test_keys_that_retired_long_ago_leave_the_sheet(made: Path) -> None:
    assert len(sign(made, TODAY + timedelta(365 + 59)).keys) == 2
    assert sign(made, TODAY + timedelta(365 + 60)).keys == ()


def test_the_identity_does_not_sign_for_a_key_that_somebody_slipped_into_the_ring(tmp_path: Path) -> None:
    make(tmp_path)
    folder = Folder(tmp_path / "desk")
    stranger = SheetKey(Purpose.DESK, OpeningKey.generate().public, TODAY, TODAY + timedelta(365))
    foreign = sign_sheet(
        SigningKey.generate(),
        ggd="GGD Fryslân",
        inbox=INBOX,
        issued=TODAY,
        expires=TODAY + timedelta(90),
        keys=[stranger],
    )
    folder.ring.write_bytes(foreign.raw)
    with pytest.raises(DeskError, match="not signed by this identity"):
        sign(tmp_path)
    folder.ring.write_bytes(folder.ring.read_bytes().replace(b"GGD", b"ggd"))
    with pytest.raises(DeskError, match="changed or is damaged"):
        sign(tmp_path)
    folder.ring.unlink()
    with pytest.raises(DeskError, match="cannot read"):
        sign(tmp_path)


def test_a_sheet_is_not_signed_for_another_inbox(made: Path) -> None:
    with pytest.raises(DeskError, match="another inbox"):
        new_sheet(section_in(made, "ggd-other"), passphrase=PASSPHRASE, today=TODAY)


def test_a_locked_file_with_other_keys_inside_is_refused(tmp_path: Path) -> None:
    secret = identity_secret(SigningKey.generate())
    lock(tmp_path / "identity.locked", [secret], {"anna": PASSPHRASE}, cost=FLOOR)
    with pytest.raises(DeskError, match="other keys than a desk's"):
        Bunch.of(unlock(tmp_path / "identity.locked", PASSPHRASE))
