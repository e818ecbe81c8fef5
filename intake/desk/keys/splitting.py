"""A recovery key that lies in a locked file becomes paper shares. The file stays; whoever splits it destroys it."""

from __future__ import annotations

from intake.desk.audit import Action
from intake.desk.folder import Folder
from intake.desk.keys.keeping import Keeping
from intake.desk.keys.new_files import NewFiles
from intake.desk.keys.slot import Slot
from intake.desk.opening import OpeningKey
from intake.desk.people import Role, require
from intake.desk.unlock import OpenDesk
from intake.envelope.encoding import base64url


def split_and_record(desk: OpenDesk, key: OpeningKey, keep: Keeping) -> None:
    """Keep ``key``, a recovery key of the ring, in another way; recorded. Raises DeskError or PdfError."""
    keep.look_first()
    with desk.writing() as connection, NewFiles(Folder(desk.section.data)) as files:
        require(connection, desk.actor, Role.COORDINATOR)
        desk.record(connection, Action.RECOVERY_SPLIT, {"key": base64url(key.id)})
        keep.keep(files, key, desk.ring, Slot(desk.actor, ""), desk.clock().date())
