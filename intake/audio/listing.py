"""``pack.json``: the list of a pack's clips, written and read strictly. What it does not know it refuses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec

from intake.audio.archive import HINT, LIST, PackError, clip_name
from intake.audio.clip import Clip, Pack, Voice, same_person
from intake.audio.mp3 import SoundError, seconds
from intake.envelope.canonical import canonical, strict
from intake.envelope.text import acceptable
from intake.errors import QuestionnaireError
from intake.questionnaire.languages import language as known_language

FORMAT = "envelop sound pack 1"
LONGEST_NAME = 60
LONGEST_REMARK = 200

_FORM_ID = r"[a-z0-9][a-z0-9.-]{0,31}"
_KEY = re.compile(rf"name|(?:form|{_FORM_ID} {_FORM_ID}):[a-z0-9][a-z0-9_.-]{{0,99}}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    key: str
    text: str
    kind: Literal["recorded", "synthetic"]
    speaker: str
    recorded_on: date
    voice: Voice | None = None
    approved_by: str = ""
    approved_on: date | None = None
    refused_by: str = ""
    refused_on: date | None = None
    remark: str = ""


class _List(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    language: str
    clips: list[_Entry]


def written(pack: Pack) -> bytes:
    """The list of this pack; the same pack gives the same bytes."""
    listed = _List(FORMAT, pack.language, [_entry(clip) for clip in pack.clips.values()])
    return canonical(msgspec.to_builtins(listed))


def understood(data: bytes, sounds: Sequence[bytes]) -> tuple[str, list[Clip]]:
    """The language and the clips of a list and its recordings. Raises PackError."""
    listed = _listed(data)
    if len(listed.clips) != len(sounds):
        raise PackError(f"{LIST} names {len(listed.clips)} clips; the file holds {len(sounds)}", HINT)
    pairs = zip(listed.clips, sounds, strict=True)
    clips = [_clip(entry, clip_name(number), mp3) for number, (entry, mp3) in enumerate(pairs, start=1)]
    return listed.language, clips


def _entry(clip: Clip) -> _Entry:
    return _Entry(
        key=clip.key,
        text=clip.text_digest,
        kind="synthetic" if clip.synthetic else "recorded",
        speaker=clip.speaker,
        recorded_on=clip.recorded_on,
        voice=clip.voice,
        approved_by=clip.approved_by,
        approved_on=clip.approved_on,
        refused_by=clip.refused_by,
        refused_on=clip.refused_on,
        remark=clip.remark,
    )


def _clip(entry: _Entry, name: str, mp3: bytes) -> Clip:
    _refuse_entry(entry, name)
    try:
        seconds(mp3)
    except SoundError:
        raise PackError(f"{name} is not an mp3 recording", HINT) from None
    return Clip(
        key=entry.key,
        text_digest=entry.text,
        synthetic=entry.kind == "synthetic",
        speaker=entry.speaker,
        recorded_on=entry.recorded_on,
        mp3=mp3,
        voice=entry.voice,
        approved_by=entry.approved_by,
        approved_on=entry.approved_on,
        refused_by=entry.refused_by,
        refused_on=entry.refused_on,
        remark=entry.remark,
    )


def _listed(data: bytes) -> _List:
    try:
        listed = msgspec.convert(strict(data, depth=3), _List)
    except msgspec.ValidationError as error:
        raise PackError(f"{LIST}: {error}", HINT) from None
    except ValueError:
        raise PackError(f"{LIST} is not the JSON that is asked for", HINT) from None
    if listed.format != FORMAT:
        raise PackError(f"{LIST}: this is not {FORMAT}", "A newer program may have made it: update this one.")
    try:
        known_language(listed.language)
    except QuestionnaireError as error:
        raise PackError(f"{LIST}: {error.message}", error.hint) from None
    return listed


def _refuse_entry(entry: _Entry, name: str) -> None:
    if not _KEY.fullmatch(entry.key):
        raise PackError(f"{name}: its key has not the form of one", HINT)
    if not _DIGEST.fullmatch(entry.text):
        raise PackError(f"{name}: text is not a SHA-256 in hexadecimal", HINT)
    names = (entry.speaker, entry.approved_by, entry.refused_by)
    if not entry.speaker.strip() or not all(acceptable(each, LONGEST_NAME) for each in names):
        raise PackError(f"{name}: a name is empty, too long or holds unseen characters", HINT)
    if not acceptable(entry.remark, LONGEST_REMARK):
        raise PackError(f"{name}: the remark is too long or holds unseen characters", HINT)
    _refuse_judgement(entry, name)


def _refuse_judgement(entry: _Entry, name: str) -> None:
    approved, refused = bool(entry.approved_by), bool(entry.refused_by)
    if approved != (entry.approved_on is not None) or refused != (entry.refused_on is not None):
        raise PackError(f"{name}: a judgement needs both a name and a day", HINT)
    if (approved and refused) or (entry.remark and not refused):
        raise PackError(f"{name}: it is approved and refused at once", HINT)
    if entry.kind == "synthetic" and (approved or refused):
        raise PackError(f"{name}: a synthetic clip cannot be approved", HINT)
    if any(by and same_person(entry.speaker, by) for by in (entry.approved_by, entry.refused_by)):
        raise PackError(f"{name}: its own speaker judged it", "A second speaker has to hear it.")
