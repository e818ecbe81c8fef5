"""A page of the queue: overdue first, then by level, due date and number; found by a key and never by counting off.

The order is walked in stretches, each of which an index has in its order: what is overdue, level by level; then, level
by level, what has a date, and what has none. A page that is opened again after somebody closed a case begins where it
began.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from intake.desk.queue.rows import Row
from intake.desk.queue.wanted import LEVELS, Wanted
from intake.desk.tables.cases import AT_WORK

SIZE = 50

_LATE, _DATED, _DATELESS = "due < :today", "due >= :today", "due IS NULL"
_STRETCHES = [(_LATE, rank) for rank in range(len(LEVELS))]
_STRETCHES += [(when, rank) for rank in range(len(LEVELS)) for when in (_DATED, _DATELESS)]
_WRITTEN = re.compile(r"([0-4])\.(\d{4}-\d{2}-\d{2})?\.(\d{1,15})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Key:
    """The place of a case in the order."""

    rank: int
    due: str | None
    number: int

    @classmethod
    def of(cls, row: Row) -> Key:
        """The place of this line."""
        return cls(LEVELS.index(row.level), row.due, row.number)

    @classmethod
    def read(cls, written: str) -> Key | None:
        """What `written` wrote, or None."""
        found = _WRITTEN.fullmatch(written)
        return None if found is None else cls(int(found[1]), found[2], int(found[3]))

    def written(self) -> str:
        """``1.2026-11-24.17``: for an address."""
        return f"{self.rank}.{self.due or ''}.{self.number}"

    def stretch(self, today: date) -> int:
        """In which stretch it lies on ``today``."""
        when = _DATELESS if self.due is None else _LATE if self.due < today.isoformat() else _DATED
        return _STRETCHES.index((when, self.rank))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The cases of a page, in order, and whether there are others before and after them."""

    cases: tuple[int, ...]
    before: bool
    after: bool


def numbers_after(connection: Connection, wanted: Wanted, today: date, key: Key | None, size: int = SIZE) -> Numbers:
    """The page that follows ``key``; the first one without."""
    found = _walk(connection, wanted, today, key, size + 1, backwards=False)
    return Numbers(tuple(found[:size]), key is not None, len(found) > size)


def numbers_before(connection: Connection, wanted: Wanted, today: date, key: Key, size: int = SIZE) -> Numbers:
    """The page that comes before ``key``."""
    found = _walk(connection, wanted, today, key, size + 1, backwards=True)
    return Numbers(tuple(reversed(found[:size])), len(found) > size, after=True)


def _walk(
    connection: Connection, wanted: Wanted, today: date, key: Key | None, size: int, *, backwards: bool
) -> list[int]:
    found: list[int] = []
    for stretch, begin in _from(key, today, backwards=backwards):
        when, rank = _STRETCHES[stretch]
        if wanted.level not in (None, LEVELS[rank]):
            continue
        query = _query(wanted, when, begin, backwards=backwards)
        values = {**wanted.values(today), "rank": rank, "size": size - len(found)}
        values |= {} if begin is None else {"from_due": begin.due, "from_number": begin.number}
        found += connection.execute(text(query), values).scalars()
        if len(found) == size:
            break
    return found


def _from(key: Key | None, today: date, *, backwards: bool) -> Iterator[tuple[int, Key | None]]:
    """The stretches to walk; only in the first of them does the key say where to begin."""
    every = range(len(_STRETCHES))
    begin = None if key is None else key.stretch(today)
    if begin is None:
        yield from ((each, None) for each in every)
        return
    yield begin, key
    yield from ((each, None) for each in (reversed(every[:begin]) if backwards else every[begin + 1 :]))


def _query(wanted: Wanted, when: str, begin: Key | None, *, backwards: bool) -> str:
    """Made of fixed words: values are bound."""
    conditions = [AT_WORK, "rank = :rank", when, *wanted.without("level").conditions()]
    more, order = ("<", "DESC") if backwards else (">", "ASC")
    if begin is not None:
        further = f"number {more} :from_number"
        beyond = f"due {more}= :from_due AND (due {more} :from_due OR {further})"
        conditions.append(further if begin.due is None else beyond)
    where = " AND ".join(conditions)
    return (
        f"SELECT number FROM cases INDEXED BY cases_at_work WHERE {where} "  # noqa: S608
        f"ORDER BY due {order}, number {order} LIMIT :size"
    )
