"""Takes a filled result sheet into a language's files: who reviewed which text and when, and better texts.

All or nothing: every row is looked at first, and where one is wrong no file is touched. A tick counts only for the very
text (and English) that was reviewed. A better text becomes a draft without a back-translation, for that belonged to
the old one. What is written is read again before it takes a file's place.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from intake.errors import QuestionnaireError
from intake.questionnaire.catalogue import Message, Review, read_catalogue
from intake.questionnaire.languages import Language
from intake.translations.pofile import PoFile
from intake.translations.rows import Row
from intake.translations.rules import alphabet, faults, longest_sentence, scripts, unseen
from intake.translations.sheet import Line

LONGEST_NAME, LONGEST_REMARK = 60, 500
AND = " and "
_YES = frozenset(
    ("x", "v", "j", "y", "1", "ok", "yes", "ja", "oui", "true", "waar", "goed", "right", "✓", "✔", "☑", "☒")
)
_NO = frozenset(("", "0", "n", "no", "nee", "non", "false", "onwaar", "-", "☐"))


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who reviewed, how far that brings a text, and on which day."""

    name: str
    role: Review
    on: date

    def __post_init__(self) -> None:
        if not 0 < len(self.name.strip()) <= LONGEST_NAME or any(map(unseen, self.name)):
            raise QuestionnaireError(f"a reviewer's name has 1 to {LONGEST_NAME} letters, in one line")
        if self.role is Review.DRAFT:
            raise QuestionnaireError("a review makes a text reviewed or approved")

    @property
    def names(self) -> tuple[str, ...]:
        """Each of them, where two reviewed together ("A and B")."""
        return tuple(self.name.strip().split(AND))


class Verdict(Enum):
    """What a row says of its text."""

    RIGHT = "right"
    BETTER = "corrected"
    REMARK = "remarked"
    NOTHING = "left open"


@dataclass(frozen=True, slots=True)
class Finding:
    """A row of the sheet with the text it is about."""

    verdict: Verdict
    line: Line
    row: Row


def judged(lines: Sequence[Line], rows: Sequence[Row], language: Language, reviewer: Reviewer) -> tuple[Finding, ...]:
    """What each line says. Raises QuestionnaireError that names every line that is wrong, with its reason."""
    by_key = {row.key: row for row in rows}
    findings, wrong, seen = [], list[str](), set[str]()
    for line in lines:
        row = by_key.get(line.key)
        reasons = ["this language has no such text" if row is None else "it stands in the sheet twice"]
        if row is not None and line.key not in seen:
            verdict = _verdict(line)
            reasons = list(_faults(verdict, line, row, language, reviewer))
            findings.append(Finding(verdict or Verdict.NOTHING, line, row))
        seen.add(line.key)
        wrong += [f"line {line.place} (number {line.number}, {line.key}): {reason}" for reason in reasons]
    if wrong:
        raise QuestionnaireError("\n  ".join(("nothing was changed:", *wrong)), "Mend these lines and read it again.")
    return tuple(findings)


def _verdict(line: Line) -> Verdict | None:
    """None where the cell "ok" says something else than yes or no."""
    said = line.ok.casefold()
    if said not in _YES | _NO:
        return None
    if said in _YES:
        return Verdict.RIGHT
    return Verdict.BETTER if line.correction else Verdict.REMARK if line.remark else Verdict.NOTHING


def _faults(verdict: Verdict | None, line: Line, row: Row, language: Language, reviewer: Reviewer) -> Iterator[str]:
    if verdict is None:
        yield "the cell ok holds neither x nor nothing"
    if verdict is None or verdict is Verdict.NOTHING:
        return
    yield from _mismatch(line, row)
    if len(line.remark) > LONGEST_REMARK or any(map(unseen, line.remark)):
        yield f"the remark is longer than {LONGEST_REMARK} letters, or of several lines"
    if verdict is Verdict.RIGHT and line.correction:
        yield "it is ticked as right, and corrected"
    if verdict is Verdict.RIGHT and reviewer.role is Review.APPROVED and not _others(row.message, reviewer):
        yield f"nobody but {reviewer.name} reviewed it yet, so it cannot be approved"
    if verdict is Verdict.BETTER:
        yield from _bad_text(line.correction, row, language)


