"""What the tour shows live: the relay's rows as a thief would see them, and the desk's queue in numbers."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
from sqlalchemy import Select, Table, func, select, union

from intake.desk.tables import cases
from intake.desk.unlock import OpenDesk
from intake.envelope.format import HEAD
from intake.questionnaire.level import Level
from intake.relay.instance import OpenRelay
from intake.relay.mailbox.kept import PLACES
from intake.sqlcipher import reading

ROWS = 100
SHOWN_BYTES = 20


class Row(msgspec.Struct, frozen=True):
    """A stored envelope: the start of its digest, the ISO week, and the first bytes of its body, in hex."""

    digest: str
    week: str
    bytes: str


class LevelCount(msgspec.Struct, frozen=True):
    """How many cases of a level are in the queue."""

    level: Level
    count: int


class State(msgspec.Struct, frozen=True):
    """Both sides of the wall at one moment."""

    stored: int
    rows: tuple[Row, ...]
    levels: tuple[LevelCount, ...]


def tour_state(relay: OpenRelay, desk: OpenDesk) -> State:
    """The state now."""
    stored, rows = _stored(relay)
    with desk.reading() as connection:
        found = connection.execute(select(cases.c.level, func.count()).group_by(cases.c.level)).tuples()
        counts: Counter[str] = Counter(dict(found.all()))
    levels = tuple(LevelCount(level, counts[level.value]) for level in sorted(Level, reverse=True))
    return State(stored, rows, levels)


def _stored(relay: OpenRelay) -> tuple[int, tuple[Row, ...]]:
    kept = union(*(_shown(table) for table in PLACES)).subquery()
    with reading(relay.engine).begin() as connection:
        total = connection.scalar(select(func.count()).select_from(kept)) or 0
        found = connection.execute(select(kept).order_by(kept.c.digest).limit(ROWS)).all()
    return total, tuple(Row(row.digest[:4].hex(), row.week, _spaced(row.shown)) for row in found)


def _shown(table: Table) -> Select[Any]:
    return select(table.c.digest, table.c.week, func.substr(table.c.bytes, HEAD + 1, SHOWN_BYTES).label("shown"))


def _spaced(data: bytes) -> str:
    return bytes(data).hex(" ", 4)
