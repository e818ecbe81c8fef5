"""Where the processes of a storm are born: one that has imported everything forks, so that a restart takes a moment.

A line of JSON on its standard input names a worker (tests.crash.workers) and what it needs; the answer is the process
id. Each worker leads a process group of its own, so that it dies with all that it started. The relay among them is
`intake relay serve`, all of it; only the form's pages, which take seconds to write, are written before the fork.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PR_SET_CHILD_SUBREAPER = 36
PATIENCE_SECONDS = 60


class Worker:
    """A process that was born here, and whatever it started."""

    def __init__(self, name: str, pid: int) -> None:
        self.name, self._pid = name, pid

    def lives(self) -> bool:
        """Is anything of its group left?"""
        try:
            os.killpg(self._pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> None:
        """End it at once, without a word to it; returns when nothing of it is left."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.lives():
            if time.monotonic() > deadline:
                raise AssertionError(f"the {self.name} cannot be killed")
            try:
                os.killpg(self._pid, signal.SIGKILL)
            except ProcessLookupError:
                return
            time.sleep(0.002)


class Nursery:
    """Bears workers for the relay of ``config``. Ends with its input."""

    def __init__(self, config: Path, temporary: Path) -> None:
        environment = os.environ | {"TMPDIR": str(temporary), "SQLITE_TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.nursery", str(config)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def bear(self, name: str, log: Path, **needs: Any) -> Worker:
        """Start the worker ``name``; what it prints goes to ``log``."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"name": name, "log": str(log), "needs": needs}) + "\n")
        self._process.stdin.flush()
        return Worker(name, int(self._process.stdout.readline()))

    def end(self) -> None:
        """No more."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        if self._process.poll() is not None:
            return
        self._process.stdin.close()
        self._process.wait(PATIENCE_SECONDS)
        self._process.stdout.close()


def _bear(order: dict[str, Any]) -> int:
    from tests.crash import workers

    Path(order["log"]).touch()
    pid = os.fork()
    # In both, so that neither has to wait for the other.
    os.setpgid(pid, pid)
    if pid:
        return pid
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        _redirect(order["log"])
        workers.WORKERS[order["name"]](**order["needs"])
    finally:
        os._exit(1)


def _redirect(log: str) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    lines = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for descriptor, opened in ((0, nothing), (1, lines), (2, lines)):
        os.dup2(opened, descriptor)


def _main() -> None:
    from tests.crash.workers import warm

    warm(Path(sys.argv[1]))
    # Whoever was started by a worker and outlives it is this process's, which lets it go.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        print(_bear(json.loads(line)), flush=True)


if __name__ == "__main__":
    _main()
