"""Searching the audit trail: by who, what, which case, why and when; the newest first, a page at a time.

A million entries are searched in a fraction of a second: a search goes by the one index that leaves the fewest
entries to look at, and by the trail's own order where there is none. Searching is itself recorded, by `searched`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Integer, RowMapping, Select, and_, func, literal_column, select

from intake.desk.audit import Action, Why
from intake.desk.clock import stamp
from intake.desk.tables import audit
from intake.envelope.canonical import strict

PAGE = 100
_COMMON = 5000
"""How many entries of one kind are as good as all: they are not counted further."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for: all that is said must hold. ``since`` is the first moment, ``until`` the first after."""

    actor: str | None = None
    action: str | None = None
    case: int | None = None
    why: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def members(self) -> dict[str, str | int]:
        """What is said, as the trail records a search."""
        said = {name: getattr(self, name) for name in ("actor", "action", "why")}
        said |= {name: moment and stamp(moment) for name, moment in (("since", self.since), ("until", self.until))}
        return {name: value for name, value in said.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``at`` is a stamp in UTC; ``why`` is None in those of before it was asked for."""

    number: int
    at: str
    actor: str
    action: str
    case: int | None
    why: str | None
    detail: Mapping[str, str | int]

    def members(self) -> dict[str, object]:
        """As JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


def search(
    connection: Connection, wanted: Wanted, *, before: int | None = None, most: int | None = PAGE
) -> Iterator[Entry]:
    """Entries from the newest on, before the one with number ``before``; at most ``most``, all for None."""
    query = _query(connection, wanted)
    if query is None:
        return iter(())
    if before is not None:
        query = query.where(audit.c.number < before)
    rows = connection.execution_options(yield_per=1000).execute(query.order_by(audit.c.number.desc()).limit(most))
    return map(_entry, rows.mappings())


def people_in(connection: Connection) -> list[str]:
    """Everybody who ever did something, also those who left."""
    return list(connection.execute(select(audit.c.actor).distinct().order_by(audit.c.actor)).scalars())


def actions() -> list[str]:
    """Everything that can stand in the trail, by the alphabet."""
    return sorted(action.value for action in Action)


def grounds() -> list[str]:
    """On what ground somebody can act."""
    return [why.value for why in Why]


def _query(connection: Connection, wanted: Wanted) -> Select[tuple[object, ...]] | None:
    """None where nothing can be found."""
    kinds = _kinds(wanted)
    conditions = list(kinds.values())
    if wanted.since or wanted.until:
        window = _window(connection, wanted)
        if window is None:
            return None
        conditions.append(window)
    query = select(audit).where(*conditions)
    return query.with_hint(audit, _by(connection, kinds), "sqlite")


def _kinds(wanted: Wanted) -> dict[str, ColumnElement[bool]]:
    """What must be equal, by the index that finds it."""
    found: dict[str, ColumnElement[bool]] = {}
    for name in ("case", "actor", "action", "why"):
        value = getattr(wanted, name)
        if value is not None:
            found[f"ix_audit_{name}"] = audit.c[name] == value
    if "ix_audit_actor" in found and "ix_audit_action" in found:
        found["ix_audit_actor_action"] = and_(found.pop("ix_audit_actor"), found.pop("ix_audit_action"))
    return found


def _by(connection: Connection, kinds: Mapping[str, ColumnElement[bool]]) -> str:
    """The index that leaves the fewest entries. An index holds what is equal in the order of the numbers."""
    if not kinds:
        return "NOT INDEXED"
    counted = {index: _up_to_common(connection, index, condition) for index, condition in kinds.items()}
    return f"INDEXED BY {min(counted, key=counted.__getitem__)}"


def _up_to_common(connection: Connection, index: str, condition: ColumnElement[bool]) -> int:
    one: Select[int] = select(literal_column("1", Integer)).select_from(audit).where(condition).limit(_COMMON)
    some = one.with_hint(audit, f"INDEXED BY {index}", "sqlite").subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def _window(connection: Connection, wanted: Wanted) -> ColumnElement[bool] | None:
    """From the first to the last entry of that time, and the time: a clock that was set back disorders the numbers."""
    moments = []
    if wanted.since is not None:
        moments.append(audit.c.at >= stamp(wanted.since))
    if wanted.until is not None:
        moments.append(audit.c.at < stamp(wanted.until))
    ends = select(func.min(audit.c.number), func.max(audit.c.number)).select_from(audit).where(*moments)
    first, last = connection.execute(ends.with_hint(audit, "INDEXED BY ix_audit_at", "sqlite")).one()
    return None if first is None else and_(audit.c.number.between(first, last), *moments)


def _entry(row: RowMapping) -> Entry:
    entry = strict(row["entry"], depth=2)
    assert isinstance(entry, dict)
    detail = entry.get("detail")
    assert isinstance(detail, dict)
    names = ("number", "at", "actor", "action", "case", "why")
    return Entry(**{name: row[name] for name in names}, detail=detail)
