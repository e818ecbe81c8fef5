"""A bundle on its way into a file: what came so far, beside the place where the whole will be.

Guarantees: one pull at a time writes it; of what an earlier pull left only what proves itself is kept (the list of
digests by the manifest, each envelope by the list), so that a stick which lost the end of it costs no more than that
end; the whole gets its name in one step when it is on the disk, and takes nobody else's place.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from intake.courier import words
from intake.courier.errors import CourierError
from intake.courier.head import Head, read_head
from intake.courier.words import told
from intake.envelope.contents import Contents
from intake.envelope.errors import BundleError
from intake.envelope.format import ENVELOPE_LENGTH, digest
from intake.file_lock import hold


class Part:
    """The file under way. ``head`` is there once the front of a bundle is; then ``length`` bytes of it are good."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path, self._file = path, file
        self.head, self.length = _proven(file)
        self._cut_off(self.length)

    @property
    def whole(self) -> bool:
        """Is everything there?"""
        return self.head is not None and self.length == self.head.length

    def begin(self, head: Head) -> None:
        """Begin with this bundle, whatever was there; raises CourierError where it is too large for the place."""
        self._cut_off(0)
        self.head = head
        _refuse_too_large(self._path, self._file, head.length)
        self.add(head.raw)

    def add(self, piece: bytes) -> None:
        """What comes next."""
        left = memoryview(piece)
        while left:
            written = self._file.write(left)
            self.length += written
            left = left[written:]

    def finish(self, out: Path) -> None:
        """Call the whole ``out``, once it is on disk; raises CourierError where something is called so."""
        os.fsync(self._file.fileno())
        try:
            _publish(self._path, self._file, out)
        except FileExistsError:
            raise exists(out) from None
        with suppress(OSError):  # a share may not know what a folder's fsync is
            _sync_folder(out)

    def drop(self) -> None:
        """It is worth nothing."""
        self._cut_off(0)
        self.head = None

    def put_down(self) -> None:
        """It stays if something of a bundle is in it."""
        if self._file.closed:
            return
        if self.length:
            with suppress(OSError):
                os.fsync(self._file.fileno())
        elif _same(self._path, self._file):
            _remove(self._path, self._file)

    def _cut_off(self, length: int) -> None:
        self._file.truncate(length)
        self._file.seek(length)
        self.length = length


@contextmanager
def part_at(path: Path) -> Iterator[Part]:
    """The part at ``path``, for one pull; it stays if something of a bundle is in it. Raises CourierError, OSError."""
    with _locked(path) as file:
        part = Part(path, file)
        try:
            yield part
        finally:
            part.put_down()


def exists(out: Path) -> CourierError:
    """Something is there."""
    return CourierError(f"{out} exists already", "Nothing is overwritten; choose another name.")


def refuse_existing(out: Path) -> None:
    """Raise CourierError where something is called ``out``."""
    if out.exists() or out.is_symlink():
        raise exists(out)


def _locked(path: Path) -> BinaryIO:
    """The file, read and written without a buffer, for us alone."""
    while True:
        # Windows makes no links for just anybody, and has no such flag.
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        file = cast(BinaryIO, os.fdopen(descriptor, "r+b", buffering=0))
        try:
            hold(file)
        except BlockingIOError:
            file.close()
            raise told(words.ANOTHER_PULL) from None
        if _same(path, file):
            return file
        # Whoever held it finished it, and it has its name by now.
        file.close()


def _same(path: Path, file: BinaryIO) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _proven(file: BinaryIO) -> tuple[Head | None, int]:
    """How much of what lies here is a bundle's beginning, to the byte; nothing unless its whole list is."""
    try:
        head = read_head(file.read)
        contents = Contents(file, head.count, head.contents)
    except (CourierError, BundleError):
        return None, 0
    good = file.tell()
    for expected in contents:
        if digest(file.read(ENVELOPE_LENGTH)) != expected:
            break
        good += ENVELOPE_LENGTH
    return head, good


def _refuse_too_large(path: Path, file: BinaryIO, length: int) -> None:
    """Now, and not after hours. A place that a file cannot have is one that its file system refuses to go to."""
    try:
        os.lseek(file.fileno(), length, os.SEEK_SET)
    except (OSError, OverflowError):
        raise OSError(errno.EFBIG, "too large") from None
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    room = shutil.disk_usage(path.absolute().parent)
    if room.total and room.free < length:
        needed, there = (f"{-(-size // 1_000_000)} MB" for size in (length, room.free))
        raise told(words.NO_ROOM, more=f"it takes {needed}, and {there} are free")


def _publish(part: Path, file: BinaryIO, out: Path) -> None:
    """Windows renames nothing that is open, and nothing to a name that is taken."""
    if sys.platform == "win32":
        file.close()
        part.rename(out)
    else:
        _link(part, out)


def _link(part: Path, out: Path) -> None:
    try:
        os.link(part, out)
        part.unlink()
    except FileExistsError:
        raise
    except OSError:
        # A USB stick's file system knows no links.
        if out.exists() or out.is_symlink():
            raise FileExistsError from None
        part.rename(out)


def _remove(path: Path, file: BinaryIO) -> None:
    """While it is held; but Windows removes nothing that is open."""
    if sys.platform == "win32":
        file.close()
    path.unlink()


def _sync_folder(out: Path) -> None:
    descriptor = os.open(out.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
