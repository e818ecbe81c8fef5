"""Bundles on their way into this computer: they lie in the desk's folder until they were brought in.

Envelopes in them are sealed, so nothing lies here that the relay could not read either. A file has its last name only
when it is whole; what was interrupted is taken away the next day.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from intake.desk.errors import DeskError
from intake.desk.folder import MODE
from intake.marking import N_

FOLDER = "brought-in"
PART = ".part"
DAY = 86_400
SPARE = 64 << 20
"""Bytes that stay free: the database grows too."""
NO_ROOM = (
    N_("there is no room on this computer for the bundle"),
    N_("Make room; or bring it in from where it lies, which takes none: docs/desk.md says how."),
)
NOT_COPIED = (N_("the bundle could not be copied to this computer"), N_("Try again; nothing is lost."))


class Staging:
    """The folder for them in the desk's ``data``."""

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER

    @contextmanager
    def receiving(self, expected: int) -> Iterator[BinaryIO]:
        """A file to write one bundle into, of about ``expected`` bytes; gone again unless `finish` is called on it.

        Raises DeskError where there is no room.
        """
        self._make_room(expected)
        path = self.folder / f".{secrets.token_hex(8)}{PART}"
        try:
            with path.open("xb") as file:
                yield file
        except OSError as error:
            raise DeskError(*(NO_ROOM if error.errno == errno.ENOSPC else NOT_COPIED)) from None
        finally:
            with suppress(FileNotFoundError):
                path.unlink()

    def finish(self, file: BinaryIO) -> Path:
        """What was written is whole and on the disk; where it lies now. Inside `receiving`."""
        file.flush()
        os.fsync(file.fileno())
        part = Path(file.name)
        whole = part.with_name(f"{part.stem[1:]}.envelop")
        # A file that is open cannot be renamed on Windows.
        file.close()
        part.rename(whole)
        return whole

    def remove(self, path: Path) -> None:
        """It was brought in, or is not wanted. Only what lies here; somebody's stick is theirs."""
        if path.parent == self.folder:
            with suppress(OSError):
                path.unlink()

    def _make_room(self, expected: int) -> None:
        try:
            self.folder.mkdir(mode=MODE, exist_ok=True)
            self._sweep()
            free = shutil.disk_usage(self.folder).free
        except OSError:
            raise DeskError(*NOT_COPIED) from None
        if free < expected + SPARE:
            raise DeskError(*NO_ROOM)

    def _sweep(self) -> None:
        for path in self.folder.glob(f".*{PART}"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > DAY:
                    path.unlink()
