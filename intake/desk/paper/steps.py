"""What the nurse is asked, step by step, in the order of the paper and under its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from intake.desk.paper import reading
from intake.desk.paper.reading import Reader, Value
from intake.desk.paper.words import Words
from intake.desk.wording import Wording
from intake.paper.order import AGES, CONTACT
from intake.questionnaire import Choice, Question

AGE = {"adult": "18+", "teen": "16-17"}
"""What the form's words about age are called in an envelope."""
ANSWER = "answer."
"""Before a question's id in the name of its step."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to type. ``mark`` stands before it on paper or in the summary; ``options`` are values and their words.

    ``hint`` says how to type it. ``skips``: one more place after the options says that no answer was wanted.
    ``named``: a value as people call it.
    """

    mark: str
    name: str
    title: str
    read: Reader
    options: tuple[tuple[str, str], ...] = ()
    skips: bool = False
    hint: str = ""
    named: Callable[[str], str] = str

    def shown(self, value: Value) -> str:
        """A value in words; a dash for none."""
        words = dict(self.options)
        if isinstance(value, tuple):
            return "; ".join(words[each] for each in value)
        if isinstance(value, date):
            return f"{value.day}-{value.month}-{value.year}"
        return "-" if value is None else words.get(str(value), self.named(str(value)))


def steps(wording: Wording, words: Words, today: date) -> tuple[Step, ...]:
    """Everything that is asked once code, questionnaire and language are known."""
    asked = wording.questionnaire.questions
    questions = [_question(str(number), each, wording, words) for number, each in enumerate(asked, 1)]
    contact = _contact(len(asked) + 1, words)
    return (
        Step("d", "day", words("day"), reading.day_until(today), hint=words("day.hint")),
        *questions,
        *contact,
        Step("g", "place", words("place"), reading.place, hint=words("place.hint"), named=reading.place_name),
    )


def _question(mark: str, question: Question, wording: Wording, words: Words) -> Step:
    title, name = wording.questions.get(question.id, question.id), f"{ANSWER}{question.id}"
    if isinstance(question, Choice):
        options = [(each, wording.questions.get(f"{question.id}.{each}", each)) for each in question.options]
        return Step(mark, name, title, reading.one_of(question.options), tuple(options), skips=True)
    span = words("number", low=question.minimum, high=question.maximum)
    return Step(mark, name, title, reading.number_between(question.minimum, question.maximum, span), hint=span)


def _contact(first: int, words: Words) -> Iterator[Step]:
    ages = tuple((AGE[each], words(f"age.{each}")) for each in AGES)
    yield Step(str(first), "age", words("age"), _without_skip(ages), ages)
    for number, (name, options) in enumerate(CONTACT.items(), first + 1):
        said = tuple((each, words(f"{name}.{each}")) for each in options)
        if not options:
            yield Step(str(number), name, words(name), reading.address, hint=words("address.hint"))
            yield Step(f"{number}n", "name", words("name"), reading.name)
        else:
            several = name == "when"
            read, hint = (reading.some_of, words("when.hint")) if several else (reading.one_of, "")
            yield Step(str(number), name, words(name), read(options), said, skips=True, hint=hint)


def _without_skip(options: tuple[tuple[str, str], ...]) -> Reader:
    """Age has no box for no answer, so there is no number for it either."""
    read = reading.one_of([value for value, _ in options])

    def only(line: str) -> Value:
        if line == str(len(options) + 1):
            raise reading.UnclearError("unclear.option")
        return read(line)

    return only
