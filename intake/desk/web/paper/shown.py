"""A form as the page shows it: block by block as on the paper, with its numbers and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from intake.desk.library import Kept
from intake.desk.paper.sheet import Read, Sheet
from intake.desk.paper.steps import AGE, ANSWER, Step
from intake.desk.paper.words import Words
from intake.errors import QuestionnaireError
from intake.look import PICTURED, PICTURES
from intake.questionnaire import load
from intake.questionnaire.pictures import SKIP, Pictures, load_pictures, question_pictures
from intake.web.words import _

SEVERAL = "when"
_FORM_OF_AGE = {envelope: form for form, envelope in AGE.items()}


@dataclass(frozen=True, slots=True, repr=False)
class Option:
    """One box. ``line`` is what is typed for it: the small number beside it on the paper."""

    line: str
    words: str
    picture: Markup | None
    chosen: bool


@dataclass(frozen=True, slots=True, repr=False)
class Field:
    """One thing to fill in. ``kind``: one, several, number, text. ``wrong`` is what is not clear about it."""

    name: str
    mark: str
    title: str
    hint: str
    kind: str
    line: str
    options: tuple[Option, ...]
    wrong: str


def fields(sheet: Sheet, steps: tuple[Step, ...], read: Read, words: Words, folders: tuple[Path, ...]) -> list[Field]:
    """The whole form. What is wrong is said once the form was looked at."""
    pictures = _Drawn(sheet.form.kept, folders)
    return [_field(sheet, step, read, words, pictures) for step in steps]


def _field(sheet: Sheet, step: Step, read: Read, words: Words, pictures: _Drawn) -> Field:
    line = sheet.lines.get(step.name, "")
    error = read.unclear.get(step.name) if sheet.looked_at else None
    wrong = "" if error is None else words(error.key, words=error.words)
    kind = "text" if not step.options else "several" if step.name == SEVERAL else "one"
    if kind == "text" and step.name.startswith(ANSWER):
        kind = "number"
    hint = _("Several may be crossed.") if kind == "several" else step.hint
    return Field(step.name, step.mark, step.title, hint, kind, line, _options(step, line, words, pictures), wrong)


def _options(step: Step, line: str, words: Words, pictures: _Drawn) -> tuple[Option, ...]:
    if not step.options:
        return ()
    named = [*step.options, *([(SKIP, words("skip"))] if step.skips else [])]
    drawn = pictures.of(step.name, [value for value, _ in named])
    chosen = set(line.replace(",", " ").split())
    return tuple(
        Option(str(place), said, picture, str(place) in chosen)
        for place, ((_value, said), picture) in enumerate(zip(named, drawn, strict=True), 1)
    )


class _Drawn:
    """The pictures beside the options, where all of a block have one."""

    def __init__(self, kept: Kept, folders: tuple[Path, ...]) -> None:
        self._asked = _pictures_of(kept, folders)
        self._own = load_pictures(PICTURES, PICTURED).drawings

    def of(self, name: str, values: list[str]) -> list[Markup | None]:
        """One for each value, or none for any."""
        question = name.removeprefix(ANSWER)
        drawings: Mapping[str, object] = self._asked if name.startswith(ANSWER) else self._own
        keys = [value if value == SKIP else f"{question}.{_FORM_OF_AGE.get(value, value)}" for value in values]
        if not all(key in drawings for key in keys):
            return [None] * len(keys)
        return [Markup(drawings[key].markup()) for key in keys]  # type: ignore[attr-defined]  # noqa: S704 - of numbers


def _pictures_of(kept: Kept, folders: tuple[Path, ...]) -> Mapping[str, object]:
    """From the folder that the configuration names: the desk's own copy has none."""
    version = (kept.questionnaire.id, kept.questionnaire.version)
    for folder in folders:
        try:
            found = load(folder)
            if (found.id, found.version) == version:
                pictures: Pictures = question_pictures(found)
                return pictures.drawings
        except QuestionnaireError:
            continue
    return {}
