"""How files get into a data folder: nothing is ever overwritten, and a file is there whole or not at all.

What such a file holds is locked, encrypted or public: modes of files protect nothing on Windows.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from intake.errors import IntakeError
from intake.marking import N_, filled

MODE = 0o700
EXISTS = N_("%(file)s exists already")
CANNOT_WRITE = N_("cannot write %(file)s")


@dataclass(frozen=True, slots=True)
class Files:
    """Files of one zone: what goes wrong is said in its kind of ``error``."""

    error: type[IntakeError]

    def make_folder(self, path: Path) -> bool:
        """Make a folder for its owner only; False where it was there."""
        if path.is_dir():
            return False
        try:
            path.mkdir(mode=MODE, parents=True)
            return True
        except OSError:
            raise self.error(f"cannot make the folder {path}", "May you write there?") from None

    def read(self, path: Path, hint: str) -> bytes:
        """The bytes of a file; refused with ``hint`` where they cannot be read."""
        try:
            return path.read_bytes()
        except OSError:
            raise self.error(f"cannot read {path}", hint) from None

    def refuse_existing(self, path: Path) -> None:
        """Raise where something lies at ``path`` already."""
        if path.exists() or path.is_symlink():
            raise self._exists(path)

    def refuse_unwritable(self, path: Path) -> None:
        """Raise where no new file can be made at ``path``: before work is done that would end there."""
        self.refuse_existing(path)
        if not path.absolute().parent.is_dir():
            raise self.error(
                filled(N_("there is no folder for %(file)s"), file=str(path)), N_("Make the folder first.")
            )

    def write_new(self, path: Path, data: bytes, *, mode: int = 0o666) -> None:
        """Write a file that is there whole or not at all, and never in place of another.

        ``mode`` is who may read it, less what the system takes away; on Windows the folder decides.
        """
        self.refuse_existing(path)
        part = _part(path)
        try:
            write(part, data, mode)
            publish(part, path)
        except FileExistsError:
            raise self._exists(path) from None
        except OSError:
            raise self._cannot_write(path) from None
        finally:
            part.unlink(missing_ok=True)

    def replace(self, path: Path, data: bytes) -> None:
        """Put a public file in the place of an older one, or of none; refused, it is as it was."""
        part = _part(path)
        try:
            write(part, data, 0o666)
            part.replace(path)
        except OSError:
            raise self._cannot_write(path) from None
        finally:
            part.unlink(missing_ok=True)

    def _exists(self, path: Path) -> IntakeError:
        return self.error(filled(EXISTS, file=str(path)), N_("Nothing is overwritten; choose another place."))

    def _cannot_write(self, path: Path) -> IntakeError:
        return self.error(filled(CANNOT_WRITE, file=str(path)), N_("May you write there, and is there room?"))


def write(path: Path, data: bytes, mode: int) -> None:
    """Write the new file ``path``, safely on disk; raises OSError."""
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


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
