"""Pull a bundle into a file: whole, or not at all.

The courier has no key of anybody but itself, so it checks only that what came has a bundle's form and length; the
desk verifies the rest. A pull that fails leaves no file, and nothing is ever overwritten.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import closing
from pathlib import Path
from typing import IO

import msgspec

from intake.courier.client import Answer, RelayClient
from intake.courier.errors import CourierError
from intake.envelope.bundle import LONGEST_MANIFEST, MAGIC
from intake.envelope.format import ENVELOPE_LENGTH

PIECE = 1 << 16


class _Count(msgspec.Struct):
    count: int


def pull(client: RelayClient, out: Path) -> int:
    """Write the relay's bundle to ``out``; how many envelopes it holds. Raises CourierError."""
    _refuse_existing(out)
    try:
        with closing(client.get("bundle")) as answer:
            return _pull(answer, out)
    except OSError:
        raise CourierError(
            f"cannot write {out}", "Does the folder exist, with room, and may you write there?"
        ) from None


def _pull(answer: Answer, out: Path) -> int:
    """Write beside ``out``; it gets its name in one step, when it is whole and on disk."""
    descriptor, name = tempfile.mkstemp(prefix=f".{out.name}.", suffix=".part", dir=out.absolute().parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            count = _copy(answer, file)
            file.flush()
            os.fsync(file.fileno())
        _refuse_existing(out)
        part.rename(out)
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(out)
    return count


def _copy(answer: Answer, file: IO[bytes]) -> int:
    """Copy one bundle, whose own head tells how long it must be."""
    head = answer.read(12)
    length = int.from_bytes(head[8:])
    if head[:8] != MAGIC or len(head) != 12 or length > LONGEST_MANIFEST:
        raise CourierError("what the relay sent is not a bundle", "Is [courier] relay the right address?")
    manifest = answer.read(length)
    count = _promised(manifest)
    file.write(head + manifest)
    left = 64 + count * (32 + ENVELOPE_LENGTH)
    while left >= 0 and (piece := answer.read(PIECE)):
        left -= len(piece)
        file.write(piece)
    if left != 0:
        raise _broken()
    return count


def _promised(manifest: bytes) -> int:
    try:
        return msgspec.json.decode(manifest, type=_Count).count
    except msgspec.DecodeError:
        raise _broken() from None


def _broken() -> CourierError:
    return CourierError("the bundle broke off or is damaged", "Pull it again; nothing is lost.")


def _refuse_existing(out: Path) -> None:
    if out.exists():
        raise CourierError(f"{out} exists already", "Nothing is overwritten; choose another name.")


def _sync_folder(out: Path) -> None:
    descriptor = os.open(out.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
