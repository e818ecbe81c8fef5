"""The way back to the relay: a file of its own in the folder that courier and desk share, never over another."""

from __future__ import annotations

from enum import StrEnum
from itertools import chain, count
from pathlib import Path

from intake.desk.folder import write_new
from intake.desk.instance import Instance

SUFFIX = ".json"


class Carried(StrEnum):
    """How far a receipt is, as the folder tells: it lies there; the courier's program sent it, or says why not."""

    NOT = "not there"
    LIES = "lies there"
    SENT = "sent"
    REFUSED = "refused"


def receipt_name(instance: Instance, receipt: int) -> str:
    """What a receipt's file is called. The courier tells it by its content."""
    return f"receipt-{instance.inbox}-{instance.epoch}-{receipt:06}{SUFFIX}"


def put_receipt(folder: Path, instance: Instance, receipt: int, data: bytes) -> Path:
    """Write it into ``folder``, once however often it is asked; where it lies. Raises DeskError."""
    return put_file(folder, receipt_name(instance, receipt), data)


def put_file(folder: Path, name: str, data: bytes) -> Path:
    """Write ``data`` into ``folder`` under ``name``, or one like it where another file has it. Raises DeskError."""
    path = folder / name
    others = (path.with_name(f"{path.stem}-{number}{SUFFIX}") for number in count(2))
    for place in chain([path], others):
        if not (place.exists() or place.is_symlink()):
            write_new(place, data)
            return place
        if _holds(place, data):
            return place
    raise AssertionError  # there is always another number


def carried(folder: Path, instance: Instance, receipt: int) -> Carried:
    """How far the receipt is. The courier's program moves what it sent into a folder of its own."""
    return carried_file(folder, receipt_name(instance, receipt))


def carried_file(folder: Path, name: str) -> Carried:
    """The same of any file that the courier takes along."""
    places = {
        Carried.LIES: folder / name,
        Carried.SENT: folder / "sent" / name,
        Carried.REFUSED: folder / "refused" / name,
    }
    try:
        return next((how for how, place in places.items() if place.is_file()), Carried.NOT)
    except OSError:
        return Carried.NOT


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False
