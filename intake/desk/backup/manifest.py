"""What a backup says of itself: which desk, when, and the digest of each file in it, under the desk's own seal.

The key of the seal lies in the backup's own locked file. So only somebody with a slot can make a backup that this
program takes, and nobody can put one together from parts of several.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from intake.desk.errors import DeskError
from intake.envelope.canonical import Json, canonical
from intake.local.seal import Kind, fits, seal
from intake.marking import N_

VERSION = 1


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``made`` is a stamp, ``audit`` the head of the trail in it; ``files`` are SHA-256 by name, both as base64url."""

    v: int
    made: str
    inbox: str
    desk: str
    epoch: int
    audit: str
    files: dict[str, str]

    def encode(self, key: bytes) -> bytes:
        """The bytes of its file, sealed with the database's ``key``."""
        members = _members(self)
        return canonical({"backup": members, "seal": seal(Kind.BACKUP, members, key)})


class Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in the file."""

    backup: Manifest
    seal: str

    def refuse_foreign(self, key: bytes) -> None:
        """Raise DeskError unless the seal was made with the database's ``key``."""
        if not fits(Kind.BACKUP, _members(self.backup), key, self.seal):
            raise DeskError(N_("the backup was put together from parts"), N_("Take another copy of it."))


def decode(data: bytes) -> Sealed:
    """Read the file; its seal is not looked at yet. Raises DeskError."""
    try:
        found = msgspec.json.decode(data, type=Sealed)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise DeskError(N_("this is no whole backup of a desk"), N_("Take another copy of it.")) from None
    if found.backup.v != VERSION:
        raise DeskError(N_("the backup was made by a newer version of this program"), N_("Update this program."))
    return found


def _members(manifest: Manifest) -> Mapping[str, Json]:
    members: dict[str, Json] = msgspec.to_builtins(manifest)
    return members
