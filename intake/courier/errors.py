"""What can go wrong on the way, with what to do about it."""

from __future__ import annotations

from enum import StrEnum

from intake.errors import IntakeError


class Reason(StrEnum):
    """Why the relay, or the way to it, refused: for whoever says it in words of their own."""

    UNREACHABLE = "unreachable"
    UNKNOWN_COURIER = "unknown-courier"
    NOT_OF_THIS_INBOX = "not-of-this-inbox"
    DAMAGED = "damaged"
    OLDER = "older"
    SECOND_COPY = "second-copy"
    OTHER_DESK = "other-desk"
    NO_KEY_SHEET = "no-key-sheet"
    TOO_LARGE = "too-large"
    BUSY = "busy"
    FULL = "full"
    ENDED = "ended"
    OTHER = "other"


class CourierError(IntakeError):
    """Nothing was carried. What lay at the relay still lies there; what was at the desk still is."""

    def __init__(self, message: str, hint: str = "", reason: Reason = Reason.OTHER) -> None:
        super().__init__(message, hint)
        self.reason = reason
