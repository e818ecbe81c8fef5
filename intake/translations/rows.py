"""The texts of a language as numbered rows, screen by screen in the order of the form: what reviewers work through.

A row carries a digest of its English and its text, and all rows together a version: so a sheet that comes back weeks
later is matched with what was really reviewed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intake.questionnaire.catalogue import Message
from intake.questionnaire.languages import Language
from intake.translations.domains import FORM, Domain
from intake.translations.screens import Screen, screens_of

LAST_BEFORE_QUESTIONS = "exit"
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One text. ``key`` names its domain too: ``form:who.title``."""

    number: int
    domain: Domain
    context: str
    screen: Screen
    message: Message

    @property
    def key(self) -> str:
        return f"{self.domain.name}:{self.context}"

    @property
    def check(self) -> str:
        """The digest of what is reviewed."""
        return _short("t", "\0".join((self.key, self.message.source, self.message.text)))


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one screen. A text that stands on several is among those of the first."""

    screen: Screen
    rows: tuple[Row, ...]


def groups(language: Language, domains: Sequence[Domain]) -> tuple[Group, ...]:
    """Every text that is translated; what is missing there is nothing to say of yet."""
    found, number, taken = [], 1, set[str]()
    read = {domain.name: domain.texts(language).messages for domain in domains}
    for domain, screen in _in_order(domains):
        messages = read[domain.name]
        contexts = [key for key in screen.of(messages) if f"{domain.name}:{key}" not in taken]
        taken |= {f"{domain.name}:{key}" for key in contexts}
        rows = tuple(Row(place, domain, key, screen, messages[key]) for place, key in enumerate(contexts, number))
        number += len(rows)
        found += [Group(screen, rows)] if rows else []
    return tuple(found)


def version(rows: Sequence[Row]) -> str:
    """A short digest of all that is reviewed; it begins with a letter, so that no spreadsheet takes it for a number."""
    return _short("v", "\n".join(row.check for row in rows))


def _short(letter: str, text: str) -> str:
    return letter + hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _in_order(domains: Sequence[Domain]) -> Iterator[tuple[Domain, Screen]]:
    """The form's screens, with the questions where they are asked; then the pages of information, and the cards."""
    form = [(domain, screen) for domain in domains if domain.name == FORM for screen in screens_of(domain)]
    names = [screen.name for _, screen in form]
    here = names.index(LAST_BEFORE_QUESTIONS) + 1 if form else 0
    asked = [domain for domain in domains if domain.questionnaire is not None]
    others = [domain for domain in domains if domain.questionnaire is None and domain.name != FORM]
    yield from form[:here]
    yield from ((domain, screen) for domain in asked for screen in screens_of(domain))
    yield from form[here:]
    yield from ((domain, screen) for domain in others for screen in screens_of(domain))
