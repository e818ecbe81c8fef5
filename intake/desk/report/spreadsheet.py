"""A report as one CSV for a spreadsheet: a line for each number, shown or hidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intake.desk.report.audiences import definition
from intake.desk.report.measures import TITLES
from intake.desk.report.sheet import Sheet
from intake.desk.report.speaking import part_in_words, speaking
from intake.desk.wording import StaffLanguage
from intake.local.csv_cells import Cell, csv_lines
from intake.marking import N_

HEADS = (
    *(N_("table"), N_("title"), N_("period"), N_("split"), N_("part"), N_("part in words"), N_("measure")),
    *(N_("measure in words"), N_("number"), N_("hidden"), N_("median, days"), N_("nine in ten, days"), N_("remark")),
)


def csv_of(sheet: Sheet, language: StaffLanguage) -> Iterator[str]:
    """The file, piece by piece."""
    return csv_lines(_rows(sheet, language))


def _rows(sheet: Sheet, language: StaffLanguage) -> Iterator[Sequence[Cell]]:
    say = speaking(language)
    yield [say(head) for head in HEADS]
    remark = " · ".join([*([] if sheet.report.released else [say(N_("Draft, not released"))]), *sheet.notices])
    for told in sheet.report.tables:
        found = definition(told.table)
        title = say(found.title) if found else told.table
        days = {(each.row, each.measure): each for each in told.days}
        for row, (by, key) in enumerate(told.rows):
            if sheet.only not in (None, key):
                continue
            for measure in told.columns:
                number, taken = told.cell(row, measure), days.get((row, measure))
                name = say(TITLES.get(measure, measure))
                hidden = say(N_("yes")) if number is None else say(N_("no"))
                line = (
                    told.table,
                    title,
                    told.period,
                    by,
                    key,
                    part_in_words(by, key, language),
                    measure,
                    name,
                    number,
                )
                spent = (taken.median, taken.nine_in_ten) if taken else (None, None)
                yield (*line, hidden, *spent, remark)
