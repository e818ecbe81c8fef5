"""Reads the condition form of intake.questionnaire.conditions, checked against one questionnaire.

    condition = every { "or" every }
    every     = single { "and" single }
    single    = "(" condition ")" | test

Guarantees: only names, options, bands and numbers that the questionnaire really has; nothing is ever evaluated;
text and nesting are bounded, so that no text, however made, can exhaust the stack. Raises ConditionError only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from intake.questionnaire.conditions import (
    Among,
    BandIs,
    Chosen,
    Comparison,
    Condition,
    Either,
    Every,
    Measured,
    MissingCount,
    NoEarlierRule,
    ScoreIs,
    Unanswered,
)
from intake.questionnaire.model import Question, Scale, Score
from intake.questionnaire.tokens import END, Tokens

MAX_DEPTH = 8
RESERVED = frozenset({"and", "or", "not", "in", "is", "no", "missing", "score", "scored", "all", "band"})


@dataclass(frozen=True, slots=True)
class Names:
    """What a condition may speak of."""

    questions: Mapping[str, Question]
    score: Score | None


def parse(text: str, names: Names) -> Condition:
    """The condition that ``text`` states. Raises ConditionError."""
    return _Parser(Tokens(text), names).whole()


class _Parser:
    """Recursive descent: one method for each line of the grammar, then one for each kind of test."""

    def __init__(self, tokens: Tokens, names: Names) -> None:
        self._tokens = tokens
        self._names = names

    def whole(self) -> Condition:
        condition = self._either(depth=0)
        if self._tokens.peek() != END:
            raise self._tokens.refused("expected `and`, `or` or the end")
        return condition

    def _either(self, depth: int) -> Condition:
        parts = [self._every(depth)]
        while self._tokens.accept("or"):
            parts.append(self._every(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _every(self, depth: int) -> Condition:
        parts = [self._single(depth)]
        while self._tokens.accept("and"):
            parts.append(self._single(depth))
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _single(self, depth: int) -> Condition:
        if self._tokens.peek() == "(" and depth == MAX_DEPTH:
            raise self._tokens.refused(f"more than {MAX_DEPTH} parentheses inside each other")
        if not self._tokens.accept("("):
            return self._test()
        inner = self._either(depth + 1)
        self._tokens.expect(")")
        return inner

    # --- tests

    def _test(self) -> Condition:
        match self._tokens.peek():
            case "score":
                return self._score()
            case "band":
                return self._band()
            case "missing":
                return self._missing()
            case "no":
                self._tokens.expect("no", "earlier", "rule")
                return NoEarlierRule()
            case "not":
                raise self._tokens.refused("there is no `not`; name the options that count")
            case _:
                return self._about_a_question()

    def _about_a_question(self) -> Condition:
        question = self._names.questions.get(self._tokens.peek())
        if question is None:
            raise self._tokens.refused("expected a question of this questionnaire, or a test")
        self._tokens.take()
        if self._tokens.accept("is"):
            self._tokens.expect("missing")
            return Unanswered(question.id)
        if isinstance(question, Scale):
            return Measured(question.id, *self._number(question.minimum, question.maximum))
        return Chosen(question.id, self._one_of(question.options, "an option of this question"))

    def _score(self) -> Condition:
        score = self._names.score
        if score is None:
            raise self._tokens.refused("this questionnaire has no score")
        self._tokens.expect("score")
        return ScoreIs(*self._number(score.lowest, score.highest))

    def _band(self) -> Condition:
        score = self._names.score
        if score is None or not score.bands:
            raise self._tokens.refused("this questionnaire has no bands")
        self._tokens.expect("band")
        return BandIs(self._one_of(tuple(band.id for band in score.bands), "a band"))

    def _missing(self) -> Condition:
        self._tokens.expect("missing", "(")
        among = Among(self._tokens.expect_one(tuple(Among), "which questions to count"))
        self._tokens.expect(")")
        questions = self._names.questions.values()
        count = sum(among is Among.ALL or question.extent is not None for question in questions)
        return MissingCount(among, *self._number(0, count))

    # --- what is compared with

    def _one_of(self, known: tuple[str, ...], what: str) -> tuple[str, ...]:
        if self._tokens.accept("="):
            return (self._tokens.expect_one(known, what),)
        self._tokens.expect("in", "(")
        chosen = [self._tokens.expect_one(known, what)]
        while self._tokens.accept(","):
            if self._tokens.peek() in chosen:
                raise self._tokens.refused("named twice")
            chosen.append(self._tokens.expect_one(known, what))
        self._tokens.expect(")")
        return tuple(chosen)

    def _number(self, lowest: int, highest: int) -> tuple[Comparison, int]:
        comparison = Comparison(self._tokens.expect_one(tuple(Comparison), "a comparison"))
        word = self._tokens.peek()
        # At most nine digits, so that int() itself cannot refuse.
        if not (word.isdecimal() and len(word) <= 9 and lowest <= int(word) <= highest):
            raise self._tokens.refused(f"expected a whole number from {lowest} to {highest}")
        return comparison, int(self._tokens.take())
