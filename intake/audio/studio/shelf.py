"""The pack on disk while somebody reads or judges. Each reading and each judgement is on disk before it is answered.

The file is read anew for each change: two people may work on it in turn without undoing one another's work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from threading import Lock

from intake.audio.clip import Clip, Pack, same_person, text_digest
from intake.audio.encoder import Care, encoded
from intake.audio.listing import LONGEST_REMARK
from intake.audio.pack import PackError, pack_of, read_pack, write_pack
from intake.audio.script import Line, in_order
from intake.audio.sound import Fault, fault, prepared, read_wav
from intake.audio.studio.session import Session
from intake.audio.studio.showing import take_of
from intake.envelope.text import acceptable
from intake.errors import IntakeError


class No(StrEnum):
    """Why a judgement is not taken."""

    OWN = "own"
    CHANGED = "changed"
    REMARK = "remark"


class RefusedJudgementError(IntakeError):
    """A judgement that is not taken."""

    def __init__(self, why: No) -> None:
        super().__init__(f"this judgement is not taken: {why}")
        self.why = why


class Shelf:
    """One session's pack. Safe to use from several threads."""

    def __init__(self, session: Session, today: Callable[[], date]) -> None:
        """Raises PackError where the file is no pack of the session's language or cannot be written."""
        self.session = session
        self._today = today
        self._lock = Lock()
        if session.approve or session.file.exists():
            self._read()
        else:
            write_pack(session.file, Pack(session.language.tag, {}))

    def clips(self) -> Mapping[str, Clip]:
        """What is in the pack now."""
        return self._read().clips

    def keep(self, line: Line, wav: bytes, *, anyway: bool = False) -> Fault | None:
        """Keep a reading of ``line``; or do not, and say what is wrong with it. Raises SoundError for no WAV.

        ``anyway`` keeps it with its fault, unless nobody is heard at all. An earlier reading of the line, and what
        was said of it, is gone.
        """
        sound = read_wav(wav)
        wrong = fault(sound)
        if wrong is Fault.EMPTY or (wrong is not None and not anyway):
            return wrong
        mp3 = encoded(prepared(sound), Care.PERSON)
        speaker, voice = self.session.speaker, self.session.voice
        read = Clip(line.keys[0], text_digest(line.text), False, speaker, self._today(), mp3, voice)
        self._change({key: replace(read, key=key) for key in line.keys})
        return None

    def judge(self, line: Line, take: str, *, approved: bool, remark: str) -> None:
        """Approve the reading ``take`` of ``line``, or refuse it with a remark. Raises RefusedJudgementError."""
        if not acceptable(remark, LONGEST_REMARK):
            raise RefusedJudgementError(No.REMARK)
        clips = self.clips()
        judged = [clip for key in line.keys if (clip := clips.get(key)) and take_of(clip) == take]
        if not judged or any(clip.synthetic or not clip.reads(line.text) for clip in judged):
            raise RefusedJudgementError(No.CHANGED)
        if any(same_person(clip.speaker, self.session.speaker) for clip in judged):
            raise RefusedJudgementError(No.OWN)
        self._change({clip.key: self._judged(clip, approved=approved, remark=remark) for clip in judged})

    def _judged(self, clip: Clip, *, approved: bool, remark: str) -> Clip:
        fresh = replace(clip, approved_by="", approved_on=None, refused_by="", refused_on=None, remark="")
        by, on = self.session.speaker, self._today()
        if approved:
            return replace(fresh, approved_by=by, approved_on=on)
        return replace(fresh, refused_by=by, refused_on=on, remark=remark)

    def _change(self, changed: Mapping[str, Clip]) -> None:
        with self._lock:
            clips = in_order(self.session.lines, {**self._read().clips, **changed})
            write_pack(self.session.file, pack_of(self.session.language.tag, clips))

    def _read(self) -> Pack:
        file, language = self.session.file, self.session.language
        pack = read_pack(file)
        if pack.language != language.tag:
            raise PackError(
                f"{file} is a pack of {pack.language}", f"Give another --pack, or --language {pack.language}."
            )
        return pack
