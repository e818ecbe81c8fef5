"""What is wrong with a file that was brought, in words for whoever brought it."""

from __future__ import annotations

from intake.envelope.errors import Fault
from intake.errors import IntakeError


class ExchangeError(IntakeError):
    """The file is not what it should be, or not from whom it should be. Nothing of it was taken in.

    ``fault`` says which, for whoever says it in words of their own.
    """

    def __init__(self, message: str, hint: str = "", *, fault: Fault = Fault.OTHER_FORM) -> None:
        super().__init__(message, hint)
        self.fault = fault
