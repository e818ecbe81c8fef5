"""Figures, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from intake.desk.report.lines import Lines
from intake.desk.report.sheet import Sheet
from intake.desk.report.speaking import speaking
from intake.desk.wording import StaffLanguage
from intake.envelope.canonical import Json
from intake.marking import N_


def figures_lines(sheet: Sheet, language: StaffLanguage) -> Iterator[str]:
    """Every table, row by row."""
    say = speaking(language)
    standing = say(N_("Released.")) if sheet.report.released else say(N_("Draft, not released"))
    yield f"{sheet.title(language)} ({sheet.report.audience.value}). {standing}"
    yield from sheet.notices
    for table in sheet.tables(language):
        yield ""
        yield table.title
        if table.empty:
            yield "  " + say(N_("Too small to be told."))
        else:
            yield from _rows(table)
            if table.left_out:
                yield "  " + say(N_("All hidden:")) + " " + "; ".join(table.left_out)


def _rows(table: Lines) -> Iterator[str]:
    rows = [table.heads, *table.rows]
    widths = [max(len(row[at]) for row in rows) for at in range(len(table.heads))]
    for row in rows:
        first, *others = row
        cells = "".join(f"  {cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True))
        yield f"  {first:<{widths[0]}}{cells}".rstrip()


def figures_members(sheet: Sheet) -> dict[str, Json]:
    """The same as JSON: fixed words, rounded numbers, null where hidden."""
    tables: list[Json] = []
    for told in sheet.report.tables:
        rows: list[Json] = []
        for at, (by, key) in enumerate(told.rows):
            if sheet.only in (None, key):
                cells: dict[str, Json] = dict(zip(told.columns, told.cells[at], strict=True))
                rows.append({"split": by, "part": key, "cells": cells})
        days: list[Json] = [
            {"row": each.row, "measure": each.measure, "median": each.median, "nine_in_ten": each.nine_in_ten}
            for each in told.days
            if sheet.only is None
        ]
        tables.append({"table": told.table, "period": told.period, "rows": rows, "days": days})
    notices: list[Json] = list(sheet.notices)
    report = sheet.report
    return {
        "audience": report.audience.value,
        "period": str(report.period),
        "released": report.released,
        "hidden": report.hidden,
        "notices": notices,
        "tables": tables,
    }
