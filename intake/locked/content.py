"""What stands in a locked file, read strictly: an unknown member, a doubled name or an absurd size is refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from intake.envelope.canonical import Json, canonical, strict
from intake.envelope.text import acceptable
from intake.locked.errors import LockedFileError
from intake.marking import N_, filled

FORMAT = "envelop locked file 2"
FIRST_FORMAT = "envelop locked file 1"
MOST_SLOTS = 32
LONGEST_NAME = 100
LARGEST_FILE = 1 << 20


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person's way in. All bytes are base64url."""

    name: str
    ops: int
    memory: int
    salt: str
    key: str
    public: str
    file: str


class FirstSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A slot of the first format: the passphrase locks the file key itself."""

    name: str
    ops: int
    memory: int
    salt: str
    key: str


class Locked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One secret in its box."""

    name: str
    purpose: str
    public: str
    secret: str


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. ``people`` is a box around the slots' names and public halves."""

    format: str
    slots: list[Slot]
    people: str
    secrets: list[Locked]

    def encode(self) -> bytes:
        """The bytes of the file; raises LockedFileError where they would be too many."""
        data = canonical(msgspec.to_builtins(self)) + b"\n"
        if len(data) > LARGEST_FILE:
            raise LockedFileError(N_("a locked file holds no more than 1 MiB"), N_("Take old keys out first."))
        return data


class FirstContent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file in the first format, which is still read."""

    format: str
    slots: list[FirstSlot]
    secrets: list[Locked]


def read(path: Path) -> tuple[Content | FirstContent, bytes]:
    """What the file says, and its bytes; raises LockedFileError where it is no locked file."""
    data = _bytes(path)
    return understood(data, str(path)), data


def understood(data: bytes, called: str) -> Content | FirstContent:
    """What the bytes of a file say; raises LockedFileError, which names it as ``called``."""
    content = _content(data)
    if content is None:
        raise LockedFileError(
            filled(N_("%(called)s is not a locked file"), called=str(called)), N_("Is it the right file?")
        )
    refuse_names([slot.name for slot in content.slots], [secret.name for secret in content.secrets])
    return content


def refuse_names(slots: Sequence[str], secrets: Sequence[str]) -> None:
    """Each slot costs seconds to try, and of two secrets with one name only one would be found again."""
    for names in (slots, secrets):
        if len(set(names)) != len(names) or not all(name and acceptable(name, LONGEST_NAME) for name in names):
            raise LockedFileError(
                N_("two of one name, or a name that is none"), N_("Give each its own, of 1 to 100 letters.")
            )
    if not 1 <= len(slots) <= MOST_SLOTS:
        raise LockedFileError(N_("a locked file has 1 to 32 slots"), N_("One for each person who may open it."))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError:
        raise LockedFileError(
            filled(N_("cannot read %(path)s"), path=str(path)), N_("Is the path right, and may you read it?")
        ) from None


def _content(data: bytes) -> Content | FirstContent | None:
    try:
        if len(data) > LARGEST_FILE:
            return None
        document = strict(data, depth=4)
        return _as_its_format(document) if isinstance(document, dict) else None
    except (ValueError, msgspec.ValidationError):
        return None


def _as_its_format(document: dict[str, Json]) -> Content | FirstContent | None:
    if document.get("format") == FORMAT:
        return msgspec.convert(document, Content)
    return msgspec.convert(document, FirstContent) if document.get("format") == FIRST_FORMAT else None
