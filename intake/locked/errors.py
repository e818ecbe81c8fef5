"""Why a locked file is refused. No message quotes a passphrase or a secret."""

from __future__ import annotations

from intake.errors import IntakeError
from intake.marking import N_


class LockedFileError(IntakeError):
    """A locked file cannot be written or opened."""


def damaged() -> LockedFileError:
    """The file is not as this program wrote it."""
    return LockedFileError(N_("the locked file was tampered with or is damaged"), N_("Take it from a backup."))
