"""Reads one gettext file (.po or .pot), strictly; for questionnaires and for the words around them alike.

A message is known by its context (msgctxt), which must be unique; its msgid is the English. Above it may stand::

    # back-translation: what the text says, word for word, in English
    # review: draft                  or: reviewed by NAME on 2026-11-22, approved by NAME on 2026-11-22
    # note: what a reviewer remarked

A message without a review line is a draft. NAME may be two people ("A and B"). Fuzzy counts as not translated.
Plural forms are refused: our texts name numbers, they do not decline for them. Raises QuestionnaireError only, with
file and reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from babel.messages import Catalog
from babel.messages import Message as Entry
from babel.messages.pofile import PoFileError, read_po

from intake.errors import QuestionnaireError

MAX_BYTES = 1_048_576
HINT = "docs/questionnaires.md shows how texts are written."

_CONTEXT_LINE = re.compile(r"^\s*msgctxt\b", re.MULTILINE)
_LABEL = re.compile(r"(back-translation|review|note):\s*(.*)", re.DOTALL)
_SIGNED = re.compile(r"(reviewed|approved) by (\S(?:.*\S)?) on (\d{4}-\d{2}-\d{2})", re.ASCII)


class Review(StrEnum):
    """How far a text's review is."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Message:
    """One text. ``text`` is empty where it is not translated; ``reviewer`` and ``reviewed_on`` where nobody signed.

    ``source`` is the English, ``note`` what it says to translators (``#.`` in the file).
    """

    source: str
    text: str
    back_translation: str
    review: Review
    reviewer: str
    reviewed_on: date | None = None
    note: str = ""


def read_catalogue(path: Path) -> Mapping[str, Message]:
    """The file's messages by context, in its order. Raises QuestionnaireError."""
    text = _read(path)
    entries = [entry for entry in _parsed(path, text) if entry.id]
    messages = {_context(path, entry): _message(path, entry) for entry in entries}
    # Babel merges messages that share context and msgid without a word; counting shows it.
    if len(_CONTEXT_LINE.findall(text)) != len(messages):
        raise QuestionnaireError(f"{path}: a msgctxt is used twice, or belongs to no message", HINT)
    return messages


def _read(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        text = data.decode()
    except UnicodeDecodeError:
        raise QuestionnaireError(f"{path}: not UTF-8 text", HINT) from None
    except (OSError, ValueError):
        raise QuestionnaireError(f"{path}: cannot be read", HINT) from None
    if len(data) > MAX_BYTES:
        raise QuestionnaireError(f"{path}: larger than {MAX_BYTES} bytes", HINT)
    return text.replace("\r\n", "\n")


def _parsed(path: Path, text: str) -> Catalog:
    try:
        return read_po(text.split("\n"), ignore_obsolete=True, abort_invalid=True)
    except PoFileError as error:
        raise QuestionnaireError(f"{path}: line {error.lineno + 1}: not a gettext file", HINT) from None
    # Babel reads the rest in good faith and fails in these ways on what is not one.
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError):
        raise QuestionnaireError(f"{path}: not a gettext file", HINT) from None


def _context(path: Path, entry: Entry) -> str:
    if not entry.context:
        raise QuestionnaireError(f"{path}: line {entry.lineno}: a message without msgctxt", HINT)
    return entry.context


def _message(path: Path, entry: Entry) -> Message:
    if not isinstance(entry.id, str) or not isinstance(entry.string, str):
        raise QuestionnaireError(f"{path}: line {entry.lineno}: plural forms are not used here", HINT)
    comments = _labelled(entry.user_comments)
    text = "" if entry.fuzzy else entry.string
    review = _review(path, entry, comments.get("review", Review.DRAFT))
    note = " ".join(entry.auto_comments).strip()
    return Message(entry.id, text, comments.get("back-translation", ""), *review, note)


def _review(path: Path, entry: Entry, written: str) -> tuple[Review, str, date | None]:
    """How far it is, who signed and when."""
    if written == Review.DRAFT:
        return Review.DRAFT, "", None
    signed = _SIGNED.fullmatch(written)
    try:
        if signed is None:
            raise ValueError
        return Review(signed[1]), signed[2], date.fromisoformat(signed[3])
    except ValueError:
        wanted = "draft, reviewed by NAME on 2026-11-22, approved by NAME on 2026-11-22"
        raise QuestionnaireError(f"{path}: line {entry.lineno}: review must be one of: {wanted}", HINT) from None


def _labelled(lines: list[str]) -> dict[str, str]:
    """The comment's labelled parts; a line without a label goes on with the part before it."""
    parts: dict[str, str] = {}
    label = ""
    # Babel takes gettext's lines about an earlier English ("#| msgid") for comments of a person.
    for line in (line for line in lines if not line.startswith(("|", "="))):
        match = _LABEL.fullmatch(line.strip())
        if match is not None:
            label = match[1]
        words = line.strip() if match is None else match[2]
        if label:
            parts[label] = f"{parts.get(label, '')} {words}".strip()
    return parts
