"""What the desk refuses. Messages name files, numbers and fixed reasons; never a person, an answer or a passphrase."""

from __future__ import annotations

from intake.errors import IntakeError


class DeskError(IntakeError):
    """The desk cannot do this now; the hint says what to do first."""
