"""The desk's data folder: what lies where, and how files get into it.

What is private in it is a locked file or an encrypted database; the rest is public. Nothing is ever overwritten, and
a file is there whole or not at all.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from intake.desk.errors import DeskError
from intake.marking import N_, filled

MODE = 0o700
EXISTS = N_("%(file)s exists already")
CANNOT_WRITE = N_("cannot write %(file)s")


@dataclass(frozen=True, slots=True)
class Folder:
    """Names of what the desk keeps."""

    root: Path

    @property
    def identity(self) -> Path:
        """Locked file of the identity key; for ceremonies."""
        return self.root / "identity.locked"

    @property
    def desk(self) -> Path:
        """Locked file of the desk's daily secrets."""
        return self.root / "desk.locked"

    @property
    def ring(self) -> Path:
        """The key sheet of the last ceremony: public, signed."""
        return self.root / "ring.json"

    @property
    def certificate(self) -> Path:
        """The identity's word for the desk's signing key: public, signed."""
        return self.root / "certificate.json"

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.root / "desk.sqlite"

    @property
    def questionnaires(self) -> Path:
        """A copy of every questionnaire version that was ever used."""
        return self.root / "questionnaires"

    def make(self) -> bool:
        """Make the folder, for its owner only; False where it was there. Raises DeskError."""
        if self.root.is_dir():
            return False
        try:
            self.root.mkdir(mode=MODE, parents=True)
            return True
        except OSError:
            raise DeskError(f"cannot make the folder {self.root}", "May you write there?") from None


def read(path: Path, hint: str) -> bytes:
    """The bytes of a file; raises DeskError with ``hint``."""
    try:
        return path.read_bytes()
    except OSError:
        raise DeskError(f"cannot read {path}", hint) from None


def refuse_existing(path: Path) -> None:
    """Raise DeskError where something lies at ``path`` already."""
    if path.exists() or path.is_symlink():
        raise DeskError(filled(EXISTS, file=str(path)), N_("Nothing is overwritten; choose another place."))


def refuse_unwritable(path: Path) -> None:
    """Raise DeskError where no new file can be made at ``path``: before work is done that would end there."""
    refuse_existing(path)
    if not path.absolute().parent.is_dir():
        raise DeskError(filled(N_("there is no folder for %(file)s"), file=str(path)), N_("Make the folder first."))


def write_new(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Write a file that is there whole or not at all, and never in place of another; raises DeskError.

    ``mode`` is who may read it, less what the system takes away; on Windows the folder decides.
    """
    refuse_existing(path)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        _write(part, data, mode)
        publish(part, path)
    except FileExistsError:
        raise DeskError(filled(EXISTS, file=str(path)), N_("Nothing is overwritten; choose another place.")) from None
    except OSError:
        raise DeskError(filled(CANNOT_WRITE, file=str(path)), N_("May you write there, and is there room?")) from None
    finally:
        part.unlink(missing_ok=True)


def replace(path: Path, data: bytes) -> None:
    """Put a public file in the place of an older one, or of none; raises DeskError, and then it is as it was."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        _write(part, data, 0o666)
        part.replace(path)
    except OSError:
        raise DeskError(filled(CANNOT_WRITE, file=str(path)), N_("May you write there, and is there room?")) from None
    finally:
        part.unlink(missing_ok=True)


def _write(path: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def publish(part: Path, path: Path) -> None:
    """Give the finished file ``part`` its name, where there is none of it; raises FileExistsError or OSError."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        # A USB stick's file system knows no links.
        if path.exists():
            raise FileExistsError from None
        part.rename(path)
