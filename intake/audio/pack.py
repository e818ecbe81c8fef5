"""Sound packs: one file for each language, ``<tag>.zip``, that travels between health services.

    pack.json      {"format": "envelop sound pack 1", "language": "ti", "clips": [...]}
    clips/1.mp3    the first clip of that list, and so on

The reader is strict: what it does not know it refuses, so that nobody smuggles anything along; the same pack is
always written as the same bytes, whole or not at all. ``text`` is the digest of the words that a clip reads
(SHA-256 of the NFC text): a clip whose words have changed since is not to be played.

A clip stands under a key: ``name`` for the language's own name, ``form:who.title`` for a text of the form,
``ggd10 1:sleep.good`` for a text of a questionnaire (its id, a space, its version).
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from intake.audio.archive import HINT, LARGEST_PACK, LIST, PackError, clip_name, fold, unfold
from intake.audio.clip import Clip, Pack, Voice, same_person, text_digest
from intake.audio.mp3 import SoundError, seconds
from intake.envelope.canonical import canonical, strict
from intake.envelope.text import acceptable
from intake.errors import QuestionnaireError
from intake.questionnaire.languages import language as known_language

__all__ = ["Clip", "Pack", "PackError", "Voice", "pack_of", "read_pack", "read_packs", "text_digest", "write_pack"]

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


def pack_of(language: str, clips: Iterable[Clip]) -> Pack:
    """A pack with these clips; raises PackError where two have the same key."""
    held = list(clips)
    by_key = {clip.key: clip for clip in held}
    if len(by_key) != len(held):
        raise PackError("two clips have the same key", HINT)
    return Pack(language, by_key)


def read_packs(folder: Path) -> dict[str, Pack]:
    """Every ``<tag>.zip`` of the folder by its tag. Raises PackError, also for a pack under another's name."""
    if not folder.is_dir():
        raise PackError(f"there is no folder {folder}", "Make it, or name the folder of the sound packs.")
    packs = {file.stem: read_pack(file) for file in sorted(folder.glob("*.zip"))}
    for tag, pack in packs.items():
        if pack.language != tag:
            raise PackError(f"{folder / tag}.zip is a pack of {pack.language}", f"Call it {pack.language}.zip.")
    return packs


def read_pack(path: Path) -> Pack:
    """The pack in this file. Raises PackError with the file, what is wrong, and what to do."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_PACK + 1)
    except (OSError, ValueError):
        raise PackError(f"cannot read {path}", "Is the path right, and may you read it?") from None
    try:
        return unpacked(data)
    except PackError as error:
        raise PackError(f"{path}: {error.message}", error.hint) from None


def write_pack(path: Path, pack: Pack) -> None:
    """Write the pack, whole or not at all, over the file that was there; raises PackError.

    The bytes are on the disk when this returns: a laptop that dies then loses nothing.
    """
    data = packed(pack)
    folder, part = path.absolute().parent, ""
    try:
        descriptor, part = tempfile.mkstemp(prefix=f".{path.name}.", dir=folder)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(0o644)
        Path(part).replace(path)
        _settle(folder)
    except OSError:
        with suppress(OSError):
            Path(part).unlink(missing_ok=True)
        raise PackError(f"cannot write {path}", "Does the folder exist, is there room, may you write there?") from None


def _settle(folder: Path) -> None:
    """Make sure that the folder itself remembers the file's new name."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def packed(pack: Pack) -> bytes:
    """The pack as the file's bytes. Raises PackError for what could not be read again."""
    clips = list(pack.clips.values())
    listed = _List(FORMAT, pack.language, [_entry(clip) for clip in clips])
    data = fold(canonical(msgspec.to_builtins(listed)), [clip.mp3 for clip in clips])
    unpacked(data)
    return data


def unpacked(data: bytes) -> Pack:
    """The pack in these bytes. Raises PackError."""
    first, sounds = unfold(data)
    listed = _listed(first)
    if len(listed.clips) != len(sounds):
        raise PackError(f"{LIST} names {len(listed.clips)} clips; the file holds {len(sounds)}", HINT)
    pairs = zip(listed.clips, sounds, strict=True)
    clips = [_clip(entry, clip_name(number), mp3) for number, (entry, mp3) in enumerate(pairs, start=1)]
    return pack_of(listed.language, clips)


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
