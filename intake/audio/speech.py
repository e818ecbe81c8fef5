"""The one module that lets a machine speak: espeak-ng, a program of Debian's. For trying out, never in earnest.

The text goes in by stdin: nothing of it stands in the list of processes.
"""

from __future__ import annotations

import shutil
import subprocess

from intake.audio.sound import Sound, read_wav
from intake.errors import IntakeError

PROGRAM = "espeak-ng"
WORDS_PER_MINUTE = 140
SECONDS = 30


class SpeechError(IntakeError):
    """The machine cannot speak."""


def can_speak() -> bool:
    """Whether espeak-ng is installed here."""
    return shutil.which(PROGRAM) is not None


def refuse_dumb() -> None:
    """Raises SpeechError where espeak-ng is not installed."""
    if not can_speak():
        raise SpeechError(f"{PROGRAM} is not installed", f"sudo apt-get install {PROGRAM}")


def spoken(text: str, voice: str) -> Sound:
    """``text`` in this voice of espeak-ng's; raises SpeechError."""
    refuse_dumb()
    command = [PROGRAM, "-v", voice, "-s", str(WORDS_PER_MINUTE), "-b", "1", "--stdin", "--stdout"]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=SECONDS)  # noqa: S603
    except (subprocess.SubprocessError, OSError):
        raise SpeechError(f"{PROGRAM} cannot speak with its voice {voice}", "Is its package whole?") from None
    return read_wav(done.stdout)
