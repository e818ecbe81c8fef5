"""The file of a backup: a plain tar of files that are each locked, encrypted, or public.

    backup.json                       which desk, when, and the digests of all that follows (`manifest`)
    desk.locked, identity.locked      all keys, behind each person's passphrase
    ring.json, certificate.json       public
    questionnaires/...                every version that was ever used; public
    desk.sqlite                       encrypted with a key that stands in desk.locked

There is no lock around it: whoever brings it back must find their slot in it first. So whoever finds the file reads the
names of the slots, the GGD's name and public keys, the questionnaires, a date, and how large the database is. Nothing
of a case. Members carry no owner and no time; reading takes such names and no others, and only as plain files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from intake.desk.backup.manifest import decode
from intake.desk.errors import DeskError
from intake.local.archive import Archive, digest_of
from intake.marking import N_

__all__ = ["ARCHIVE", "digest_of", "pack", "refuse_other", "unpack"]

ARCHIVE = Archive(
    re.compile(
        r"(?:desk\.locked|identity\.locked|ring\.json|certificate\.json|desk\.sqlite)"
        r"|questionnaires(?:/[^/\\\\:.\x00-\x1f][^/\\\\:\x00-\x1f]{0,127}){1,8}"
    ),
    frozenset({"desk.locked", "ring.json", "certificate.json", "desk.sqlite"}),
    DeskError,
    none=N_("%(file)s is no whole backup of a desk"),
    foreign=N_("%(name)s is no file of a desk"),
)
pack = ARCHIVE.pack
refuse_other = ARCHIVE.refuse_other


def unpack(file: Path, folder: Path) -> bytes:
    """Put the members of a backup into ``folder``; what it says of itself, not proven yet. Raises DeskError."""
    return ARCHIVE.unpack(file, folder, _digests)


def _digests(about: bytes) -> Mapping[str, str]:
    return decode(about).backup.files
