"""What is asked on paper, block by block: the order and the numbers that the desk follows when it enters a form.

A block's options stand in the order of the questionnaire or the envelope's format, and skipping is the last one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from intake.look import PICTURED, PICTURES
from intake.paper.order import AGES, CONTACT
from intake.questionnaire import Choice, Question, Questionnaire
from intake.questionnaire.drawing import Drawing
from intake.questionnaire.pictures import SKIP, Pictures, load_pictures, question_pictures
from intake.questionnaire.texts import Texts

Draw = Callable[[Drawing], Markup]
"""How page or print shows a drawing. It stands beside the words, so it says nothing by itself."""


@dataclass(frozen=True, slots=True)
class Option:
    """One box to cross, and what stands beside it."""

    words: str
    picture: Markup | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that is asked. ``recall`` says of which time; ``hint`` stands under the title.

    ``lines``: something is written. ``ends``: the options are numbers, and what the first and the last of them mean.
    """

    number: int
    id: str
    title: str
    options: tuple[Option, ...]
    recall: str = ""
    hint: str = ""
    lines: bool = False
    ends: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything asked on one form: the questions in groups that share their recall, and the blocks about contact."""

    questions: tuple[tuple[str, tuple[Block, ...]], ...]
    contact: tuple[Block, ...]

    @classmethod
    def of(cls, form: Texts, questionnaire: Questionnaire, texts: Texts, draw: Draw) -> Paper:
        """The form in the language of ``form`` and ``texts``, which must both have all of it.

        Raises QuestionnaireError where a picture is none.
        """
        own, asked = load_pictures(PICTURES, PICTURED), question_pictures(questionnaire)
        questions = tuple(_questions(questionnaire, texts, _Row(texts, asked, draw)))
        groups = groupby(questions, key=lambda block: block.recall)
        contact = tuple(_contact(len(questions) + 1, form, _Row(form, own, draw)))
        return cls(tuple((recall, tuple(blocks)) for recall, blocks in groups), contact)


@dataclass(frozen=True, slots=True)
class _Row:
    """Makes the options of one block: all its pictures or none, for one alone would stand out."""

    texts: Texts
    pictures: Pictures
    draw: Draw

    def __call__(self, *keys: str) -> tuple[Option, ...]:
        drawings = self.pictures.drawings
        whole = all(key in drawings for key in keys)
        return tuple(Option(self.texts.get(key), self.draw(drawings[key]) if whole else None) for key in keys)


def _questions(questionnaire: Questionnaire, texts: Texts, row: _Row) -> Iterator[Block]:
    for number, each in enumerate(questionnaire.questions, 1):
        recall = texts.get("recall") if each.recall else ""
        yield Block(number, each.id, texts.get(each.id), _options(each, row), recall, ends=_ends(each, texts))


def _options(question: Question, row: _Row) -> tuple[Option, ...]:
    if isinstance(question, Choice):
        return row(*(f"{question.id}.{option}" for option in question.options), SKIP)
    numbers = (Option(str(value)) for value in range(question.minimum, question.maximum + 1))
    return (*numbers, Option(row.texts.get(SKIP)))


def _ends(question: Question, texts: Texts) -> tuple[tuple[str, str], ...]:
    if isinstance(question, Choice):
        return ()
    return tuple((str(getattr(question, end)), texts.get(f"{question.id}.{end}")) for end in ("minimum", "maximum"))


def _contact(first: int, form: Texts, row: _Row) -> Iterator[Block]:
    """Age cannot be skipped: who is younger than 16 is told whom to ask instead."""
    yield Block(first, "age", form.get("age.title"), row(*(f"age.{age}" for age in AGES)))
    for number, (name, options) in enumerate(CONTACT.items(), first + 1):
        said = row(*(f"{name}.{option}" for option in options), SKIP)
        hint = form.get("when.hint") if name == "when" else ""
        yield Block(number, name, form.get(f"{name}.title"), said, hint=hint, lines=not options)
