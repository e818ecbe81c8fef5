"""How old the last backup is: what was written since is lost where this computer breaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from intake.local.local_time import today as day_of
from intake.network.tables import ambassadors, destinations, exports

OLD = 30
"""Days."""


@dataclass(frozen=True, slots=True)
class Old:
    """``last`` is the day of the newest backup; None where there is none."""

    last: date | None


def old_backup(connection: Connection, today: date) -> Old | None:
    """None where it is young enough, or there is nothing to lose yet."""
    if not any(connection.execute(select(table.c.id).limit(1)).first() for table in (ambassadors, destinations)):
        return None
    newest = select(exports.c.at).where(exports.c.kind == "backup").order_by(exports.c.number.desc()).limit(1)
    at = connection.execute(newest).scalar()
    last = None if at is None else day_of(datetime.fromisoformat(at))
    return Old(last) if last is None or (today - last).days > OLD else None
