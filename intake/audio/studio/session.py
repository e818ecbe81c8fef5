"""What one run of the page is about: which language, which texts, which file, and who sits there."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from intake.audio.clip import Voice
from intake.audio.listing import LONGEST_NAME
from intake.audio.script import Line
from intake.envelope.text import acceptable
from intake.errors import IntakeError
from intake.questionnaire.languages import Language


@dataclass(frozen=True, slots=True)
class Session:
    """``approve``: the speaker hears and judges what another one read, instead of reading."""

    language: Language
    lines: tuple[Line, ...]
    file: Path
    speaker: str
    voice: Voice | None = None
    approve: bool = False


def speaker_name(typed: str) -> str:
    """A name as it stands in a pack; raises IntakeError where it cannot."""
    name = unicodedata.normalize("NFC", " ".join(typed.split()))
    if not name or not acceptable(name, LONGEST_NAME):
        raise IntakeError("this name cannot stand in a pack", f"Give one of 1 to {LONGEST_NAME} letters to --speaker.")
    return name
