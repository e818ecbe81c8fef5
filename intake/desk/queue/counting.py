"""How many cases each filter would show, beside those that are set: counted from indexes alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from intake.desk.queue.wanted import LEVELS, NOBODY, Due, Wanted
from intake.desk.tables.cases import AT_WORK

SMALL = ("level", "due", "paper", "barred")
LISTS = ("status", "language", "place", "assigned")

# 3 is overdue, 2 today, 1 later this week, 0 anything else.
_WHEN = "CASE WHEN due < :today THEN 3 WHEN due = :today THEN 2 WHEN due <= :sunday THEN 1 ELSE 0 END"
_PLACES: Mapping[Due, frozenset[int]] = {
    Due.OVERDUE: frozenset({3}),
    Due.TODAY: frozenset({2}),
    Due.WEEK: frozenset({1, 2}),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """``total`` is of what is wanted; each other count, of what would be if only that filter were another.

    The keys are those of `Wanted`; NOBODY for who or what is not there. What nobody has is left out.
    """

    total: int
    level: Mapping[str, int]
    due: Mapping[Due, int]
    paper: int
    barred: int
    status: Mapping[str, int]
    language: Mapping[str, int]
    place: Mapping[str, int]
    assigned: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Cell:
    """Cases that are alike in what has few values."""

    rank: int
    when: int
    paper: int
    allowed: int
    count: int

    def fits(self, wanted: Wanted) -> bool:
        return (
            (wanted.level is None or LEVELS[self.rank] == wanted.level)
            and (wanted.due is None or self.when in _PLACES[wanted.due])
            and (not wanted.paper or self.paper == 1)
            and (not wanted.barred or self.allowed == 0)
        )


def count(connection: Connection, wanted: Wanted, today: date) -> Counts:
    """The counts beside each filter on ``today``."""
    cells = _cells(connection, wanted, today)
    lists = {name: _list(connection, wanted.without(name), name, today) for name in LISTS}
    levels, days = wanted.without("level"), wanted.without("due")
    return Counts(
        total=_sum(cells, wanted),
        level={level: n for level in LEVELS if (n := _sum((c for c in cells if LEVELS[c.rank] == level), levels))},
        due={due: _sum((cell for cell in cells if cell.when in _PLACES[due]), days) for due in Due},
        paper=_sum((cell for cell in cells if cell.paper == 1), wanted.without("paper")),
        barred=_sum((cell for cell in cells if cell.allowed == 0), wanted.without("barred")),
        **lists,
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases there are, how many of them are overdue, due today, and due this week (today included)."""

    every: int
    late: int
    today: int
    week: int


def tally(connection: Connection, today: date) -> dict[str, Tally]:
    """The whole queue by level, the most urgent first; a level that no case has is left out."""
    cells = _cells(connection, Wanted(), today)
    by_level = {level: [cell for cell in cells if LEVELS[cell.rank] == level] for level in LEVELS}
    return {level: _tally(found) for level, found in by_level.items() if found}


def total(connection: Connection, wanted: Wanted, today: date) -> int:
    """How many cases are wanted."""
    where = " AND ".join([AT_WORK, *wanted.conditions()])
    query = f"SELECT count(*) FROM cases INDEXED BY cases_at_work WHERE {where}"  # noqa: S608 - fixed words
    return int(connection.execute(text(query), wanted.values(today)).scalar_one())


def _tally(cells: list[_Cell]) -> Tally:
    due = {name: sum(cell.count for cell in cells if cell.when in places) for name, places in _PLACES.items()}
    return Tally(sum(cell.count for cell in cells), due[Due.OVERDUE], due[Due.TODAY], due[Due.WEEK])


def _sum(cells: Iterable[_Cell], wanted: Wanted) -> int:
    return sum(cell.count for cell in cells if cell.fits(wanted))


def _cells(connection: Connection, wanted: Wanted, today: date) -> list[_Cell]:
    for name in SMALL:
        wanted = wanted.without(name)
    query = _query(f"rank, {_WHEN}, paper, allowed", "cases_at_work", wanted, "1, 2, 3, 4")
    return [_Cell(*row) for row in connection.execute(text(query), wanted.values(today))]


def _list(connection: Connection, wanted: Wanted, name: str, today: date) -> dict[str, int]:
    """Where nothing else is asked for, an index of its own has the values in their order."""
    index = "cases_at_work" if wanted.conditions() else f"cases_at_work_{name}"
    rows = connection.execute(text(_query(name, index, wanted, "1")), wanted.values(today))
    return {value or NOBODY: number for value, number in rows}


def _query(columns: str, index: str, wanted: Wanted, groups: str) -> str:
    """Made of fixed words: values are bound."""
    where = " AND ".join([AT_WORK, *wanted.conditions()])
    return f"SELECT {columns}, count(*) FROM cases INDEXED BY {index} WHERE {where} GROUP BY {groups}"  # noqa: S608
