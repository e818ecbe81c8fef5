"""A released table as it is read: rows of words, with a chart beside them where one helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intake.desk.disclosure.rounding import percentage
from intake.desk.disclosure.told import Days, Told
from intake.desk.report.audiences import Definition, definition
from intake.desk.report.charts import Bar, Chart, Mark, bars, marks
from intake.desk.report.measures import LATE, NORMS, TIES, TITLES, meaning
from intake.desk.report.speaking import number_in_words, part_in_words, speaking
from intake.desk.wording import StaffLanguage
from intake.marking import N_

HIDDEN = N_("hidden")
NARROW = "\u00a0"
"""A number and its share stay on one line."""


@dataclass(frozen=True, slots=True)
class Lines:
    """``rows`` begin with what the row is; ``left_out`` are those of which nothing is told. ``empty``: that is all."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: tuple[str, ...]
    chart: Chart | None
    notes: tuple[tuple[str, str], ...]
    hidden: int
    empty: bool


def lines_of(told: Told, language: StaffLanguage, *, only: str | None = None) -> Lines:
    """``only`` is the one part that its reader gets: a municipality's code."""
    return _Reader(told, language, only).lines()


@dataclass(frozen=True, slots=True)
class _Reader:
    told: Told
    language: StaffLanguage
    only: str | None

    def lines(self) -> Lines:
        found = definition(self.told.table)
        shape = found.shape if found else "table"
        heads, rows, chart = {
            "funnel": self._funnel,
            "times": self._times,
            "table": self._table,
            "levels": self._levels,
        }[shape](found)
        mine = [cell for at, cells in enumerate(self.told.cells) if self._mine(at) for cell in cells]
        return Lines(
            name=self.told.table,
            title=self._title(found),
            heads=heads,
            rows=tuple(row for row in rows if not self._untold(row)),
            left_out=tuple(row[0] for row in rows if self._untold(row)),
            chart=None if self.told.empty else chart,
            notes=tuple((self._name(measure), self._say(meaning(measure))) for measure in self.told.columns),
            hidden=sum(cell is None for cell in mine),
            empty=all(cell is None for cell in mine),
        )

    def _untold(self, row: Sequence[str]) -> bool:
        """Nothing in it but hidden numbers, and what is said of every row."""
        said = self._say(HIDDEN)
        return row[1] == row[-1] == said or all(cell == said for cell in row[1:])

    def _title(self, found: Definition | None) -> str:
        return self._say(found.title) if found else self.told.table

    def _say(self, text: str) -> str:
        return speaking(self.language)(text)

    def _name(self, measure: str) -> str:
        return self._say(TITLES.get(measure, measure))

    def _mine(self, row: int) -> bool:
        return self.only is None or self.told.rows[row][1] == self.only

    def _part(self, row: int) -> str:
        return part_in_words(*self.told.rows[row], self.language)

    def _number(self, number: int | None) -> str:
        return self._say(HIDDEN) if number is None else number_in_words(number, self.language)

    def _share(self, row: int, measure: str) -> int | None:
        base = TIES.bases.get(measure)
        part, whole = self.told.cell(row, measure), None if base is None else self.told.cell(row, base)
        found = percentage(part, whole)
        # What happened in a period is not always of those who came in it.
        return found if found is not None and found <= 100 else None

    def _funnel(self, _: Definition | None) -> tuple[tuple[str, ...], Sequence[tuple[str, ...]], Chart]:
        rows, drawn = [], []
        for measure in self.told.columns:
            number, share = self.told.cell(0, measure), self._share(0, measure)
            of = "" if share is None else f"{share}{NARROW}% {self._say(N_('of'))} {self._name(TIES.bases[measure])}"
            rows.append((self._name(measure), self._number(number), of))
            drawn.append(Bar(self._name(measure), number, self._number(number)))
        heads = (self._say(N_("Step")), self._say(N_("How many")), self._say(N_("Share")))
        return heads, rows, bars(self._title(definition(self.told.table)), drawn)

    def _table(self, found: Definition | None) -> tuple[tuple[str, ...], Sequence[tuple[str, ...]], Chart]:
        rows = [
            (self._part(row), *(self._cell(row, measure) for measure in self.told.columns))
            for row in range(len(self.told.rows))
            if self._mine(row)
        ]
        first = self.told.columns[0]
        drawn = [
            Bar(self._part(row), self.told.cell(row, first), self._number(self.told.cell(row, first)))
            for row in range(len(self.told.rows))
            if self._mine(row) and (row or self.only)
        ]
        head = self._say(N_("Part")) if found is None else self._say(found.title)
        heads = (head, *(self._name(measure) for measure in self.told.columns))
        return heads, rows, bars(f"{self._title(found)}: {self._name(first)}", drawn)

    def _levels(self, found: Definition | None) -> tuple[tuple[str, ...], Sequence[tuple[str, ...]], Chart]:
        heads, rows, _ = self._table(found)
        columns = self.told.columns[1:]
        drawn = [Bar(self._name(each), self.told.cell(0, each), self._cell(0, each)) for each in columns]
        return heads, rows, bars(self._title(found), drawn)

    def _cell(self, row: int, measure: str) -> str:
        share = self._share(row, measure)
        number = self._number(self.told.cell(row, measure))
        return number if share is None else f"{number}{NARROW}({share}{NARROW}%)"

    def _times(self, found: Definition | None) -> tuple[tuple[str, ...], Sequence[tuple[str, ...]], Chart]:
        rows, drawn = [], []
        for row, measure in self._each_time():
            days = self._days(row, measure)
            label = self._name(measure) if len(self.told.rows) == 1 else f"{self._part(row)}: {self._name(measure)}"
            norm, late = NORMS.get(measure), LATE.get(measure)
            rows.append(
                (
                    label,
                    self._number(self.told.cell(row, measure)),
                    self._or_dash(days.median),
                    self._or_dash(days.nine_in_ten),
                    self._or_dash(norm),
                    "–" if late is None else self._cell(row, late),
                )
            )
            if days.median is not None:
                drawn.append(Mark(label, days.median, days.nine_in_ten, norm, self._mark(days, norm)))
        words = (
            N_("What"),
            N_("How many"),
            N_("Median, days"),
            N_("Nine in ten, days"),
            N_("Norm"),
            N_("Later than that"),
        )
        return tuple(self._say(word) for word in words), rows, marks(self._title(found), drawn)

    def _each_time(self) -> Iterator[tuple[int, str]]:
        late = set(LATE.values())
        times = [measure for measure in self.told.columns if measure not in late]
        return ((row, measure) for row in range(len(self.told.rows)) for measure in times if self._mine(row))

    def _days(self, row: int, measure: str) -> Days:
        found = (each for each in self.told.days if (each.row, each.measure) == (row, measure))
        return next(found, Days(row, measure))

    def _or_dash(self, number: int | None) -> str:
        return "–" if number is None else number_in_words(number, self.language)

    def _mark(self, days: Days, norm: int | None) -> str:
        said = f"{self._say(N_('median'))} {days.median}"
        said += "" if days.nine_in_ten is None else f", {self._say(N_('nine in ten'))} {days.nine_in_ten}"
        return said + ("" if norm is None else f", {self._say(N_('norm'))} {norm}")
