"""Signing a key sheet at a desk: the file is written, and the audit trail tells of the identity key's use."""

from __future__ import annotations

from pathlib import Path

from intake.config import Desk
from intake.desk.audit import Action
from intake.desk.clock import Clock, utc_now
from intake.desk.folder import Folder, refuse_unwritable, write_new
from intake.desk.keys.ceremony import new_sheet
from intake.desk.unlock import open_desk
from intake.envelope.sheet import KeySheet


def sign_and_record(section: Desk, passphrase: str, *, out: Path, days: int, clock: Clock = utc_now) -> KeySheet:
    """Sign a key sheet of ``days`` days into the new file ``out``; raises as `new_sheet`, `open_desk` and `write_new`.

    Before the desk's database is made there is no trail yet, and so nothing is recorded.
    """
    refuse_unwritable(out)
    sheet = new_sheet(section, passphrase=passphrase, today=clock().date(), days=days)
    if not Folder(section.data).database.exists():
        write_new(out, sheet.raw)
        return sheet
    with open_desk(section, passphrase, clock=clock) as desk, desk.writing() as connection:
        detail = {"identity": sheet.fingerprint, "issued": sheet.issued.isoformat()}
        desk.record(connection, Action.SHEET_SIGNED, detail | {"expires": sheet.expires.isoformat()})
        # Last, so that the entry goes with the file: without the one, the other is not there.
        write_new(out, sheet.raw)
    return sheet
