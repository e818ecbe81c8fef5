"""Sound packs to listen to: a short tone in the place of every text, so that a test can wait for it."""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import date
from functools import cache
from pathlib import Path

from intake.audio.encoder import Care, encoded
from intake.audio.pack import Clip, pack_of, text_digest, write_pack
from intake.audio.script import script
from intake.audio.sound import Sound
from intake.questionnaire import language, load, shipped_questionnaire

RATE = 16_000
DAY = date(2026, 11, 22)


@cache
def tone(seconds: float) -> bytes:
    """So long a tone, as mp3."""
    samples = [int(8_000 * math.sin(step / 6)) for step in range(int(RATE * seconds))]
    return encoded(Sound(RATE, samples), Care.MACHINE)


def write_tones(
    folder: Path,
    tag: str,
    *,
    seconds: float = 0.25,
    synthetic: bool = False,
    approved: bool = True,
    without: Collection[str] = (),
    outdated: Collection[str] = (),
) -> None:
    """``<tag>.zip`` with a tone for every text that the language has, but for the keys in ``without``."""
    lines = script(language(tag), [load(shipped_questionnaire("ggd10"))])
    by = ("Selam", DAY) if approved and not synthetic else ("", None)
    clips = [
        Clip(
            key,
            text_digest("other words" if key in outdated else line.text),
            synthetic,
            "Noor",
            DAY,
            tone(seconds),
            approved_by=by[0],
            approved_on=by[1],
        )
        for line in lines
        for key in line.keys
        if key not in without
    ]
    write_pack(folder / f"{tag}.zip", pack_of(tag, clips))
