"""What was set aside: by digest, reason and day. Nothing is opened for this, and nobody may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, func, select

from intake.desk.importing.writing import ASIDE, PARKED
from intake.desk.tables import damaged, envelopes


class Kind(StrEnum):
    """Why an envelope is no case: it cannot be used, it waits for its questionnaire, or it was hurt on its way."""

    ASIDE = "aside"
    PARKED = "parked"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Lain:
    """One envelope. ``reason`` is a fixed word, of those that cannot be used; ``questionnaire`` and ``version`` are
    what a parked one waits for; ``whole``: of a damaged one, whether it came again unhurt.
    """

    kind: Kind
    digest: bytes
    arrived: str
    reason: str | None = None
    questionnaire: str | None = None
    version: str | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of one kind and reason."""

    kind: Kind
    reason: str | None
    count: int


def counts(connection: Connection) -> tuple[Counted, ...]:
    """How many of each, the most first."""
    sealed = select(envelopes.c.state, envelopes.c.reason, func.count().label("count"))
    rows = connection.execute(
        sealed.where(envelopes.c.state.in_((ASIDE, PARKED))).group_by(envelopes.c.state, envelopes.c.reason)
    )
    found = [Counted(Kind(row.state), row.reason, row[2]) for row in rows]
    hurt: int = connection.execute(select(func.count()).select_from(damaged)).scalar_one()
    found += [Counted(Kind.DAMAGED, None, hurt)] if hurt else []
    return tuple(sorted(found, key=lambda each: (-each.count, each.kind, each.reason or "")))


def set_aside(connection: Connection, most: int) -> tuple[Lain, ...]:
    """The newest ``most``, whatever their kind."""
    found = sorted((*_kept(connection, most), *_hurt(connection, most)), key=lambda each: each.digest)
    return tuple(sorted(found, key=lambda each: each.arrived, reverse=True)[:most])


def _kept(connection: Connection, most: int) -> Iterator[Lain]:
    columns = (envelopes.c.digest, envelopes.c.arrived, envelopes.c.reason)
    more = (envelopes.c.questionnaire, envelopes.c.version)
    for kind in (Kind.ASIDE, Kind.PARKED):
        query = select(*columns, *more).where(envelopes.c.state == kind.value)
        for row in connection.execute(query.order_by(envelopes.c.arrived.desc()).limit(most)):
            yield Lain(kind, row.digest, row.arrived, row.reason, row.questionnaire, row.version)


def _hurt(connection: Connection, most: int) -> Iterator[Lain]:
    query = select(damaged.c.digest, damaged.c.arrived, envelopes.c.digest.is_not(None).label("whole"))
    joined = query.join(envelopes, envelopes.c.digest == damaged.c.digest, isouter=True)
    for row in connection.execute(joined.order_by(damaged.c.arrived.desc()).limit(most)):
        yield Lain(Kind.DAMAGED, row.digest, row.arrived, whole=bool(row.whole))
