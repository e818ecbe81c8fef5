"""Sound for a demo: a machine reads the form in a few languages, while the rest of the demo is made.

A process of its own does it, by the same command as a person would type. Where the machine cannot speak the form is
silent, and the demo goes on.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from intake.audio.speech import can_speak
from intake.demo.scene import AUDIO, Scene

LANGUAGES = ("ar", "en", "nl")
"""Enough to hear it in; `intake audio build --fill` makes the others."""


@contextmanager
def placeholders(scene: Scene) -> Iterator[None]:
    """The scene's sound packs, complete when the block ends."""
    process = _speaking(scene.folder / AUDIO) if can_speak() else None
    try:
        yield
        if process is not None:
            process.wait()
    finally:
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait()


def _speaking(audio: Path) -> subprocess.Popen[bytes]:
    chosen = [option for tag in LANGUAGES for option in ("--language", tag)]
    command = [sys.executable, "-m", "intake.cli", "audio", "build", *chosen, "--out", str(audio)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
