"""Why a byte string was refused. Reasons are fixed words; none quotes what was inside."""

from __future__ import annotations

from enum import StrEnum

from intake.errors import IntakeError


class Reason(StrEnum):
    """Why an envelope cannot be used; the words stand in the test vectors."""

    WRONG_MAGIC = "wrong magic"
    WRONG_LENGTH = "wrong length"
    WRONG_CONTEXT = "wrong context"
    UNKNOWN_KEY = "unknown key"
    AUTHENTICATION_FAILED = "authentication failed"
    WRONG_COMMITMENT = "wrong commitment"
    BAD_PADDING = "bad padding"
    BAD_JSON = "bad json"
    DOES_NOT_FIT = "does not fit the questionnaire"


class EnvelopeError(IntakeError):
    """These bytes are not an envelope that can be used here; ``reason`` is one of the fixed words."""

    def __init__(self, reason: Reason, hint: str = "") -> None:
        super().__init__(reason.value, hint)
        self.reason = reason


class SubmissionError(IntakeError):
    """The plaintext of an envelope is not a submission of version 1; says which member, never its content."""


class TooLongError(IntakeError):
    """The answers do not fit into one envelope: refused before sealing."""


class Fault(StrEnum):
    """What is wrong with a receipt or a key sheet that was carried, as far as whoever carries it can do something."""

    OTHER_KIND = "of another kind"
    DAMAGED = "damaged"
    OTHER_GGD = "another GGD's"
    OTHER_INBOX = "another inbox's"
    OTHER_FORM = "in a form that is not known"


class SheetError(IntakeError):
    """A key sheet is malformed, not signed by the expected identity, or not valid now; ``fault`` says which."""

    def __init__(self, message: str, hint: str = "", *, fault: Fault = Fault.OTHER_FORM) -> None:
        super().__init__(message, hint or "Sign it again at the desk: `intake keys sheet`.")
        self.fault = fault


class SignatureError(IntakeError):
    """A signature does not belong to these bytes, this purpose and this key."""


class Trouble(StrEnum):
    """What happened to a bundle's file, beside bits that changed; the first of these is what to tell."""

    ZEROS = "zeros where envelopes should be"
    MISPLACED = "envelopes twice or out of order"
    SHORT = "shorter than it should be"
    SECOND_BUNDLE = "another bundle at the end"
    ZEROS_BEHIND = "zeros behind the end"
    MORE = "more than was promised"


class BundleError(IntakeError):
    """A bundle is not what its manifest says, or the manifest is not the relay's."""


class ReceiptError(IntakeError):
    """A receipt is malformed or not signed by a desk of this inbox; ``fault`` says which."""

    def __init__(self, message: str, hint: str, *, fault: Fault) -> None:
        super().__init__(message, hint)
        self.fault = fault


class LinkError(IntakeError):
    """What was typed or scanned is not a link's code."""
