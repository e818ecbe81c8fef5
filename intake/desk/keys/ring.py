"""The ring: which keys this GGD's envelopes are sealed to, as the last ceremony signed it.

It is a key sheet, so nobody who can write to the folder can slip a key of their own under the next signature.
"""

from __future__ import annotations

from collections.abc import Mapping

from intake.desk.errors import DeskError
from intake.desk.folder import Folder, read
from intake.envelope.canonical import Json, strict
from intake.envelope.errors import SheetError, SignatureError
from intake.envelope.roles import certified_desk
from intake.envelope.sheet import KeySheet, read_sheet
from intake.marking import N_, filled

FIRST = "Make the keys first: `intake keys new`."


def read_ring(folder: Folder, *, inbox: str) -> KeySheet:
    """The ring of ``inbox``; raises DeskError where it is missing, changed or another inbox's."""
    data = read(folder.ring, FIRST)
    try:
        ring = read_sheet(data)
    except SheetError:
        raise DeskError(
            filled(N_("%(ring)s was changed or is damaged"), ring=str(folder.ring)), N_("Take it from a backup.")
        ) from None
    if ring.inbox != inbox:
        raise DeskError(N_("the keys in this folder are another inbox's"), N_("Compare [desk] inbox and data."))
    return ring


def read_certificate(folder: Folder, *, ring: KeySheet, signing: bytes) -> Mapping[str, Json]:
    """The certificate of the desk's ``signing`` key (32 bytes), verified; raises DeskError."""
    damaged = DeskError(
        filled(N_("%(certificate)s does not fit the desk's keys"), certificate=str(folder.certificate)),
        N_("Take it from a backup."),
    )
    try:
        certificate = strict(read(folder.certificate, FIRST), depth=3)
        if not isinstance(certificate, dict):
            raise damaged
        certified = certified_desk(certificate, identity=ring.identity, inbox=ring.inbox)
    except (ValueError, SignatureError):
        raise damaged from None
    if certified != signing:
        raise damaged
    return certificate
