"""The queue as an aligned table: one line a case, and its reasons below each other in the last column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intake.desk.queue import Waiting
from intake.desk.terminal.labels import Labels
from intake.desk.terminal.plain import grouped, plain
from intake.desk.wording import Dictionary, StaffLanguage, Wording

_COLUMNS = ("case", "level", "due", "code", "language", "place", "score", "why")
_GAP = "  "


def queue_lines(waiting: Sequence[Waiting], dictionary: Dictionary, language: StaffLanguage) -> Iterator[str]:
    """The lines to print; what a questionnaire's notice says stands above the table."""
    labels = Labels(language)
    if not waiting:
        yield labels["empty"]
        return
    wordings = [dictionary.of(each.questionnaire, each.version) for each in waiting]
    for notice in dict.fromkeys(wording.notice for wording in wordings if wording.notice):
        yield plain(notice)
    yield labels["suggests"]
    yield ""
    rows = [[labels[column] for column in _COLUMNS]]
    for each, wording in zip(waiting, wordings, strict=True):
        rows += _rows(each, wording, labels)
    yield from _aligned(rows)


def _rows(each: Waiting, wording: Wording, labels: Labels) -> Iterator[list[str]]:
    """The first reason beside the case, the others below it."""
    case = [str(each.case), labels[f"level.{each.level}"], each.due or "-", grouped(each.code)]
    case += [each.language, each.place or "-", _score(each, wording)]
    for reason in each.reasons:
        yield [*case, f"{reason.rule} {plain(wording.reason(reason))}"]
        case = [""] * len(case)


def _score(each: Waiting, wording: Wording) -> str:
    return "-" if each.score is None else f"{each.score} {plain(wording.band(each.band))}".rstrip()


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        yield _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
