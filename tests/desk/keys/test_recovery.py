"""The recovery key is tried in a drill, taken in when needed, and never believed unless the identity signed it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from intake.desk.audit import Action
from intake.desk.errors import DeskError
from intake.desk.importing.parked import bring_in_unknown
from intake.desk.keys.bunch import Bunch
from intake.desk.keys.keeping import OnPaper, OnScreen, keeping
from intake.desk.keys.recovery import from_shares, hold_drill, take_in
from intake.desk.keys.shares import Scheme, split
from intake.desk.keys.splitting import split_and_record
from intake.desk.keys.standing import standing
from intake.desk.opening import OpeningKey
from intake.desk.people import Role
from intake.envelope.encoding import base64url
from intake.locked import Secret, unlock, with_secrets
from tests.desk.keys.room import BRAM, Room, printed
from tests.desk.keys.test_staff import add
from tests.desk.world import PASSPHRASE


def without_the_desk_key(room: Room) -> None:
    """As if somebody had destroyed it too early: the database and the signing key are still there."""
    held = unlock(room.files.desk, PASSPHRASE)
    rest = [secret for secret in held.values() if secret.purpose != "desk key"]
    with_secrets(room.files.desk, PASSPHRASE, lambda _: rest).write()


def test_a_drill_proves_the_shares_and_touches_nothing_but_the_trail(room: Room, recovery: OpeningKey) -> None:
    before = {path: path.read_bytes() for path in room.section.data.glob("*.locked")}
    shares = split(recovery, Scheme(3, 5))
    with room.desk() as desk:
        entry = hold_drill(desk, shares[1:4])
        assert standing(desk).drill == room.today
        assert set(desk.bunch.opening) == set(Bunch.of(unlock(room.files.desk, PASSPHRASE)).opening)
    assert entry.id == recovery.id
    assert {path: path.read_bytes() for path in room.section.data.glob("*.locked")} == before
    assert room.trail()[-1] == ("anna", Action.DRILL_HELD, {"key": base64url(recovery.id), "shares": 3})
    assert room.states() == []


def test_shares_of_another_key_are_refused_and_no_drill_was_held(room: Room) -> None:
    strange = split(OpeningKey.generate(), Scheme(2, 2))
    with room.desk() as desk:
        with pytest.raises(DeskError, match="not a recovery key"):
            hold_drill(desk, strange)
        with pytest.raises(DeskError, match="not a recovery key"):
            from_shares(split(next(iter(desk.bunch.opening.values())), Scheme(2, 2)), desk.ring)
    assert Action.DRILL_HELD not in {action for _, action, _ in room.trail()}


def test_a_recovery_file_becomes_paper_shares_that_work(room: Room, recovery: OpeningKey) -> None:
    there = room.folder / "there.pdf"
    there.write_text("precious")
    shown = OnScreen(Scheme(2, 3))
    with room.desk() as desk:
        split_and_record(desk, recovery, shown)
        with pytest.raises(DeskError, match="exists already"):
            split_and_record(desk, recovery, OnPaper(Scheme(2, 3), there))
        assert hold_drill(desk, printed(shown.page)[1:]).id == recovery.id
    assert there.read_text() == "precious"
    assert [action for _, action, _ in room.trail()].count(Action.RECOVERY_SPLIT) == 1


def test_a_nurse_holds_no_drill_and_takes_nothing_in(room: Room, recovery: OpeningKey) -> None:
    add(room, "bram", BRAM, Role.NURSE)
    with room.desk(BRAM) as desk:
        with pytest.raises(DeskError, match="for a coordinator"):
            hold_drill(desk, split(recovery, Scheme(2, 2)))
        with pytest.raises(DeskError, match="for a coordinator"):
            take_in(desk, BRAM, recovery)


def test_what_could_not_be_opened_comes_in_with_the_recovery_key(room: Room, recovery: OpeningKey) -> None:
    without_the_desk_key(room)
    summary = room.take_in(room.sealed(), room.sealed())
    assert (summary.new, summary.aside) == (0, {"unknown key": 2})
    with room.desk() as desk:
        assert take_in(desk, PASSPHRASE, recovery) == 2
    assert room.states() == ["imported", "imported"]
    assert room.take_in(room.sealed()).new == 1
    assert ("anna", Action.KEY_RECOVERED, {"key": base64url(recovery.id)}) in room.trail()
    with room.desk() as desk, pytest.raises(DeskError, match="has this key already"):
        take_in(desk, PASSPHRASE, recovery)


def test_envelopes_of_an_unknown_key_come_in_at_the_next_import_once_the_key_is_there(
    room: Room, recovery_secret: Secret
) -> None:
    without_the_desk_key(room)
    room.take_in(room.sealed())
    with_secrets(room.files.desk, PASSPHRASE, lambda held: [*held.values(), recovery_secret]).write()
    summary = room.take_in()
    assert (summary.new, summary.from_parked) == (0, 1)
    assert room.states() == ["imported"]


def test_what_stays_unknown_stays_aside_and_is_not_looked_at_for_ever(room: Room, recovery: OpeningKey) -> None:
    without_the_desk_key(room)
    broken = bytearray(room.sealed())
    broken[-1] ^= 1
    room.take_in(room.sealed(), bytes(broken))
    with room.desk() as desk:
        stranger = OpeningKey.generate()
        assert bring_in_unknown(replace(desk, bunch=Bunch({stranger.id: stranger}, desk.bunch.signing, b""))) == 0
        known = replace(desk, bunch=Bunch({recovery.id: recovery}, desk.bunch.signing, b""))
        assert bring_in_unknown(known) == 1
        assert bring_in_unknown(known) == 0
    assert room.states() == ["aside", "imported"]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ((None, None, None), "must be kept somewhere"),
        ((None, "3-of-5", None), "belong together"),
        ((None, None, Path("a.pdf")), "belong together"),
        ((Path("a.locked"), "3-of-5", Path("a.pdf")), "in one way"),
        ((None, "5-of-3", Path("a.pdf")), "at most all"),
    ],
)
def test_a_recovery_key_is_kept_in_just_one_way(given: tuple[Path | None, str | None, Path | None], why: str) -> None:
    with pytest.raises(DeskError, match=why):
        keeping(*given)
