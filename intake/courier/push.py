"""Push what the desk wrote: a receipt, a key sheet or what may be shown, told apart by what it is."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from intake.courier.client import RelayClient
from intake.courier.errors import CourierError, Reason
from intake.envelope import kinds as carried
from intake.envelope.canonical import strict

LARGEST = 64 << 20
"""The receipt for a million envelopes fits: 46 bytes for each."""


class Kind(StrEnum):
    """What may be pushed; the value names where it goes at the relay."""

    RECEIPT = "receipts"
    KEY_SHEET = "key-sheet"
    PUBLISHED = "published"


_MEMBER = {"receipt": Kind.RECEIPT, "sheet": Kind.KEY_SHEET, "published": Kind.PUBLISHED}
DEPTH = 7
"""A published file holds tables."""


def push(client: RelayClient, file: Path) -> Kind:
    """Send ``file``; what it was. Raises CourierError. To push the same file again is harmless."""
    data = _read(file)
    kind = kind_of(data)
    client.post(kind.value, data)
    return kind


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError:
        raise CourierError(f"cannot read {file}", "Is the path right, and may you read it?") from None


def kind_of(data: bytes) -> Kind:
    """What ``data`` is; raises CourierError where it is none of them. Whether it is genuine the relay says."""
    if len(data) > LARGEST:
        raise CourierError(*OTHER, Reason.NOT_OF_THIS_INBOX)
    try:
        document = strict(data, depth=DEPTH)
    except ValueError:
        raise _unreadable(data) from None
    found = [kind for name, kind in _MEMBER.items() if isinstance(document, dict) and name in document]
    if len(found) != 1:
        raise CourierError(*OTHER, Reason.NOT_OF_THIS_INBOX)
    return found[0]


_AGAIN = "Copy it again from the desk, and take the stick out only when the computer says so; nothing is lost."
OTHER = ("this is neither a receipt nor a key sheet nor a published file", "Push a file that the desk wrote.")
UNREADABLE = {
    carried.Kind.EMPTY: ("the file is empty", _AGAIN, Reason.DAMAGED),
    carried.Kind.ZEROS: ("the file holds nothing but zeros", _AGAIN, Reason.DAMAGED),
    carried.Kind.DOCUMENT: ("the file is damaged, or only a part of it was copied", _AGAIN, Reason.DAMAGED),
    carried.Kind.BUNDLE: (
        "this is a bundle, not a receipt",
        "A bundle goes to the desk; push the receipt that the desk wrote for it.",
        Reason.NOT_OF_THIS_INBOX,
    ),
}


def _unreadable(data: bytes) -> CourierError:
    """Why ``data`` is no document that can be read."""
    return CourierError(*UNREADABLE.get(carried.kind_of(data), (*OTHER, Reason.NOT_OF_THIS_INBOX)))
