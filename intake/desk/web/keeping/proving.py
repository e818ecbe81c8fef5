"""One's own passphrase once more, before something goes that cannot come back."""

from __future__ import annotations

from intake.desk.folder import Folder
from intake.desk.web.service import Service, myself
from intake.locked import unlock_slot


def prove(service: Service, passphrase: str) -> None:
    """Raise LockedFileError unless it is the passphrase of whoever is at work."""
    unlock_slot(Folder(service.section.data).desk, passphrase, name=myself().name)
