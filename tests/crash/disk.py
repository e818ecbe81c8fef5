"""A disk that is full: a small file system of its own where one can be mounted, else a limit on the size of files.

The first is mounted where nobody else sees it, in a namespace that a sleeping process holds open; who is to live on it
is started inside. Where that is not allowed, the processes that write are told that no file may grow: to them, that is
a disk that fails. A test says which of the two it had.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tests.crash.command import Ended, run

ROOT = Path(__file__).parents[2]
SIZE = 24 << 20
NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
HOLD = 'mount -t tmpfs -o size={size},mode=700 small "{folder}" && echo mounted && exec sleep 86400'


class Disk:
    """``folder`` is its path for who lives on it; `outside` the same for everybody else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        user = [] if os.geteuid() == 0 else ["--map-root-user"]
        hold = [shutil.which("unshare") or "false", "--mount", *user, "sh", "-c", HOLD.format(size=SIZE, folder=folder)]
        self._holder = subprocess.Popen(hold, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._holder.stdout is not None
        self.mounted = self._holder.stdout.readline() == "mounted\n"
        enter = ["nsenter", f"--target={self._holder.pid}", "--mount"]
        enter += ["--user", "--preserve-credentials"] if user else []
        self.inside: Sequence[str] = enter if self.mounted else ()
        self.outside = Path(f"/proc/{self._holder.pid}/root{folder}") if self.mounted else folder
        self._limited: list[int] = []
        self.full_status = 507 if self.mounted else 503

    @property
    def what(self) -> str:
        """For the log of the tests."""
        return "a file system of its own" if self.mounted else "a limit on the size of files"

    def limits(self, pid: int) -> None:
        """This process and its children write here."""
        self._limited.append(pid)

    @contextmanager
    def full(self) -> Iterator[None]:
        """No room at all, until the end of the block."""
        if self.mounted:
            self._fill()
        self._limit((0, resource.RLIM_INFINITY))
        try:
            yield
        finally:
            (self.outside / "filler").unlink(missing_ok=True)
            self._limit(NO_LIMIT)

    def make_read_only(self) -> None:
        """For good: nothing may be open for writing. Only where it is a file system of its own."""
        subprocess.run([*self.inside, "mount", "-o", "remount,ro", str(self.folder)], check=True)

    def end(self) -> None:
        """Gone with all that is on it."""
        self._holder.kill()
        self._holder.communicate()

    def _fill(self) -> None:
        try:
            with (self.outside / "filler").open("wb", buffering=0) as filler:
                while True:
                    filler.write(bytes(4096))
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise

    def _limit(self, limit: tuple[int, int]) -> None:
        if not self.mounted:
            for pid in self._limited:
                for each in (pid, *_children(pid)):
                    resource.prlimit(each, resource.RLIMIT_FSIZE, limit)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()]


class Aboard:
    """Somebody who types `intake` commands on the disk: one process, so that each takes a moment."""

    def __init__(self, disk: Disk) -> None:
        self._process = subprocess.Popen(
            [*disk.inside, sys.executable, "-m", "tests.crash.disk"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        disk.limits(self._process.pid)

    def run(self, *arguments: str | Path) -> Ended:
        """How the command ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([str(each) for each in arguments]) + "\n")
        self._process.stdin.flush()
        return Ended(**json.loads(self._process.stdout.readline()))

    def end(self) -> None:
        """Nobody types any more."""
        self._process.communicate(timeout=60)


def _answer(asked: IO[str]) -> None:
    for line in asked:
        ended = run(json.loads(line))
        print(json.dumps({"status": ended.status, "out": ended.out, "err": ended.err}), flush=True)


if __name__ == "__main__":
    _answer(sys.stdin)
