"""What a sound pack holds: clips, each with who spoke, of which words, and what a second speaker said of it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Voice = Literal["woman", "man"]


@dataclass(frozen=True, slots=True)
class Clip:
    """One recording. ``speaker`` is a name the speaker chose, ``voice`` what they said of it.

    A second speaker's judgement is one of three: none yet, approved, or refused with a ``remark``.
    """

    key: str
    text_digest: str
    synthetic: bool
    speaker: str
    recorded_on: date
    mp3: bytes = field(repr=False)
    voice: Voice | None = None
    approved_by: str = ""
    approved_on: date | None = None
    refused_by: str = ""
    refused_on: date | None = None
    remark: str = ""

    @property
    def approved(self) -> bool:
        """Whether a second speaker heard it and found it right."""
        return bool(self.approved_by)

    @property
    def refused(self) -> bool:
        """Whether a second speaker asked for another recording."""
        return bool(self.refused_by)

    def reads(self, text: str) -> bool:
        """Whether this clip says just these words."""
        return self.text_digest == text_digest(text)


@dataclass(frozen=True, slots=True)
class Pack:
    """One language's clips by their keys, in the order of the file."""

    language: str
    clips: Mapping[str, Clip]


def as_read(text: str) -> str | None:
    """The words that a clip of this text says, or None where it cannot be read beforehand.

    The health service's name, ``{ggd}``, is read as "GGD"; any other {placeholder} has to be seen.
    """
    read = text.replace("{ggd}", "GGD")
    return None if "{" in read else read


def text_digest(text: str) -> str:
    """SHA-256 of the text in NFC and UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def same_person(one: str, other: str) -> bool:
    """Whether two names are the same but for case, spaces and forms of letters."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
