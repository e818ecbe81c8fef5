"""The pictures beside the options: one drawing for each, from a folder that can be replaced.

A picture is named after its option, ``sleep.good.svg``; or ``pictures.toml`` says which drawing several options
share (``[dreams] never = "empty"``). Guarantees: two options of one question never have the same picture, for then
the picture would say nothing; what is not there is reported in ``missing``, and what nothing asks for in
``left_over``. A picture stands beside an option's text, never instead of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from intake.errors import QuestionnaireError
from intake.questionnaire.document import Table, read_document
from intake.questionnaire.drawing import Drawing, read_drawing
from intake.questionnaire.model import Choice, Questionnaire

FOLDER = "pictures"
SHARED = "pictures.toml"
SKIP = "skip"
"""What "I do not want to answer" is called here; it belongs to every question."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}", re.ASCII)

Groups = Mapping[str, tuple[str, ...]]
"""The parts that have pictures, by question; SKIP has none of its own."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """``drawings`` by the option's name: ``sleep.good``, ``skip``, or for a scale's ends ``burden.minimum``."""

    drawings: Mapping[str, Drawing]
    missing: tuple[str, ...]
    left_over: tuple[str, ...]


def load_pictures(folder: Path, groups: Groups) -> Pictures:
    """The pictures in ``folder`` for these questions. Raises QuestionnaireError, with the file, where one is wrong."""
    names = tuple(_names(groups))
    files = {**_shared(folder, groups), **_own(folder, names)}
    read = {file: read_drawing(folder / f"{file}.svg") for file in set(files.values())}
    drawings = {name: read[files[name]] for name in names if name in files}
    _refuse_twins(folder, groups, drawings)
    there = {file.stem for file in folder.glob("*.svg")}
    missing = tuple(name for name in names if name not in drawings)
    return Pictures(drawings, missing, tuple(sorted(there - set(files.values()))))


def question_pictures(questionnaire: Questionnaire) -> Pictures:
    """Those of a questionnaire, from the folder beside its texts. Raises QuestionnaireError."""
    return load_pictures(questionnaire.folder / FOLDER, picture_groups(questionnaire))


def picture_groups(questionnaire: Questionnaire) -> Groups:
    """Every option, and the two ends of every scale; the numbers of a scale speak for themselves."""
    return {
        question.id: question.options if isinstance(question, Choice) else ("minimum", "maximum")
        for question in questionnaire.questions
    } | {SKIP: ()}


def _names(groups: Groups) -> Iterator[str]:
    for question, parts in groups.items():
        yield from (f"{question}.{part}" for part in parts) if parts else (question,)


def _own(folder: Path, names: tuple[str, ...]) -> dict[str, str]:
    return {name: name for name in names if (folder / f"{name}.svg").is_file()}


def _shared(folder: Path, groups: Groups) -> dict[str, str]:
    """What pictures.toml says: the drawing's name by the option's."""
    file = folder / SHARED
    if not file.exists():
        return {}
    table = read_document(file)
    found: dict[str, str] = {}
    for question in table.names():
        if not groups.get(question):
            raise table.refused(question, "no such question")
        entry = table.table(question)
        found |= {f"{question}.{part}": _named(entry, part, groups[question]) for part in entry.names()}
        entry.close()
    table.close()
    return found


def _named(entry: Table, part: str, parts: tuple[str, ...]) -> str:
    if part not in parts:
        raise entry.refused(part, "the question has no such option")
    name = entry.identifier(part, _NAME)
    if not entry.file.with_name(f"{name}.svg").is_file():
        raise entry.refused(part, "there is no such drawing in this folder")
    if entry.file.with_name(f"{entry.path}.{part}.svg").exists():
        raise entry.refused(part, "this option has a drawing of its own; take one of the two away")
    return name


def _refuse_twins(folder: Path, groups: Groups, drawings: Mapping[str, Drawing]) -> None:
    for question, parts in groups.items():
        seen: list[Drawing] = [drawings[SKIP]] if SKIP in drawings and question != SKIP else []
        for part in parts:
            drawing = drawings.get(f"{question}.{part}")
            if drawing is not None and drawing in seen:
                raise QuestionnaireError(
                    f"{folder}: {question}.{part}: the same picture as another answer to this question",
                    "Two answers that look the same cannot be told apart.",
                )
            seen += [] if drawing is None else [drawing]
