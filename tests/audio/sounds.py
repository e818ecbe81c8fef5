"""Sounds for tests: mp3 made of silent frames, and packs with them."""

from __future__ import annotations

from datetime import date

from intake.audio.clip import Clip, Pack, text_digest
from intake.audio.pack import pack_of

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
