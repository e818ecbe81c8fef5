"""The one module that lets a machine speak: espeak-ng, a program of Debian's. For trying out, never in earnest.

The text goes in by stdin: nothing of it stands in the list of processes.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache

from intake.audio.sound import Sound, read_wav
from intake.errors import IntakeError

PROGRAM = "espeak-ng"
WORDS_PER_MINUTE = 160
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
    # Asked for a voice that it lacks, it speaks in another without a word about it.
    if voice not in _voices():
        raise _mute(voice)
    arguments = ("-v", voice, "-s", str(WORDS_PER_MINUTE), "-b", "1", "--stdin", "--stdout")
    return read_wav(_said(voice, arguments, text))


@cache
def _voices() -> frozenset[str]:
    """The languages it speaks, by its own names: the second column of its list, where English has longer names only."""
    refuse_dumb()
    listed = _said("", ("--voices",)).decode("utf-8", "replace").splitlines()
    return frozenset(line.split()[1] for line in listed if len(line.split()) > 1) | {"en"}


def _said(voice: str, arguments: tuple[str, ...], text: str = "") -> bytes:
    command = [PROGRAM, *arguments]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=SECONDS)  # noqa: S603
    except (subprocess.SubprocessError, OSError):
        raise _mute(voice) from None
    return done.stdout


def _mute(voice: str) -> SpeechError:
    return SpeechError(f"{PROGRAM} cannot speak with its voice {voice}".rstrip(), "Is its package whole?")
