"""What a questionnaire is, once its file has been read and found in order.

Everything here is immutable and came through intake.questionnaire.loader, which is the only place that makes it:
ids are well formed and unique, bands cover the score without gap or overlap, rules name only what exists.
Nothing here scores; weights and rules are only carried, and never leave for the browser (see structure).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from intake.questionnaire.conditions import Condition
from intake.questionnaire.level import Level


@dataclass(frozen=True, slots=True)
class Choice:
    """A question answered by one of its options. ``weights`` are in the order of the options; None: not scored."""

    id: str
    options: tuple[str, ...]
    weights: tuple[int, ...] | None
    recall: bool

    @property
    def extent(self) -> tuple[int, int] | None:
        """The lowest and the highest it can add to the score, or None where it is not scored."""
        return None if self.weights is None else (min(self.weights), max(self.weights))


@dataclass(frozen=True, slots=True)
class Scale:
    """A question answered by a whole number. Its weight is the number times ``factor``; None: not scored."""

    id: str
    minimum: int
    maximum: int
    factor: int | None
    recall: bool

    @property
    def extent(self) -> tuple[int, int] | None:
        """The lowest and the highest it can add to the score, or None where it is not scored."""
        return None if self.factor is None else (self.minimum * self.factor, self.maximum * self.factor)


Question = Choice | Scale


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the score, both ends included."""

    id: str
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of the weights: from ``lowest`` to ``highest``.

    With more than ``missing_at_most`` scored questions unanswered there is no score. ``bands``, if any, are in
    rising order and cover the score exactly.
    """

    lowest: int
    highest: int
    missing_at_most: int
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What fires when ``when`` holds. ``working_days`` until a first safe attempt; None only for green.

    ``reason`` (why it fired) and ``advice`` (what it asks of the desk) are for staff, never for the newcomer.
    """

    id: str
    name: str
    level: Level
    working_days: int | None
    when: Condition
    reason: str
    advice: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One version of one questionnaire. ``folder`` holds its texts, and its audio and pictures if it has them."""

    id: str
    version: str
    name: str
    validated: bool
    owner: str
    licence: str
    source: str
    valid_from: date
    questions: tuple[Question, ...]
    score: Score | None
    rules: tuple[Rule, ...]
    folder: Path

    @property
    def notice(self) -> str:
        """What every staff screen and paper must say of it; empty once it is validated."""
        return "" if self.validated else f"{self.name}, not validated"

    @property
    def scored(self) -> tuple[Question, ...]:
        """The questions that count for the score, in order."""
        return tuple(question for question in self.questions if question.extent is not None)
