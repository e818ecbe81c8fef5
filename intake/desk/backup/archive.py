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

import hashlib
import os
import re
import shutil
import tarfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import IO

from intake.desk.backup.manifest import decode
from intake.desk.errors import DeskError
from intake.desk.folder import publish, refuse_existing
from intake.envelope.encoding import base64url
from intake.marking import N_, filled

ABOUT = "backup.json"
LARGEST_ABOUT = 1 << 20
LOCKED, NEEDED = ("desk.locked", "identity.locked"), ("desk.locked", "ring.json", "certificate.json", "desk.sqlite")
_NAME = re.compile(
    r"(?:desk\.locked|identity\.locked|ring\.json|certificate\.json|desk\.sqlite)"
    r"|questionnaires(?:/[^/\\\\:.\x00-\x1f][^/\\\\:\x00-\x1f]{0,127}){1,8}"
)
_STEP = 1 << 20


def pack(about: bytes, files: Mapping[str, Path], out: Path) -> bytes:
    """Write ``about`` and ``files`` (by their names) to the new file ``out``, whole or not at all; its SHA-256.

    It is on the disk when this returns. Raises DeskError.
    """
    part = out.with_name(f".{out.name}.part")
    try:
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, _NEW, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                _add(tar, ABOUT, len(about), BytesIO(about))
                for name, path in sorted(files.items()):
                    _refuse_name(name)
                    with path.open("rb") as source:
                        _add(tar, name, path.stat().st_size, source)
            file.flush()
            os.fsync(file.fileno())
        refuse_existing(out)
        digest = digest_of(part)
        publish(part, out)
        return digest
    except FileExistsError:
        raise DeskError(
            filled(N_("%(out)s exists already"), out=str(out)), N_("Nothing is overwritten; choose another name.")
        ) from None
    except OSError:
        raise DeskError(
            filled(N_("cannot write %(out)s"), out=str(out)), N_("May you write there, and is there room for it twice?")
        ) from None
    finally:
        part.unlink(missing_ok=True)


def unpack(file: Path, folder: Path) -> bytes:
    """Put the members of a backup into ``folder``, each as its digest says; what it says of itself, not proven yet.

    Raises DeskError where it is none, or not whole, or there is no room.
    """
    damaged = DeskError(
        filled(N_("%(file)s is no whole backup of a desk"), file=str(file)), N_("Take another copy of it.")
    )
    try:
        with tarfile.open(file, mode="r:") as tar:
            members = tar.getmembers()
            if not members or members[0].name != ABOUT or members[0].size > LARGEST_ABOUT:
                raise damaged
            about = _content(tar, members[0]).read()
            expected = decode(about).backup.files
            if [member.name for member in members[1:]] != sorted(expected) or not set(NEEDED) <= set(expected):
                raise damaged
            for member in members[1:]:
                if _taken(tar, member, folder) != expected[member.name]:
                    raise damaged
    except FileNotFoundError:
        raise DeskError(filled(N_("there is no backup %(file)s"), file=str(file)), N_("Is the path right?")) from None
    except (tarfile.TarError, EOFError, ValueError):
        raise damaged from None
    except OSError:
        raise DeskError(
            N_("the backup cannot be read"), N_("May you read it, and write there? Is there room?")
        ) from None
    return about


def refuse_other(file: Path, digests: Mapping[str, str]) -> None:
    """Read ``file`` back from its disk; raises DeskError unless every member is as it should be."""
    try:
        with tarfile.open(file, mode="r:") as tar:
            found = {member.name: _digest(_content(tar, member)) for member in tar.getmembers()[1:]}
    except (tarfile.TarError, OSError, EOFError, ValueError):
        found = {}
    if found != digests:
        raise DeskError(
            filled(N_("%(file)s does not read as it was written"), file=str(file)),
            N_("Do not count on it. Use another disk or stick."),
        )


def digest_of(path: Path) -> bytes:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _add(tar: tarfile.TarFile, name: str, size: int, source: IO[bytes]) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    tar.addfile(member, source)


def _refuse_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise DeskError(filled(N_("%(name)s is no file of a desk"), name=name), N_("Take it out of the desk's folder."))


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    source = tar.extractfile(member) if member.isreg() else None
    if source is None:
        raise ValueError("not a plain file")
    return source


def _digest(source: IO[bytes]) -> str:
    found = hashlib.sha256()
    with source:
        while part := source.read(_STEP):
            found.update(part)
    return base64url(found.digest())


def _taken(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    """Write one member; the digest of what lies there then."""
    _refuse_name(member.name)
    path = folder.joinpath(*member.name.split("/"))
    path.parent.mkdir(parents=True, exist_ok=True)
    with _content(tar, member) as source, os.fdopen(os.open(path, _NEW, 0o600), "wb") as file:
        shutil.copyfileobj(source, file, _STEP)
        file.flush()
        os.fsync(file.fileno())
    return base64url(digest_of(path))
