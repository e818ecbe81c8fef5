"""Why a locked file is refused. No message quotes a passphrase or a secret."""

from __future__ import annotations

from intake.errors import IntakeError


class LockedFileError(IntakeError):
    """A locked file cannot be written or opened."""


def damaged() -> LockedFileError:
    """The file is not as this program wrote it."""
    return LockedFileError("the locked file was tampered with or is damaged", "Take it from a backup.")
