"""What is wrong with a file that was brought, in words for whoever brought it."""

from __future__ import annotations

from intake.errors import IntakeError


class ExchangeError(IntakeError):
    """The file is not what it should be, or not from whom it should be. Nothing of it was taken in."""
