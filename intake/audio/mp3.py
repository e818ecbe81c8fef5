"""Looks at an mp3 file frame by frame, as ISO/IEC 11172-3 and 13818-3 lay them out, and decodes nothing.

Only whole layer III frames pass, one after the other and all of one kind: no tags (they may hold names), no
other data before, between or behind.
"""

from __future__ import annotations

from dataclasses import dataclass

from intake.errors import IntakeError

# kbit/s by the four bits of the header; 0 is "free" and 15 is not allowed.
_MPEG1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = (44_100, 48_000, 32_000)
_DIVISOR = {3: 1, 2: 2, 0: 4}  # MPEG 1, 2 and 2.5
_MONO = 3


class SoundError(IntakeError):
    """Sound that cannot be used."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What one frame's header says. ``length`` is in bytes, header included; ``samples`` are per channel."""

    rate: int
    mono: bool
    length: int
    samples: int


def seconds(mp3: bytes) -> float:
    """How long the sound lasts; raises SoundError where the bytes are not plain mp3 from the first to the last."""
    first = _frame(mp3, 0)
    at, samples = 0, 0
    while at < len(mp3):
        frame = _frame(mp3, at)
        if (frame.rate, frame.mono) != (first.rate, first.mono):
            raise _not_mp3()
        at, samples = at + frame.length, samples + frame.samples
    if at != len(mp3):
        raise _not_mp3()
    return samples / first.rate


def _frame(mp3: bytes, at: int) -> Frame:
    """The frame that starts at this byte."""
    head = mp3[at : at + 4]
    # Eleven bits of sync, then version (1 is reserved), layer (1 is III), protection.
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0 or head[1] & 0x06 != 0x02:
        raise _not_mp3()
    version, bits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or bits in (0, 15) or rate == 3:
        raise _not_mp3()
    samples, kilobits = (1152, _MPEG1[bits]) if version == 3 else (576, _MPEG2[bits])
    hertz = _RATES[rate] // _DIVISOR[version]
    length = samples // 8 * kilobits * 1000 // hertz + (head[2] >> 1 & 1)
    return Frame(hertz, head[3] >> 6 == _MONO, length, samples)


def _not_mp3() -> SoundError:
    return SoundError("this is not a plain mp3 recording", "Record it again with `intake audio record`.")
