"""How old the last backup is, for every page: a backup older than the relay's hold loses envelopes for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from intake.desk.audit import Action
from intake.desk.tables import audit, backups, cases
from intake.desk.unlock import OpenDesk

_KEYS = (Action.KEYS_ROTATED.value, Action.KEY_RECOVERED.value, Action.KEY_DESTROYED.value)


@dataclass(frozen=True, slots=True)
class Standing:
    """``days`` since the last backup, None where there is none. ``loud``: make one now. ``keys`` changed since."""

    days: int | None
    loud: bool
    keys: bool


def standing(desk: OpenDesk) -> Standing:
    """Of this desk, now. Where nothing came in yet, nothing can be lost."""
    with desk.reading() as connection:
        last = connection.execute(select(backups.c.at).order_by(backups.c.at.desc()).limit(1)).scalar()
        keys = _keys_changed(connection, last)
        if last is None:
            return Standing(None, keys or _anything(connection), keys)
    age = desk.clock() - datetime.fromisoformat(last)
    return Standing(age.days, keys or age > timedelta(days=desk.section.hold_days), keys)


def _anything(connection: Connection) -> bool:
    return connection.execute(select(cases.c.number).limit(1)).first() is not None


def _keys_changed(connection: Connection, since: str | None) -> bool:
    """What is sealed to a key that no backup holds opens with the recovery key only."""
    changed = select(audit.c.number).where(audit.c.action.in_(_KEYS)).limit(1)
    if since is not None:
        changed = changed.where(audit.c.at >= since)
    return connection.execute(changed).first() is not None
