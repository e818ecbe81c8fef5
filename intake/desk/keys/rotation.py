"""New keys for the next period: a desk key and a recovery key, in the ring and on the next key sheet.

Periods follow each other without a gap and without overlapping. The old opening keys stay in the desk's locked file,
for what was sealed to them still comes; whoever wants them gone destroys them (`destroying`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from nacl.signing import SigningKey

from intake.desk.audit import Action
from intake.desk.errors import DeskError
from intake.desk.folder import Folder, refuse_unwritable
from intake.desk.folder import replace as replace_file
from intake.desk.keys.bunch import opening_secret
from intake.desk.keys.ceremony import PERIOD_DAYS, SHEET_DAYS, identity, own_ring, sheet_of, signed
from intake.desk.keys.keeping import Keeping
from intake.desk.keys.new_files import NewFiles
from intake.desk.keys.slot import Slot
from intake.desk.opening import OpeningKey
from intake.desk.people import Role, require
from intake.desk.unlock import OpenDesk
from intake.envelope.encoding import base64url
from intake.envelope.sheet import KeySheet, Purpose, SheetKey
from intake.locked import Rewrite, with_secrets
from intake.marking import N_, filled


@dataclass(frozen=True, slots=True)
class Rotated:
    """What a rotation gave: the ring with the new keys, and the key sheet for the courier."""

    ring: KeySheet
    sheet: KeySheet
    start: date


def rotate(
    desk: OpenDesk,
    passphrase: str,
    *,
    keep: Keeping,
    start: date | None = None,
    period_days: int = PERIOD_DAYS,
    sheet_out: Path | None = None,
) -> Rotated:
    """Make the keys of the period that begins at ``start``: where the last one ends, unless another day is given.

    An earlier day ends the running period there; a period that has not begun is replaced. A locked recovery file costs
    as much to open as the daily one.

    Raises DeskError, SheetError, PdfError or LockedFileError; then nothing was changed.
    """
    _look_first(desk, keep, sheet_out)
    folder, today = Folder(desk.section.data), desk.clock().date()
    signer = identity(folder, passphrase, name=desk.actor)
    before = own_ring(folder, signer, desk.section.inbox)
    begins = _start(before.keys, start, today)
    made = {purpose: OpeningKey.generate() for purpose in Purpose}
    end = begins + timedelta(days=period_days)
    new = [SheetKey(purpose, key.public, begins, end) for purpose, key in made.items()]
    rotated = _signed(desk, signer, [*_ended(before.keys, begins), *new], begins)
    secret = opening_secret(Purpose.DESK, made[Purpose.DESK])
    change = with_secrets(folder.desk, passphrase, lambda held: [*held.values(), secret], name=desk.actor)
    with NewFiles(folder) as files:
        keep.keep(files, made[Purpose.RECOVERY], rotated.ring, Slot(desk.actor, passphrase, change.cost), today)
        if sheet_out is not None:
            files.write(sheet_out, rotated.sheet.raw)
        detail = {purpose.value: base64url(key.id) for purpose, key in made.items()} | {"start": begins.isoformat()}
        if sheet_out is not None:
            detail["sheet_expires"] = rotated.sheet.expires.isoformat()
        _put_in_place(desk, change, rotated, detail)
    return rotated


def _look_first(desk: OpenDesk, keep: Keeping, sheet_out: Path | None) -> None:
    with desk.reading() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
    keep.look_first()
    if sheet_out is not None:
        refuse_unwritable(sheet_out)


def _start(keys: Sequence[SheetKey], asked: date | None, today: date) -> date:
    last = max(key.end for key in keys)
    start = max(last, today) if asked is None else asked
    if start < today:
        raise DeskError(
            N_("a period does not begin in the past"), filled(N_("The first day can be %(today)s."), today=str(today))
        )
    if start > max(last, today):
        raise DeskError(
            N_("between the periods there would be days without a key"),
            filled(N_("The last one ends on %(last)s."), last=str(last)),
        )
    if any(key.start == start == today for key in keys):
        # Its first day would be gone from the sheet, with what was sealed on it.
        raise DeskError(
            N_("the running period began today"),
            filled(N_("The next can begin on %(days)s."), days=str(today + timedelta(days=1))),
        )
    return start


def _ended(keys: Sequence[SheetKey], start: date) -> list[SheetKey]:
    """The keys from before, none of them valid from ``start`` on."""
    return [replace(key, end=min(key.end, start)) for key in keys if key.start < start]


def _signed(desk: OpenDesk, signer: SigningKey, keys: list[SheetKey], start: date) -> Rotated:
    today = desk.clock().date()
    ring = signed(signer, desk.section, today, SHEET_DAYS, keys)
    return Rotated(ring, sheet_of(signer, desk.section, ring.keys, today), start)


def _put_in_place(desk: OpenDesk, change: Rewrite, rotated: Rotated, detail: dict[str, str]) -> None:
    """The private half first: a ring without it would have envelopes sealed that only the recovery key opens."""
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        desk.record(connection, Action.KEYS_ROTATED, detail)
        change.write()
        replace_file(Folder(desk.section.data).ring, rotated.ring.raw)
