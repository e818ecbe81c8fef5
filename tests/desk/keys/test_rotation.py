"""New keys for the next period, without a day between; old keys go on opening until somebody destroys them."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from intake.desk.audit import Action
from intake.desk.errors import DeskError
from intake.desk.keys.destroying import destroy, loss
from intake.desk.keys.keeping import InFile, Keeping, OnPaper, OnScreen
from intake.desk.keys.rotation import Rotated, rotate
from intake.desk.keys.shares import Scheme, combine
from intake.desk.keys.standing import State, Warn, standing
from intake.desk.people import Role
from intake.envelope.context import Context
from intake.envelope.encoding import base64url
from intake.envelope.errors import Reason
from intake.envelope.sealing import seal
from intake.envelope.sheet import GRACE, Purpose, SheetKey, read_sheet
from intake.pdf import PdfError
from tests.desk.keys.room import BRAM, Room, printed
from tests.desk.keys.test_staff import add
from tests.desk.world import INBOX, PASSPHRASE, submission


def turn(room: Room, days_ahead: int | None = None, keep: Keeping | None = None, out: Path | None = None) -> Rotated:
    """Rotate, from so many days ahead on."""
    start = None if days_ahead is None else room.today + timedelta(days_ahead)
    with room.desk() as desk:
        kept = keep or OnScreen(Scheme(2, 3))
        return rotate(desk, PASSPHRASE, keep=kept, start=start, sheet_out=out)


def desk_key(room: Room, days_ahead: int = 0) -> SheetKey:
    return room.ring.recipient(Purpose.DESK, room.today + timedelta(days_ahead))


def test_the_next_period_follows_the_last_without_a_gap(room: Room) -> None:
    first = desk_key(room)
    made = turn(room, out=room.folder / "sheet.json")
    assert made.start == first.end
    assert room.ring.recipient(Purpose.DESK, first.end - timedelta(1)) == first
    for purpose in Purpose:
        next_key = room.ring.recipient(purpose, first.end)
        assert (next_key.start, next_key.end) == (first.end, first.end + timedelta(365))
    assert read_sheet((room.folder / "sheet.json").read_bytes(), identity=room.ring.fingerprint).keys == room.ring.keys
    actor, action, detail = room.trail()[-1]
    assert (actor, action, detail["desk"]) == ("anna", Action.KEYS_ROTATED, base64url(desk_key(room, 365).id))


def test_old_and_new_keys_both_open(room: Room) -> None:
    before = room.sealed()
    turn(room, 1)
    room.later(1)
    assert room.take_in(before, room.sealed()).new == 2


def test_a_period_can_end_early_and_one_that_has_not_begun_is_replaced(room: Room) -> None:
    turn(room)
    unused = desk_key(room, 400).id
    turn(room, 10)
    assert desk_key(room, 9).end == room.today + timedelta(10)
    assert desk_key(room, 10).start == room.today + timedelta(10)
    assert unused not in {key.id for key in room.ring.keys}
    with room.desk() as desk:
        assert standing(desk).loose == (base64url(unused),)


@pytest.mark.parametrize(
    ("days_ahead", "why"), [(-1, "in the past"), (0, "running period began today"), (366, "days without a key")]
)
def test_a_day_on_which_no_period_can_begin_is_refused(room: Room, days_ahead: int, why: str) -> None:
    before = {path.name: path.read_bytes() for path in room.section.data.glob("*.*")}
    with pytest.raises(DeskError, match=why):
        turn(room, days_ahead, InFile(room.folder / "next.locked"))
    assert not (room.folder / "next.locked").exists()
    assert {path.name: path.read_bytes() for path in room.section.data.glob("*.*")} == before


def test_a_desk_whose_period_is_over_begins_one_today(room: Room) -> None:
    room.later(400)
    assert turn(room).start == room.today


def test_a_rotation_that_fails_changes_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    ring, locked = room.files.ring.read_bytes(), room.files.desk.read_bytes()
    (room.folder / "sheet.json").write_text("precious")
    with pytest.raises(DeskError, match="exists already"):
        turn(room, 1, InFile(room.folder / "next.locked"), room.folder / "sheet.json")
    monkeypatch.setattr("intake.desk.keys.keeping.shares_pdf", _no_pango)
    with pytest.raises(PdfError):
        turn(room, 1, OnPaper(Scheme(2, 3), room.folder / "shares.pdf"), room.folder / "other.json")
    assert {path.name for path in room.folder.iterdir()} == {"desk", "recovery.locked", "sheet.json"}
    assert (room.files.ring.read_bytes(), room.files.desk.read_bytes()) == (ring, locked)


def _no_pango(*_: object) -> bytes:
    raise PdfError("this machine has no Pango")


def test_shares_go_into_the_one_file_that_was_named_for_its_owner_only(room: Room) -> None:
    turn(room, 1, OnPaper(Scheme(2, 2), room.folder / "shares.pdf"))
    assert stat.S_IMODE((room.folder / "shares.pdf").stat().st_mode) == 0o600
    assert {path.name for path in room.folder.iterdir()} == {"desk", "recovery.locked", "shares.pdf"}


def test_where_no_pdf_can_be_made_a_browser_prints_the_shares(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.desk.keys.keeping.shares_pdf", _no_pango)
    out = room.folder / "shares.html"
    turn(room, 1, OnPaper(Scheme(2, 2), out))
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    new = room.ring.recipient(Purpose.RECOVERY, room.today + timedelta(1))
    assert combine(printed(out.read_text("utf-8"))).public == new.public


def test_a_nurse_rotates_nothing(room: Room) -> None:
    add(room, "bram", BRAM, Role.NURSE, ceremonies=True)
    with room.desk(BRAM) as desk, pytest.raises(DeskError, match="for a coordinator"):
        rotate(desk, BRAM, keep=OnScreen(Scheme(2, 2)))


def test_a_key_that_newcomers_seal_to_is_not_destroyed(room: Room) -> None:
    with room.desk() as desk, pytest.raises(DeskError, match="only opening key"):
        loss(desk, base64url(desk_key(room).id))
    turn(room)
    with room.desk() as desk:
        with pytest.raises(DeskError, match="newcomers seal to this key until"):
            loss(desk, base64url(desk_key(room).id))
        for wrong in ("A" * 11, "", "not a key's id"):
            with pytest.raises(DeskError):
                loss(desk, wrong)


def test_what_was_sealed_to_a_destroyed_key_is_unreadable_and_cases_stay(room: Room) -> None:
    old, waiting, late = desk_key(room), room.sealed(), room.sealed()
    room.take_in(room.sealed())
    turn(room, 1)
    room.later(1)
    with room.desk() as desk:
        gone = loss(desk, base64url(old.id))
        assert (gone.waiting, gone.still_comes(room.today)) == (0, True)
        assert gone.taken_until == room.today + GRACE
        with pytest.raises(DeskError, match="not the key's id"):
            destroy(desk, PASSPHRASE, gone.id, typed="yes")
        destroy(desk, PASSPHRASE, gone.id, typed=f" {gone.id}\n")
    summary = room.take_in(waiting, late, room.sealed())
    assert (summary.new, summary.aside) == (1, {Reason.UNKNOWN_KEY.value: 2})
    assert room.states() == ["aside", "aside", "imported", "imported"]
    assert ("anna", Action.KEY_DESTROYED, {"key": gone.id, "unreadable": 0}) in room.trail()


def test_before_a_key_is_destroyed_it_is_said_how_many_envelopes_wait_for_it(room: Room) -> None:
    desk, recovery = (room.ring.recipient(purpose, room.today).public for purpose in Purpose)
    person = replace(submission(), version="2")
    parked = seal(person.to_json(), context=Context(INBOX, "ggd10", "2"), desk=desk, recovery=recovery)
    assert room.take_in(parked).parked == 1
    old = desk_key(room)
    turn(room, 1)
    room.later(1)
    with room.desk() as opened:
        assert loss(opened, base64url(old.id)).waiting == 1


def test_how_the_keys_stand_is_told_with_what_to_do_next(room: Room) -> None:
    with room.desk() as desk:
        found = standing(desk)
    assert [period.state for period in found.periods] == [State.RUNNING]
    assert found.warnings == (Warn.NO_SHEET, Warn.NO_DRILL, Warn.ONE_KEEPER)
    assert [(key.purpose, key.here) for key in found.periods[0].keys] == [
        (Purpose.DESK, True),
        (Purpose.RECOVERY, False),
    ]
    add(room, "bram", BRAM, Role.COORDINATOR, ceremonies=True)
    turn(room, 30)
    with room.desk() as desk:
        assert standing(desk).warnings == (Warn.NO_SHEET, Warn.SHEET_BEHIND, Warn.NO_DRILL)
    turn(room, 30, out=room.folder / "sheet.json")
    with room.desk() as desk:
        found = standing(desk)
    assert [period.state for period in found.periods] == [State.COMING, State.RUNNING]
    assert (found.sheet_until, found.warnings) == (room.today + timedelta(90), (Warn.NO_DRILL,))
    room.later(80)
    with room.desk() as desk:
        assert standing(desk).warnings == (Warn.SHEET_ENDS, Warn.NO_DRILL)
    room.later(20)
    with room.desk() as desk:
        found = standing(desk)
    assert found.warnings == (Warn.SHEET_ENDED, Warn.KEYS_TO_DESTROY, Warn.NO_DRILL)
    room.later(260)
    with room.desk() as desk:
        assert Warn.PERIOD_ENDS in standing(desk).warnings
    room.later(100)
    with room.desk() as desk:
        assert Warn.NO_PERIOD in standing(desk).warnings
