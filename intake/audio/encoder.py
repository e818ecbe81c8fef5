"""The one module that writes mp3: mono, at most 24 kHz, 32 kbit/s. The encoder is LAME."""

from __future__ import annotations

import lameenc

from intake.audio.sound import Sound

RATES = (24_000, 22_050, 16_000, 12_000, 11_025, 8_000)
KILOBITS = 32
QUALITY = 5  # of LAME, 0 (best, slowest) to 9


def encoded(sound: Sound) -> bytes:
    """The sound as mp3, without tags."""
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(sound.rate)
    encoder.set_out_sample_rate(next(rate for rate in RATES if rate <= sound.rate))
    encoder.set_bit_rate(KILOBITS)
    encoder.set_quality(QUALITY)
    return bytes(encoder.encode(sound.pcm()) + encoder.flush())
