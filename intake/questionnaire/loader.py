"""Reads a questionnaire's folder, strictly.

A questionnaire is one folder, anywhere on disk: ``questionnaire.toml`` (docs/questionnaires.md says what may stand
in it) and its texts. ``load`` either gives a questionnaire that is in order in every respect, or raises
QuestionnaireError with the file, the path inside it and the reason. It never guesses, repairs or leaves out.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from intake.questionnaire.document import Table, read_document
from intake.questionnaire.grammar import RESERVED, Names
from intake.questionnaire.model import Band, Choice, Question, Questionnaire, Scale, Score
from intake.questionnaire.rulebook import read_rules

FILE = "questionnaire.toml"
MAX_QUESTIONS = 60  # so that the longest ids still fit the envelope's plaintext
MAX_WEIGHT = 1000

# The envelope's context holds id and version in this very form.
_FORM_ID = re.compile(r"[a-z0-9][a-z0-9.-]{0,31}", re.ASCII)
_ID = re.compile(r"[a-z0-9][a-z0-9_]{0,31}", re.ASCII)
# Words of the condition form, and names of texts that are no question's.
_NOT_A_QUESTION = RESERVED | {"title", "recall", "skip", "notice", "rule"}


def load(folder: Path) -> Questionnaire:
    """The questionnaire in this folder. Raises QuestionnaireError."""
    table = read_document(folder / FILE)
    questions = _questions(table)
    score = _score(table, questions)
    questionnaire = Questionnaire(
        id=table.identifier("id", _FORM_ID),
        version=table.identifier("version", _FORM_ID),
        name=table.text("name"),
        validated=table.flag("validated"),
        owner=table.text("owner"),
        licence=table.text("licence"),
        source=table.text("source"),
        valid_from=table.day("valid_from"),
        questions=questions,
        score=score,
        rules=read_rules(table, Names({question.id: question for question in questions}, score)),
        folder=folder,
    )
    table.close()
    return questionnaire


# --- questions


def _questions(table: Table) -> tuple[Question, ...]:
    questions: list[Question] = []
    for entry in table.tables("questions"):
        question = _question(entry)
        if question.id in {earlier.id for earlier in questions}:
            raise entry.refused("id", "used twice")
        questions.append(question)
    if not 1 <= len(questions) <= MAX_QUESTIONS:
        raise table.refused("questions", f"expected 1 to {MAX_QUESTIONS} questions")
    return tuple(questions)


def _question(entry: Table) -> Question:
    name = entry.identifier("id", _ID)
    if name in _NOT_A_QUESTION:
        raise entry.refused("id", "this word has a meaning of its own; choose another")
    kind = entry.text("kind")
    recall = entry.has("recall") and entry.flag("recall")
    if kind not in ("choice", "scale"):
        raise entry.refused("kind", "expected choice or scale")
    question = _choice(entry, name, recall=recall) if kind == "choice" else _scale(entry, name, recall=recall)
    entry.close()
    return question


def _choice(entry: Table, name: str, *, recall: bool) -> Choice:
    options = entry.texts("options")
    for option in options:
        if _ID.fullmatch(option) is None:
            raise entry.refused("options", f"expected each to be {_ID.pattern}")
    if len(set(options)) != len(options):
        raise entry.refused("options", "one is used twice")
    if not 2 <= len(options) <= 20:
        raise entry.refused("options", "expected 2 to 20 options")
    return Choice(name, options, _weights(entry, options), recall)


def _weights(entry: Table, options: tuple[str, ...]) -> tuple[int, ...] | None:
    if not entry.has("weights"):
        return None
    table = entry.table("weights")
    for key in table.names():
        if key not in options:
            raise table.refused(key, "a weight for an option that this question does not have")
    weights = tuple(table.number(option, 0, MAX_WEIGHT) for option in options)
    if len(set(weights)) == 1:
        raise entry.refused("weights", "all the same, so the question cannot count; leave the weights out")
    return weights


def _scale(entry: Table, name: str, *, recall: bool) -> Scale:
    minimum = entry.number("minimum", 0, MAX_WEIGHT - 1)
    maximum = entry.number("maximum", minimum + 1, MAX_WEIGHT)
    factor = entry.number("factor", 1, MAX_WEIGHT) if entry.has("factor") else None
    return Scale(name, minimum, maximum, factor, recall)


# --- score and bands


def _score(table: Table, questions: tuple[Question, ...]) -> Score | None:
    extents = [question.extent for question in questions if question.extent is not None]
    if not extents:
        if table.has("score"):
            raise table.refused("score", "no question has weights or a factor, so there is no score")
        return None
    lowest, highest = sum(low for low, _ in extents), sum(high for _, high in extents)
    entry = table.table("score")
    score = Score(lowest, highest, entry.number("missing_at_most", 0, len(extents) - 1), _bands(entry, lowest, highest))
    entry.close()
    return score


def _bands(entry: Table, lowest: int, highest: int) -> tuple[Band, ...]:
    if not entry.has("bands"):
        return ()
    bands = tuple(_band(each, lowest, highest) for each in entry.tables("bands"))
    if len({band.id for band in bands}) != len(bands):
        raise entry.refused("bands", "an id is used twice")
    if not bands or (bands[0].lowest, bands[-1].highest) != (lowest, highest):
        raise entry.refused("bands", f"must cover the whole score, from {lowest} to {highest}")
    for band, following in pairwise(bands):
        if following.lowest != band.highest + 1:
            what = "overlaps" if following.lowest <= band.highest else "leaves a gap after"
            raise entry.refused(f"bands.{following.id}.from", f"{what} band {band.id}")
    return bands


def _band(entry: Table, lowest: int, highest: int) -> Band:
    first = entry.number("from", lowest, highest)
    band = Band(entry.identifier("id", _ID), first, entry.number("to", first, highest))
    entry.close()
    return band
