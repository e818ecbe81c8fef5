"""What the page is told of a line: its words, what they mean, and how its recording stands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from intake.audio.clip import Clip, same_person
from intake.audio.mp3 import seconds
from intake.audio.script import Line
from intake.audio.standing import State, state_of


def shown(number: int, line: Line, clips: Mapping[str, Clip], *, speaker: str) -> Mapping[str, object]:
    """One line, for whoever sits there as ``speaker``."""
    clip = clip_of(line, clips)
    return {
        "number": number,
        "text": line.text,
        "english": line.english,
        "dutch": line.dutch,
        "note": line.note,
        "screen": {"en": line.screen.english, "nl": line.screen.dutch},
        "state": _state(line, clips),
        **({} if clip is None else _about(clip, speaker)),
    }


def clip_of(line: Line, clips: Mapping[str, Clip]) -> Clip | None:
    """The clip that one hears for a line: one of today's words, if there is any."""
    held = [clips[key] for key in line.keys if key in clips]
    return next((clip for clip in held if clip.reads(line.text)), held[0] if held else None)


def take_of(clip: Clip) -> str:
    """A short name of one reading, to tell it from a later one."""
    return hashlib.sha256(clip.mp3).hexdigest()[:16]


def _about(clip: Clip, speaker: str) -> Mapping[str, object]:
    return {
        "take": take_of(clip),
        "seconds": round(seconds(clip.mp3), 1),
        "own": not clip.synthetic and same_person(clip.speaker, speaker),
        "speaker": clip.speaker,
        "by": clip.approved_by or clip.refused_by,
        "remark": clip.remark,
    }


def _state(line: Line, clips: Mapping[str, Clip]) -> State:
    """The line is as far as the least of its keys."""
    order: Sequence[State] = tuple(State)
    return min((state_of(clips.get(key), line.text) for key in line.keys), key=order.index)
