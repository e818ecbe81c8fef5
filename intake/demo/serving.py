"""The relay of a scene, served by its own command in a process of its own, as in earnest."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from intake.demo.scene import Scene
from intake.errors import IntakeError

START_SECONDS = 30


def intake(scene: Scene) -> list[str]:
    """The ``intake`` command with the scene's configuration, to be followed by a command."""
    return [sys.executable, "-m", "intake.cli", "--config", str(scene.config_file)]


@contextmanager
def served(scene: Scene) -> Iterator[None]:
    """The scene's relay, healthy; it ends with the block. Raises IntakeError where it does not start."""
    process = subprocess.Popen([*intake(scene), "relay", "serve"], stderr=subprocess.DEVNULL)  # noqa: S603 - our own
    try:
        _await_healthy(process, f"{scene.relay.origin}/healthz")
        yield
    finally:
        process.terminate()
        process.wait()


def _await_healthy(process: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(url):  # noqa: S310 - this machine
            return
        time.sleep(0.05)
    raise IntakeError("the relay did not start", "Run `intake relay serve` with the same --config to see why.")
