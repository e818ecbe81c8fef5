"""How the keys stand: which periods there are, whose keys are here, how long the last key sheet holds, what to do next.

Everything here is public or in the audit trail; no key is touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import Connection, select

from intake.desk.audit import Action
from intake.desk.folder import Folder
from intake.desk.tables import audit
from intake.desk.unlock import OpenDesk
from intake.envelope.canonical import Json, strict
from intake.envelope.encoding import base64url
from intake.envelope.sheet import GRACE, Purpose, SheetKey
from intake.locked import slots

SHEET_AHEAD = timedelta(days=21)
PERIOD_AHEAD = timedelta(days=45)
DRILL_EVERY = timedelta(days=365)


class State(StrEnum):
    """Where a period is in its life."""

    COMING = "coming"
    RUNNING = "running"
    ENDED = "ended"
    """Nothing new is sealed to it; what was sealed still comes."""
    OVER = "over"
    """Nothing comes any more that was sealed to it."""


class Warn(StrEnum):
    """What somebody should do something about."""

    NO_SHEET = "no key sheet was signed yet"
    SHEET_ENDED = "the last key sheet has expired: every form refuses it"
    SHEET_ENDS = "the last key sheet expires soon"
    SHEET_BEHIND = "the new keys stand on no key sheet yet"
    NO_PERIOD = "no period runs: nothing can be sealed"
    PERIOD_ENDS = "the last period ends soon, and there are no keys for the next"
    KEY_NOT_HERE = "the running period's desk key is not here"
    NO_DRILL = "the recovery key was never tried"
    OLD_DRILL = "the last drill is more than a year ago"
    ONE_KEEPER = "only one person can hold ceremonies: without them no key sheet can be signed"
    KEYS_TO_DESTROY = "there are keys here that nothing comes for any more"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the ring; ``here`` says whether its private half lies in this desk's locked file."""

    id: str
    purpose: Purpose
    here: bool


@dataclass(frozen=True, slots=True)
class Period:
    """The keys that are valid from ``start`` until before ``end``."""

    start: date
    end: date
    state: State
    keys: tuple[Key, ...]

    @property
    def taken_until(self) -> date:
        """From this day on nothing is taken that was sealed to it."""
        return self.end + GRACE


@dataclass(frozen=True, slots=True)
class Standing:
    """``sheet_until`` is when the last key sheet expires, ``drill`` the day of the last one; None where there is none.

    ``loose`` are opening keys that lie here and that the ring does not name, by id.
    """

    fingerprint: str
    periods: tuple[Period, ...]
    sheet_until: date | None
    drill: date | None
    loose: tuple[str, ...]
    warnings: tuple[Warn, ...]


def standing(desk: OpenDesk) -> Standing:
    """How the keys of this desk stand today."""
    today = desk.clock().date()
    periods = tuple(_periods(desk, today))
    with desk.reading() as connection:
        sheet_until, behind = _sheet(connection)
        drill = _last_drill(connection)
    named = {key.id for key in desk.ring.keys}
    loose = tuple(base64url(key) for key in desk.bunch.opening if key not in named)
    warnings = (
        *_of_sheet(sheet_until, behind, today),
        *_of_periods(periods, today),
        *_of_drill(drill, today),
        *_of_keepers(Folder(desk.section.data)),
    )
    return Standing(desk.ring.fingerprint, periods, sheet_until, drill, loose, warnings)


def _periods(desk: OpenDesk, today: date) -> Iterator[Period]:
    spans = sorted({(key.start, key.end) for key in desk.ring.keys}, reverse=True)
    for start, end in spans:
        own = [key for key in desk.ring.keys if (key.start, key.end) == (start, end)]
        keys = tuple(_key(desk, key) for key in sorted(own, key=lambda key: key.purpose))
        yield Period(start, end, _state(start, end, today), keys)


def _key(desk: OpenDesk, key: SheetKey) -> Key:
    return Key(base64url(key.id), key.purpose, key.id in desk.bunch.opening)


def _state(start: date, end: date, today: date) -> State:
    if today < start:
        return State.COMING
    if today < end:
        return State.RUNNING
    return State.ENDED if today < end + GRACE else State.OVER


def _of_sheet(until: date | None, behind: bool, today: date) -> Iterator[Warn]:
    if until is None:
        yield Warn.NO_SHEET
    elif until <= today:
        yield Warn.SHEET_ENDED
    elif until - today <= SHEET_AHEAD:
        yield Warn.SHEET_ENDS
    if behind:
        yield Warn.SHEET_BEHIND


def _of_periods(periods: tuple[Period, ...], today: date) -> Iterator[Warn]:
    running = [period for period in periods if period.state is State.RUNNING]
    if not running:
        yield Warn.NO_PERIOD
    elif max(period.end for period in periods) - today <= PERIOD_AHEAD:
        yield Warn.PERIOD_ENDS
    if any(key.purpose is Purpose.DESK and not key.here for period in running for key in period.keys):
        yield Warn.KEY_NOT_HERE
    if any(key.here for period in periods if period.state is State.OVER for key in period.keys):
        yield Warn.KEYS_TO_DESTROY


def _of_drill(drill: date | None, today: date) -> Iterator[Warn]:
    if drill is None:
        yield Warn.NO_DRILL
    elif today - drill > DRILL_EVERY:
        yield Warn.OLD_DRILL


def _of_keepers(folder: Folder) -> Iterator[Warn]:
    if folder.identity.exists() and len(slots(folder.identity)) == 1:
        yield Warn.ONE_KEEPER


def _sheet(connection: Connection) -> tuple[date | None, bool]:
    """Until when the last key sheet holds, and whether keys were made after it."""
    signed, rotated = _last(connection, Action.SHEET_SIGNED), _last(connection, Action.KEYS_ROTATED)
    behind = rotated is not None and (signed is None or _number(rotated) > _number(signed))
    if behind and "sheet_expires" in _detail(rotated):
        return _day(_detail(rotated)["sheet_expires"]), False
    return _day(_detail(signed).get("expires")), behind


def _day(value: Json) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None


def _last_drill(connection: Connection) -> date | None:
    entry = _last(connection, Action.DRILL_HELD)
    return date.fromisoformat(str(entry["at"])[:10]) if entry else None


def _last(connection: Connection, action: Action) -> dict[str, Json] | None:
    query = select(audit.c.entry).where(audit.c.action == action.value).order_by(audit.c.number.desc()).limit(1)
    found = connection.execute(query).scalar()
    entry = None if found is None else strict(found, depth=2)
    return entry if isinstance(entry, dict) else None


def _number(entry: dict[str, Json]) -> int:
    number = entry["number"]
    return number if isinstance(number, int) else 0


def _detail(entry: dict[str, Json] | None) -> dict[str, Json]:
    detail = entry.get("detail") if entry else None
    return detail if isinstance(detail, dict) else {}
