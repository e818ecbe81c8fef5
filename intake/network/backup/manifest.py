"""What a backup says of itself, under a seal whose key lies in the backup's own locked file: put together from parts of
several, or made by somebody without a slot, it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from intake.envelope.canonical import Json, canonical
from intake.local.archive import Archive
from intake.local.seal import Kind, fits, seal
from intake.marking import N_
from intake.network.errors import NetworkError

VERSION = 1
LOCKED, DATABASE = "network.locked", "network.sqlite"

ARCHIVE = Archive(
    re.compile(r"network\.(?:locked|sqlite)"),
    frozenset({LOCKED, DATABASE}),
    NetworkError,
    none=N_("%(file)s is no whole backup of a network book"),
    foreign=N_("%(name)s is no file of a network book"),
)


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``made`` is a stamp, ``files`` are SHA-256 by name, as base64url."""

    v: int
    made: str
    book: str
    files: dict[str, str]

    def encode(self, key: bytes) -> bytes:
        """The bytes of its file, sealed with the database's ``key``."""
        members = _members(self)
        return canonical({"backup": members, "seal": seal(Kind.NETWORK_BACKUP, members, key)})


class Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in the file."""

    backup: Manifest
    seal: str

    def refuse_foreign(self, key: bytes) -> None:
        """Raise NetworkError unless the seal was made with the database's ``key``."""
        if not fits(Kind.NETWORK_BACKUP, _members(self.backup), key, self.seal):
            raise NetworkError(N_("the backup was put together from parts"), N_("Take another copy of it."))


def decode(data: bytes) -> Sealed:
    """Read the file; its seal is not looked at yet. Raises NetworkError."""
    try:
        found = msgspec.json.decode(data, type=Sealed)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise NetworkError(N_("this is no whole backup of a network book"), N_("Take another copy of it.")) from None
    if found.backup.v != VERSION:
        raise NetworkError(N_("the backup was made by a newer version of this program"), N_("Update this program."))
    return found


def digests_in(data: bytes) -> Mapping[str, str]:
    """By name; not proven yet."""
    return decode(data).backup.files


def _members(manifest: Manifest) -> Mapping[str, Json]:
    members: dict[str, Json] = msgspec.to_builtins(manifest)
    return members
