"""The one module that writes mp3: mono, at most 24 kHz and 32 kbit/s. The encoder is LAME."""

from __future__ import annotations

from enum import Enum

import lameenc

from intake.audio.sound import Sound

RATES = (24_000, 22_050, 16_000, 12_000, 11_025, 8_000)


class Care(Enum):
    """How well to encode: kbit/s, and LAME's quality from 0 (best, slowest) to 9."""

    PERSON = (32, 2)
    MACHINE = (24, 7)


def encoded(sound: Sound, care: Care) -> bytes:
    """The sound as mp3, without tags."""
    kilobits, quality = care.value
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(sound.rate)
    encoder.set_out_sample_rate(next(rate for rate in RATES if rate <= sound.rate))
    encoder.set_bit_rate(kilobits)
    encoder.set_quality(quality)
    return bytes(encoder.encode(sound.pcm()) + encoder.flush())
