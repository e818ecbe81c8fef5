"""The zones of a scene, served by their own commands in processes of their own, as in earnest."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException

from intake.demo.scene import Scene
from intake.errors import IntakeError

START_SECONDS = 60
SERVED = {
    "relay": ("relay", "serve"),
    "handout": ("handout", "serve"),
    "desk": ("desk", "serve", "--no-browser"),
    "network": ("network", "serve", "--no-browser"),
}


def intake(scene: Scene) -> list[str]:
    """The ``intake`` command with the scene's configuration, to be followed by a command."""
    return [sys.executable, "-m", "intake.cli", "--config", str(scene.config_file)]


@contextmanager
def served(scene: Scene) -> Iterator[None]:
    """All programs of SERVED, healthy; they end with the block. Raises IntakeError where one does not start."""
    processes = [
        subprocess.Popen([*intake(scene), *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
        for command in SERVED.values()
    ]
    try:
        addresses = (scene.relay.listen, scene.handout.listen, scene.desk.listen, scene.network.listen)
        for name, process, address in zip(SERVED, processes, addresses, strict=True):
            _await_healthy(name, process, f"http://{address}/healthz")
        yield
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


def _await_healthy(name: str, process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        # While nothing listens there yet, a port may be connected to itself and hear its own words.
        with suppress(urllib.error.URLError, ConnectionError, HTTPException), urllib.request.urlopen(url):  # noqa: S310
            return
        time.sleep(0.05)
    raise IntakeError(f"the {name} did not start", f"Run `intake {name} serve` with the same --config to see why.")
