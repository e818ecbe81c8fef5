"""How far a language's pack is, key by key: against the words that the form says today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from intake.audio.clip import Clip
from intake.audio.script import Line
from intake.questionnaire.languages import Language


class State(StrEnum):
    """How a text stands."""

    MISSING = "missing"
    OUTDATED = "outdated"
    SYNTHETIC = "synthetic"
    REFUSED = "refused"
    RECORDED = "recorded"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Standing:
    """One language. ``left_over`` are keys of clips that nothing reads any more."""

    language: Language
    keys: Mapping[str, State]
    left_over: tuple[str, ...]

    def count(self, *states: State) -> int:
        """How many texts stand like one of these."""
        return sum(state in states for state in self.keys.values())


def state_of(clip: Clip | None, text: str) -> State:
    """How the text of this clip stands; a clip of other words is outdated, whatever else was said of it."""
    if clip is None:
        return State.MISSING
    if not clip.reads(text):
        return State.OUTDATED
    if clip.synthetic:
        return State.SYNTHETIC
    if clip.refused:
        return State.REFUSED
    return State.APPROVED if clip.approved else State.RECORDED


def standing(language: Language, lines: Sequence[Line], clips: Mapping[str, Clip]) -> Standing:
    """How the clips of a language stand against what is to be read."""
    keys = {key: state_of(clips.get(key), line.text) for line in lines for key in line.keys}
    return Standing(language, keys, tuple(key for key in clips if key not in keys))
