"""The file of a backup: a plain tar of files that are each locked, encrypted, or public.

There is no lock around it: whoever brings it back must find their slot in it first. Its first member says what the
backup is of, and the digests of all that follows. Members carry no owner and no time; reading takes the names that
there can be and no others, and only as plain files.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tarfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from intake.envelope.encoding import base64url
from intake.errors import IntakeError
from intake.local.files import EXISTS, Files, publish
from intake.marking import N_, filled

ABOUT = "backup.json"
LARGEST_ABOUT = 1 << 20
_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class Archive:
    """Backups of one zone: which ``names`` there can be, which are ``needed``; what goes wrong is its ``error``.

    ``none`` says that a file is no whole backup of this zone, with ``%(file)s`` in it, ``foreign`` that a file is none
    of this zone's folder, with ``%(name)s``.
    """

    names: re.Pattern[str]
    needed: frozenset[str]
    error: type[IntakeError]
    none: str
    foreign: str

    def pack(self, about: bytes, files: Mapping[str, Path], out: Path) -> bytes:
        """Write ``about`` and ``files`` (by their names) to the new file ``out``, whole or not at all; its SHA-256.

        It is on the disk when this returns.
        """
        part = out.with_name(f".{out.name}.part")
        try:
            part.unlink(missing_ok=True)
            with os.fdopen(os.open(part, _NEW, 0o600), "wb") as file:
                self._write(about, files, file)
            Files(self.error).refuse_existing(out)
            digest = digest_of(part)
            publish(part, out)
            return digest
        except FileExistsError:
            raise self.error(
                filled(EXISTS, file=str(out)), N_("Nothing is overwritten; choose another name.")
            ) from None
        except OSError:
            raise self.cannot_write(out) from None
        finally:
            part.unlink(missing_ok=True)

    def unpack(self, file: Path, folder: Path, expected: Callable[[bytes], Mapping[str, str]]) -> bytes:
        """Put the members of a backup into ``folder``, each as its digest says; what it says of itself, unproven yet.

        ``expected`` reads the digests out of that. Refused where it is no backup, or not whole, or there is no room.
        """
        damaged = self.error(filled(self.none, file=str(file)), N_("Take another copy of it."))
        try:
            with tarfile.open(file, mode="r:") as tar:
                return self._taken_out(tar, folder, expected, damaged)
        except FileNotFoundError:
            raise self.error(
                filled(N_("there is no backup %(file)s"), file=str(file)), N_("Is the path right?")
            ) from None
        except (tarfile.TarError, EOFError, ValueError):
            raise damaged from None
        except OSError:
            raise self.error(
                N_("the backup cannot be read"), N_("May you read it, and write there? Is there room?")
            ) from None

    def refuse_other(self, file: Path, digests: Mapping[str, str]) -> None:
        """Read ``file`` back from its disk; refused unless every member is as it should be."""
        try:
            with tarfile.open(file, mode="r:") as tar:
                found = {member.name: _digest(_content(tar, member)) for member in tar.getmembers()[1:]}
        except (tarfile.TarError, OSError, EOFError, ValueError):
            found = {}
        if found != digests:
            raise self.error(
                filled(N_("%(file)s does not read as it was written"), file=str(file)),
                N_("Do not count on it. Use another disk or stick."),
            )

    def cannot_write(self, out: Path) -> IntakeError:
        """What to raise where there is no room for a backup, or no right to write one."""
        return self.error(
            filled(N_("cannot write %(out)s"), out=str(out)), N_("May you write there, and is there room for it twice?")
        )

    def _write(self, about: bytes, files: Mapping[str, Path], file: IO[bytes]) -> None:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
            _add(tar, ABOUT, len(about), BytesIO(about))
            for name, path in sorted(files.items()):
                self._refuse_name(name)
                with path.open("rb") as source:
                    _add(tar, name, path.stat().st_size, source)
        file.flush()
        os.fsync(file.fileno())

    def _taken_out(
        self,
        tar: tarfile.TarFile,
        folder: Path,
        expected: Callable[[bytes], Mapping[str, str]],
        damaged: IntakeError,
    ) -> bytes:
        members = tar.getmembers()
        if not members or members[0].name != ABOUT or members[0].size > LARGEST_ABOUT:
            raise damaged
        about = _content(tar, members[0]).read()
        digests = expected(about)
        if [member.name for member in members[1:]] != sorted(digests) or not self.needed <= set(digests):
            raise damaged
        for member in members[1:]:
            self._refuse_name(member.name)
            if _taken(tar, member, folder) != digests[member.name]:
                raise damaged
        return about

    def _refuse_name(self, name: str) -> None:
        if not self.names.fullmatch(name):
            raise self.error(filled(self.foreign, name=name), N_("Take it out of the folder."))


def digest_of(path: Path) -> bytes:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _add(tar: tarfile.TarFile, name: str, size: int, source: IO[bytes]) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    tar.addfile(member, source)


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
    path = folder.joinpath(*member.name.split("/"))
    path.parent.mkdir(parents=True, exist_ok=True)
    with _content(tar, member) as source, os.fdopen(os.open(path, _NEW, 0o600), "wb") as file:
        shutil.copyfileobj(source, file, _STEP)
        file.flush()
        os.fsync(file.fileno())
    return base64url(digest_of(path))
