"""What lies in the shared folder for the relay (receipts, key sheets, published files), told by content, not by name.

Whatever else lies there is left alone. A document that cannot be read yet may be half a copy: it is only noted.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from intake.courier.errors import CourierError, Reason
from intake.courier.push import DEPTH, LARGEST, Kind, kind_of
from intake.envelope.canonical import Json, strict

# How the desk's files begin, as RFC 8785 orders their members.
_BEGINNINGS = (b'{"certificate":', b'{"sheet":')
_MEMBERS = {Kind.RECEIPT: "receipt", Kind.KEY_SHEET: "sheet", Kind.PUBLISHED: "published"}
_ORDER = (Kind.KEY_SHEET, Kind.PUBLISHED, Kind.RECEIPT)
"""Without the key sheet the relay knows no desk."""

Seen = tuple[int, int]
"""A file's size and the time of its last change (nanoseconds), by which a change is noticed."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One file for the relay. ``kind`` is None while it cannot be read; ``inbox`` is whose it says it is."""

    path: Path
    seen: Seen
    kind: Kind | None = None
    inbox: str | None = None
    desk: str = ""
    number: tuple[int, int] = (0, 0)
    day: str = ""


def letters(folder: Path) -> list[Letter]:
    """Key sheets, the oldest first; then published files; then each desk's receipts in their order. Raises OSError."""
    found = [letter for path in sorted(folder.iterdir()) if (letter := _letter_or_none(path)) is not None]
    begun: dict[str, int] = {}
    for letter in found:
        begun[letter.desk] = min(begun.get(letter.desk, letter.seen[1]), letter.seen[1])
    # Of two desks the one whose receipts came first goes first: the last one becomes the newest at the relay.
    return sorted(found, key=lambda it: (_turn(it.kind), it.day, begun[it.desk], it.desk, it.number))


def _turn(kind: Kind | None) -> int:
    return -1 if kind is None else _ORDER.index(kind)


def _letter_or_none(path: Path) -> Letter | None:
    try:
        return _letter(path)
    except FileNotFoundError:
        return None  # somebody took it away just now


def _letter(path: Path) -> Letter | None:
    about = path.lstat()
    if path.name.startswith(".") or not stat.S_ISREG(about.st_mode) or not 0 < about.st_size <= LARGEST:
        return None
    seen = (about.st_size, about.st_mtime_ns)
    with path.open("rb") as file:
        data = file.read(16)
        if not data.startswith(_BEGINNINGS):
            return None
        data += file.read(LARGEST)
    try:
        kind = kind_of(data)
    except CourierError as error:
        # A whole document that is none of these is for somebody else.
        return None if error.reason is Reason.NOT_OF_THIS_INBOX else Letter(path, seen)
    return _described(path, seen, kind, strict(data, depth=DEPTH))


def _described(path: Path, seen: Seen, kind: Kind, document: Json) -> Letter:
    """What it says of itself; the relay verifies it."""
    inner = document.get(_MEMBERS[kind]) if isinstance(document, Mapping) else None
    said = inner if isinstance(inner, Mapping) else {}
    inbox, desk, day = (_text(said.get(name)) for name in ("inbox", "desk", "issued"))
    return Letter(path, seen, kind, inbox, desk, (_number(said.get("epoch")), _number(said.get("sequence"))), day)


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Json) -> int:
    return value if isinstance(value, int) else 0


def fingerprint_of(folder: Path) -> frozenset[tuple[str, Seen]]:
    """By this a change in the folder is noticed. Raises OSError."""
    return frozenset(_seen(path for path in folder.iterdir() if not path.name.startswith(".")))


def _seen(paths: Iterable[Path]) -> Iterable[tuple[str, Seen]]:
    for path in paths:
        about = path.lstat()
        yield path.name, (about.st_size, about.st_mtime_ns)
