"""Push what the desk wrote: a receipt or a key sheet, told apart by what it is."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from intake.courier.client import RelayClient
from intake.courier.errors import CourierError
from intake.envelope.canonical import strict

LARGEST = 8 << 20


class Kind(StrEnum):
    """What may be pushed; the value names where it goes at the relay."""

    RECEIPT = "receipts"
    KEY_SHEET = "key-sheet"


_MEMBER = {"receipt": Kind.RECEIPT, "sheet": Kind.KEY_SHEET}


def push(client: RelayClient, file: Path) -> Kind:
    """Send ``file``; what it was. Raises CourierError. To push the same file again is harmless."""
    data = _read(file)
    kind = _kind(data)
    client.post(kind.value, data)
    return kind


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError:
        raise CourierError(f"cannot read {file}", "Is the path right, and may you read it?") from None


def _kind(data: bytes) -> Kind:
    unknown = CourierError("this is neither a receipt nor a key sheet", "Push a file that the desk wrote.")
    if len(data) > LARGEST:
        raise unknown
    try:
        document = strict(data, depth=5)
    except ValueError:
        raise unknown from None
    found = [kind for name, kind in _MEMBER.items() if isinstance(document, dict) and name in document]
    if len(found) != 1:
        raise unknown
    return found[0]
