"""Speech as samples: read from WAV, freed of the silence around it, brought to an even loudness.

Mono, 16 bits. Loudness is in dBFS: 0 is the loudest there is, speech at arm's length about -30. Nothing here changes
what is said or how fast.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import mul

from intake.audio.mp3 import SoundError

FULL = 32_768
WINDOW = 0.02  # seconds over which loudness is taken
BEFORE, AFTER = 0.1, 0.2  # seconds of quiet that stay around the speech: breath, and the end of the last sound
FADE = 0.01
TARGET, CEILING = -20.0, -1.5  # dBFS: the speech as a whole, and its highest peak
ALIKE = 1.5  # dB that nobody hears
BELOW_SPEECH, ABOVE_NOISE = 35.0, 8.0  # dB: what is this far below the loudest, or near the room's own noise, is quiet
SLOWEST, FASTEST = 8_000, 96_000  # samples a second
LONGEST = 60.0
ENOUGH = 8_000  # samples a second tell how loud it is
SILENCE = -100.0

TOO_SHORT = 0.25
TOO_QUIET = -48.0
NOTHING = 12.0  # dB between room and speech, below which nobody spoke
CLIPPED_RUN, CLIPPED_SHARE = 3, 0.0005


class Fault(StrEnum):
    """What keeps a recording from being good."""

    EMPTY = "empty"
    SHORT = "short"
    QUIET = "quiet"
    CLIPPED = "clipped"


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples from -32768 to 32767, ``rate`` of them a second."""

    rate: int
    samples: Sequence[int]

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate

    def pcm(self) -> bytes:
        """The samples as WAV and LAME want them."""
        return _little(array("h", self.samples)).tobytes()


def read_wav(data: bytes) -> Sound:
    """The sound of a WAV file with one channel of 16 bits; raises SoundError for any other.

    A program that writes to a pipe cannot know its length beforehand, so the last part may promise too much.
    """
    if len(data) < 12 or data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise _no_wav()
    at, rate = 12, 0
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if name == b"fmt ":
            rate = _rate(body)
        elif name == b"data" and rate:
            return _sound(rate, body)
        at += 8 + size + size % 2
    raise _no_wav()


def _rate(body: bytes) -> int:
    """Samples a second, out of a WAV file's description."""
    kind, channels, bits = (int.from_bytes(body[place : place + 2], "little") for place in (0, 2, 14))
    rate = int.from_bytes(body[4:8], "little")
    if len(body) < 16 or (kind, channels, bits) != (1, 1, 16) or not SLOWEST <= rate <= FASTEST:
        raise _no_wav()
    return rate


def _sound(rate: int, body: bytes) -> Sound:
    sound = Sound(rate, _little(array("h", body[: len(body) // 2 * 2])))
    if sound.seconds > LONGEST:
        raise SoundError(f"the recording is longer than {LONGEST:.0f} seconds", "Read one text at a time.")
    return sound


def _little(samples: array[int]) -> array[int]:
    """To or from the order of bytes that WAV has."""
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _no_wav() -> SoundError:
    return SoundError("this is not a WAV recording with one channel of 16 bits", "Record it again.")


# --- looking at it


def fault(sound: Sound) -> Fault | None:
    """The first thing that is wrong with a recording as it came from the microphone, or None."""
    levels = _levels(sound)
    loud = _among_loudest(levels)
    if loud - _noise(levels) < NOTHING or loud < TOO_QUIET - NOTHING:
        return Fault.EMPTY
    if len(_spoken(levels)) * WINDOW < TOO_SHORT:
        return Fault.SHORT
    if _clipped(sound.samples):
        return Fault.CLIPPED
    return Fault.QUIET if _speech(levels) < TOO_QUIET else None


def speech_level(sound: Sound) -> float:
    """How loud the speech is, without the pauses, in dBFS."""
    return _speech(_levels(sound))


def _levels(sound: Sound) -> list[float]:
    """The loudness of each window, in dBFS."""
    step, stride = int(sound.rate * WINDOW), max(1, sound.rate // ENOUGH)
    windows = (sound.samples[at : at + step : stride] for at in range(0, len(sound.samples) - step + 1, step))
    return [_decibels(sum(map(mul, window, window)) / len(window)) for window in windows]


def _decibels(power: float) -> float:
    return max(SILENCE, 10 * math.log10(power / FULL**2)) if power > 0 else SILENCE


def _among_loudest(levels: Sequence[float]) -> float:
    """The loudest of all but a few windows: a click is not speech."""
    return sorted(levels)[-max(1, len(levels) // 20)] if levels else SILENCE


def _noise(levels: Sequence[float]) -> float:
    """The room by itself: nearly the quietest windows."""
    return sorted(levels)[len(levels) // 20] if levels else SILENCE


def _spoken(levels: Sequence[float]) -> list[int]:
    """The places of the windows in which somebody speaks."""
    loud = _among_loudest(levels)
    quiet = min(max(loud - BELOW_SPEECH, _noise(levels) + ABOVE_NOISE), loud - NOTHING / 2)
    return [place for place, level in enumerate(levels) if level > max(quiet, SILENCE)]


def _speech(levels: Sequence[float]) -> float:
    powers = [10 ** (levels[place] / 10) for place in _spoken(levels)]
    return 10 * math.log10(sum(powers) / len(powers)) if powers else SILENCE


def _clipped(samples: Sequence[int]) -> bool:
    """Whether the top of the waves is cut off, so often that one hears it."""
    run = cut = 0
    for sample in samples:
        run = run + 1 if sample >= FULL - 8 or sample <= 8 - FULL else 0
        cut += run >= CLIPPED_RUN
    return cut > len(samples) * CLIPPED_SHARE


# --- making it better


def prepared(sound: Sound) -> Sound:
    """The speech alone but for a breath around it, at an even loudness, faded in and out so that it does not click.

    Loudness comes to TARGET, or as near as the peaks allow. Where nobody speaks, nothing changes.
    """
    levels = _levels(sound)
    spoken = _spoken(levels)
    if not spoken:
        return sound
    samples = array("h", _around(sound, spoken[0], spoken[-1] + 1))
    gain = TARGET - _speech(levels)
    if abs(gain) > ALIKE:
        samples = _louder(samples, gain)
    _fade(samples, int(sound.rate * FADE))
    return Sound(sound.rate, samples)


def _around(sound: Sound, first: int, end: int) -> Sequence[int]:
    """The samples of these windows and of the quiet that stays around them."""
    step = int(sound.rate * WINDOW)
    return sound.samples[max(0, first * step - int(sound.rate * BEFORE)) : end * step + int(sound.rate * AFTER)]


def _louder(samples: array[int], gain: float) -> array[int]:
    """``gain`` is in dB, and is cut where the highest peak would pass the ceiling."""
    peak = max(max(samples), -min(samples), 1)
    factor = round(10 ** (min(gain, CEILING - _decibels(peak**2)) / 20) * FULL)
    return array("h", [sample * factor // FULL for sample in samples])


def _fade(samples: array[int], length: int) -> None:
    for place in range(min(length, len(samples) // 2)):
        samples[place] = samples[place] * place // length
        samples[-1 - place] = samples[-1 - place] * place // length
