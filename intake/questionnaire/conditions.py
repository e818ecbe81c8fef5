"""What a rule may ask of a case: the condition form, as data.

A condition is either one test or several, joined by ``and`` or by ``or``::

    talk = soon                     this option was chosen
    doctor in (not_yet, could_not)  one of these options was chosen
    thermometer >= 5                a number was given, and it compares so (= < <= > >=)
    home is missing                 this question was not answered
    missing(scored) >= 3            how many scored questions (or ``all`` questions) were not answered
    score >= 6                      there is a score, and it compares so
    band = high, band in (a, b)     there is a band, and it is this one
    no earlier rule                 no rule above this one in the file has fired

``and`` binds more strongly than ``or``; parentheses group. There is no "not" on purpose: "not good" would silently
hold for a question that was skipped. Whoever means a skipped question writes ``is missing``.

``str(condition)`` is this form again, and reads back to an equal condition (intake.questionnaire.grammar).
Nothing here evaluates: that is for the desk alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Comparison(StrEnum):
    """How a number is compared."""

    EQUAL = "="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class Among(StrEnum):
    """Which questions are counted when they are missing."""

    SCORED = "scored"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of these options of a choice question was chosen."""

    question: str
    options: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.question} {_one_of(self.options)}"


@dataclass(frozen=True, slots=True)
class Measured:
    """The number given to a scale question compares so."""

    question: str
    comparison: Comparison
    value: int

    def __str__(self) -> str:
        return f"{self.question} {self.comparison} {self.value}"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """This question was not answered."""

    question: str

    def __str__(self) -> str:
        return f"{self.question} is missing"


@dataclass(frozen=True, slots=True)
class MissingCount:
    """The number of questions that were not answered compares so."""

    among: Among
    comparison: Comparison
    value: int

    def __str__(self) -> str:
        return f"missing({self.among}) {self.comparison} {self.value}"


@dataclass(frozen=True, slots=True)
class ScoreIs:
    """There is a score, and it compares so."""

    comparison: Comparison
    value: int

    def __str__(self) -> str:
        return f"score {self.comparison} {self.value}"


@dataclass(frozen=True, slots=True)
class BandIs:
    """There is a band, and it is one of these."""

    bands: tuple[str, ...]

    def __str__(self) -> str:
        return f"band {_one_of(self.bands)}"


@dataclass(frozen=True, slots=True)
class NoEarlierRule:
    """No rule that stands above in the file has fired."""

    def __str__(self) -> str:
        return "no earlier rule"


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold."""

    parts: tuple[Condition, ...]

    def __str__(self) -> str:
        return " and ".join(_grouped(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def __str__(self) -> str:
        return " or ".join(_grouped(part) for part in self.parts)


Test = Chosen | Measured | Unanswered | MissingCount | ScoreIs | BandIs | NoEarlierRule
Condition = Test | Every | Either


def _one_of(names: tuple[str, ...]) -> str:
    return f"= {names[0]}" if len(names) == 1 else f"in ({', '.join(names)})"


def _grouped(part: Condition) -> str:
    return f"({part})" if isinstance(part, Every | Either) else str(part)
