"""The relay's refusals in words for the person who carries: by its fixed word, else by its status.

Nothing that the relay says beyond these is repeated: whoever answers at its address could write anything.
"""

from __future__ import annotations

from intake.courier.errors import CourierError, Reason

_COPY = "Copy it again from the desk, and take the stick out only when the computer says so; nothing is lost."
_COMES_AGAIN = "Push the newest one. What this one lists comes to the desk again; nothing is lost."
_Words = tuple[str, str, Reason]

BY_WORD: dict[str, _Words] = {
    "not-a-receipt": ("this is not a receipt", "Push the receipt that the desk wrote.", Reason.NOT_OF_THIS_INBOX),
    "not-a-key-sheet": ("this is not a key sheet", "Push what `intake keys sheet` wrote.", Reason.NOT_OF_THIS_INBOX),
    "not-a-published-file": (
        "this is not a published file",
        "Push what `intake desk publish` wrote.",
        Reason.NOT_OF_THIS_INBOX,
    ),
    "damaged": ("the file was damaged or changed on its way", _COPY, Reason.DAMAGED),
    "other-ggd": (
        "no desk of this GGD signed the file",
        "Is it another GGD's? If not, copy it again from the desk; nothing is lost.",
        Reason.NOT_OF_THIS_INBOX,
    ),
    "other-inbox": (
        "the file is for another inbox of this GGD",
        "Push it with the courier of that inbox ([courier] inbox).",
        Reason.NOT_OF_THIS_INBOX,
    ),
    "other-form": (
        "the relay does not know this form of file",
        "Is the desk newer than the relay? Ask whoever keeps the relay to update it; nothing is lost.",
        Reason.OTHER,
    ),
    "older-receipt": ("the relay has a newer receipt of this desk", _COMES_AGAIN, Reason.OLDER),
    "before-restore": ("the receipt is from before the desk was restored from its backup", _COMES_AGAIN, Reason.OLDER),
    "older-key-sheet": (
        "the relay has a newer key sheet",
        "Push the newest that the desk wrote. Is the relay's the newest? Then nothing is to be done.",
        Reason.OLDER,
    ),
    "older-published-file": (
        "the relay has a newer published file",
        "Push the newest that the desk wrote. Is the relay's the newest? Then nothing is to be done.",
        Reason.OLDER,
    ),
    "second-copy": (
        "two copies of this desk are at work: their receipts do not follow each other",
        "Use one only, and restore that one from its backup: a restored desk becomes the newest. Nothing is lost.",
        Reason.SECOND_COPY,
    ),
    "other-desk": (
        "the relay follows another desk of this inbox",
        "If this desk is the right one, restore it: a restored desk becomes the newest.",
        Reason.OTHER_DESK,
    ),
    "no-key-sheet": ("the relay has no key sheet of this inbox yet", "Push the key sheet first.", Reason.NO_KEY_SHEET),
}
_CLOCK = "Compare this machine's clock with the time; is its fingerprint in the relay's couriers of this inbox?"
BY_STATUS: dict[int, _Words] = {
    400: (
        "the relay does not take this file, and its reason is not known here",
        "Is the relay newer than this courier? Update the courier; nothing is lost.",
        Reason.NOT_OF_THIS_INBOX,
    ),
    401: ("the relay does not know this courier", _CLOCK, Reason.UNKNOWN_COURIER),
    404: ("there is no relay at this address", "Check [courier] relay.", Reason.UNREACHABLE),
    409: ("the relay has a newer one", "Push the newest file that the desk wrote.", Reason.OLDER),
    413: ("the file is too large for the relay", "Is it the right file?", Reason.TOO_LARGE),
    503: ("the relay cannot answer at this moment", "Try again in a moment; nothing is lost.", Reason.BUSY),
    507: ("the relay's disk is full", "Tell whoever keeps the relay; nothing is lost.", Reason.FULL),
}


def refusal(status: int, said: str) -> CourierError:
    """What to tell of an answer with ``status`` and the text ``said``."""
    for word, words in BY_WORD.items():
        if f'"error":"{word}"' in said:
            return CourierError(*words)
    unknown = (f"the relay answers with status {status}", "Is [courier] relay the right address?", Reason.OTHER)
    return CourierError(*BY_STATUS.get(status, unknown))
