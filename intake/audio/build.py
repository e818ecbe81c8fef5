"""Placeholder packs: a machine reads every line, so that the form can be tried out with sound before people read it.

What people recorded is never replaced, even where its words have changed since: only a person can read it anew.
Every clip made here says that it is synthetic, and by which voice.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from intake.audio.clip import Clip, Pack, text_digest
from intake.audio.encoder import Care, encoded
from intake.audio.pack import PackError, pack_of, read_pack, write_pack
from intake.audio.script import Line, in_order
from intake.audio.sound import prepared
from intake.audio.speech import PROGRAM, spoken
from intake.questionnaire.languages import Language

BATCH = 8  # lines that a process takes at a time


@dataclass(frozen=True, slots=True)
class Job:
    """One language's pack: what is to be read, what is there already, and what a machine has to read of it."""

    language: Language
    file: Path
    lines: tuple[Line, ...]
    held: Mapping[str, Clip]

    @property
    def to_speak(self) -> tuple[str, ...]:
        """The texts for which a clip is wanting, each once."""
        return tuple(line.text for line in self.lines if any(self._wants(key, line.text) for key in line.keys))

    def pack(self, sounds: Mapping[str, bytes], today: date) -> Pack:
        """What is there already, and ``sounds`` (mp3 by text) where something is wanting; in the script's order."""
        speaker = f"{PROGRAM}, {self.language.voice}"
        made = {
            key: Clip(key, text_digest(line.text), True, speaker, today, sounds[line.text])
            for line in self.lines
            for key in line.keys
            if self._wants(key, line.text)
        }
        return pack_of(self.language.tag, in_order(self.lines, {**self.held, **made}))

    def _wants(self, key: str, text: str) -> bool:
        clip = self.held.get(key)
        return clip is None or (clip.synthetic and not clip.reads(text))


def job(language: Language, folder: Path, lines: Sequence[Line], *, fill: bool) -> Job:
    """What there is to do in ``folder``. Raises PackError where a pack is there and is not to be filled."""
    file = folder / f"{language.tag}.zip"
    if file.exists() and not fill:
        raise PackError(f"{file} exists already", "--fill adds what is wanting in it; recordings always stay.")
    return Job(language, file, tuple(lines), read_pack(file).clips if file.exists() else {})


def build(jobs: Sequence[Job], today: date, progress: Callable[[int], None]) -> None:
    """Speak what is wanting, on every core, and write the packs. ``progress`` hears how many texts were spoken.

    Raises SpeechError or PackError; packs written before that are whole.
    """
    # A process each: most of the work is Python's own. Spawned, for whoever calls may have threads.
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        try:
            for each, batches in [(each, _batches(pool, each)) for each in jobs]:
                sounds: dict[str, bytes] = {}
                for batch in batches:
                    sounds |= batch
                    progress(len(batch))
                if sounds:
                    each.file.parent.mkdir(parents=True, exist_ok=True)
                    write_pack(each.file, each.pack(sounds, today))
        finally:
            pool.shutdown(cancel_futures=True)


def _batches(pool: ProcessPoolExecutor, work: Job) -> Iterator[dict[str, bytes]]:
    texts, voice = work.to_speak, work.language.voice
    assert voice is not None
    parts = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]
    return pool.map(_spoken, parts, [voice] * len(parts))


def _spoken(texts: Sequence[str], voice: str) -> dict[str, bytes]:
    return {text: encoded(prepared(spoken(text, voice)), Care.MACHINE) for text in texts}
