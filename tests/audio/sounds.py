"""Sounds for tests: mp3 made of silent frames, packs with them, and WAV as a microphone gives it."""

from __future__ import annotations

import math
import random
import wave
from datetime import date
from io import BytesIO

from intake.audio.clip import Clip, Pack, text_digest
from intake.audio.pack import pack_of
from intake.audio.sound import Sound

# MPEG 2, layer III, 32 kbit/s, 24 kHz, mono: 96 bytes for 24 ms.
FRAME = bytes.fromhex("fff344c4") + bytes(92)
SILENCE = FRAME * 20
DAY = date(2026, 11, 22)


def clip(key: str, text: str = "text", *, synthetic: bool = False, speaker: str = "Amina", frames: int = 20) -> Clip:
    """A clip of silence; different ``frames`` make different sounds."""
    return Clip(key, text_digest(text), synthetic, speaker, DAY, FRAME * frames)


def pack(language: str = "en", *clips: Clip) -> Pack:
    """A pack with these clips, or with two."""
    return pack_of(language, clips or (clip("form:who.title"), clip("ggd10 1:sleep.good", frames=30)))


def voice(
    seconds: float = 1.0, *, level: float = -25, noise: float = -70, quiet: float = 0.5, rate: int = 8_000
) -> Sound:
    """Somebody who says aah for so long at about ``level`` dBFS, in a room with ``noise``; ``quiet`` s around it."""
    chance = random.Random(1)
    loud, soft = (32_768 * 10 ** (each / 20) for each in (level, noise))
    around, spoken = int(quiet * rate), int(seconds * rate)
    said = [math.sin(1100 * place / rate) + math.sin(2900 * place / rate) for place in range(spoken)]
    noises = [chance.uniform(-1.7, 1.7) * soft for _ in range(around)]
    samples = [*noises, *(loud * each for each in said), *noises]
    return Sound(rate, [max(-32_768, min(32_767, round(sample))) for sample in samples])


def wav(sound: Sound, *, channels: int = 1) -> bytes:
    """The sound as a WAV file."""
    buffer = BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(sound.pcm())
    return buffer.getvalue()
