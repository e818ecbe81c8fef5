"""What the identity signs for others: key sheets, and a certificate of the desk's signing key. Both are recorded."""

from __future__ import annotations

from pathlib import Path

from intake.config import Desk
from intake.desk.audit import Action
from intake.desk.clock import Clock, utc_now
from intake.desk.folder import Folder, refuse_unwritable, write_new
from intake.desk.keys.ceremony import SHEET_DAYS, identity, new_sheet, own_ring
from intake.desk.people import Role, require
from intake.desk.unlock import OpenDesk, open_desk
from intake.envelope.canonical import canonical
from intake.envelope.roles import certify_desk
from intake.envelope.sheet import KeySheet


def sign_and_record(section: Desk, passphrase: str, *, out: Path, days: int, clock: Clock = utc_now) -> KeySheet:
    """Sign a key sheet of ``days`` days into the new file ``out``; raises as `new_sheet`, `open_desk` and `write_new`.

    Before the desk's database is made there is no trail yet, and so nothing is recorded.
    """
    refuse_unwritable(out)
    if not Folder(section.data).database.exists():
        sheet = new_sheet(section, passphrase=passphrase, today=clock().date(), days=days)
        write_new(out, sheet.raw)
        return sheet
    with open_desk(section, passphrase, clock=clock) as desk:
        return sign_sheet(desk, passphrase, days=days, out=out)


def sign_sheet(desk: OpenDesk, passphrase: str, *, days: int = SHEET_DAYS, out: Path | None = None) -> KeySheet:
    """Sign a key sheet and record it; into the new file ``out``, or only to be handed on. Raises as `new_sheet`."""
    if out is not None:
        refuse_unwritable(out)
    today = desk.clock().date()
    sheet = new_sheet(desk.section, passphrase=passphrase, today=today, days=days, name=desk.actor)
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        detail = {"identity": sheet.fingerprint, "issued": sheet.issued.isoformat()}
        desk.record(connection, Action.SHEET_SIGNED, detail | {"expires": sheet.expires.isoformat()})
        # Last, so that the entry goes with the file: without the one, the other is not there.
        if out is not None:
            write_new(out, sheet.raw)
    return sheet


def sign_certificate(desk: OpenDesk, passphrase: str, *, out: Path | None = None) -> bytes:
    """The identity's word, of today, for the signing key of this desk; recorded. Raises as `sign_sheet`."""
    if out is not None:
        refuse_unwritable(out)
    folder, today = Folder(desk.section.data), desk.clock().date()
    signer = identity(folder, passphrase, name=desk.actor)
    own_ring(folder, signer, desk.section.inbox)
    public = desk.bunch.signing.verify_key.encode()
    data = canonical(certify_desk(signer, inbox=desk.section.inbox, public=public, issued=today))
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        desk.record(connection, Action.CERTIFICATE_SIGNED, {"issued": today.isoformat()})
        if out is not None:
            write_new(out, data)
    return data