def _mismatch(line: Line, row: Row) -> Iterator[str]:
    if line.check.partition("-")[2] != row.check:
        yield "the text or its English has changed since (or the cell check was); make a new booklet"
    elif line.text != row.message.text:
        yield "its text is not the one of the booklet (write a better one under correction; save as UTF-8)"


def _bad_text(text: str, row: Row, language: Language) -> Iterator[str]:
    yield from faults(text, row.message.source, longest=longest_sentence(row.domain, row.context))
    own = alphabet(language.script)
    if own in scripts(row.message.text) and own not in scripts(text):
        yield "the correction has no letter of the language (save the sheet as UTF-8)"
    if text == row.message.text:
        yield "the correction is the text as it is; tick it instead"


def _others(message: Message, reviewer: Reviewer) -> list[str]:
    return [name for name in message.reviewer.split(AND) if name and name not in reviewer.names]


# --- writing


def take_in(findings: Sequence[Finding], language: Language, reviewer: Reviewer) -> tuple[Path, ...]:
    """Write what was found; gives the files that changed. Raises QuestionnaireError, and then no file is touched."""
    made: dict[Path, str] = {}
    for domain in {finding.row.domain.name: finding.row.domain for finding in findings}.values():
        file = domain.file(language)
        before = file.read_bytes().decode()
        mine = [finding for finding in findings if finding.row.domain is domain]
        after = _changed(before, mine, reviewer)
        if after != before:
            made[file] = after
    _replace(made, {file: _expected(file, findings, language, reviewer) for file in made})
    return tuple(made)


def _changed(text: str, findings: Sequence[Finding], reviewer: Reviewer) -> str:
    file = PoFile(text)
    for finding in findings:
        context, line = finding.row.context, finding.line
        if finding.verdict is Verdict.RIGHT and (signed := _signed(finding.row.message, reviewer)):
            file.label(context, "review", signed)
        if finding.verdict is Verdict.BETTER:
            file.say(context, line.correction)
            file.label(context, "review", Review.DRAFT)
            file.drop(context, "back-translation")
        if line.remark:
            file.note(context, "note", f"{line.remark} ({reviewer.name}, {reviewer.on})")
    return file.text()


def _signed(message: Message, reviewer: Reviewer) -> str:
    """What the review comment says from now on; empty where it stays as it is."""
    before = message.reviewer.split(AND) if message.reviewer else []
    if message.review is Review.APPROVED or (set(reviewer.names) <= set(before) and reviewer.role is message.review):
        return ""
    return f"{reviewer.role} by {AND.join((*_others(message, reviewer), *reviewer.names))} on {reviewer.on}"


def _expected(
    file: Path, findings: Sequence[Finding], language: Language, reviewer: Reviewer
) -> Mapping[str, tuple[str, Review]]:
    """Text and state of every message of the file as they must be afterwards."""
    expected = {context: (message.text, message.review) for context, message in read_catalogue(file).items()}
    for finding in findings:
        if finding.row.domain.file(language) == file:
            context, (text, review) = finding.row.context, expected[finding.row.context]
            if finding.verdict is Verdict.BETTER:
                expected[context] = (finding.line.correction, Review.DRAFT)
            elif finding.verdict is Verdict.RIGHT and review is not Review.APPROVED:
                expected[context] = (text, reviewer.role)
    return expected


def _replace(made: Mapping[Path, str], expected: Mapping[Path, Mapping[str, tuple[str, Review]]]) -> None:
    """Each new text beside its file first, read again there; then all take their places."""
    beside: dict[Path, Path] = {}
    try:
        for file, text in made.items():
            handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.stem}-", suffix=".po")
            beside[file] = Path(name)
            with os.fdopen(handle, "wb") as stream:
                stream.write(text.encode())
            beside[file].chmod(file.stat().st_mode)
            found = {key: (message.text, message.review) for key, message in read_catalogue(beside[file]).items()}
            if found != expected[file]:
                raise QuestionnaireError(
                    f"{file}: cannot be written as meant", "Nothing was changed. Please report it."
                )
        for file, new in beside.items():
            new.replace(file)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)
