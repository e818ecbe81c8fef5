"""Whom to call now, and whose safe time comes later today: the most urgent first.

A list names no person: whoever calls opens the case first, and reads how. The list for a day on paper does name them;
that it was printed stands in the history of each case on it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, RowMapping, text

from intake.desk.audit import Action
from intake.desk.casework.reaching import safe_contact
from intake.desk.casework.safe_times import UNSAID, Window, next_window, open_now, parts_later, parts_now, windows
from intake.desk.contact import SafeContact
from intake.desk.days import working_days
from intake.desk.local_time import today
from intake.desk.tables.cases import TO_CALL
from intake.desk.triage import Level
from intake.desk.unlock import OpenDesk
from intake.working_days import WorkingDays

SHOWN = 50
LISTED = 60
"""The most on a list for a day: more than a nurse manages."""

Caller = Literal["woman", "man"]

# Attempts since the person was last reached, less what was granted: as `attempts.attempts_of` counts them, with those
# of cases that were merged into this one. Few are: the others are spared the walk.
_TOGETHER = """(WITH RECURSIVE together(number) AS (SELECT cases.number UNION
  SELECT gone.number FROM together JOIN cases AS gone INDEXED BY cases_merged ON gone.merged = together.number)
 SELECT number FROM together)"""
_ALONE = "NOT EXISTS (SELECT 1 FROM cases AS gone INDEXED BY cases_merged WHERE gone.merged = cases.number)"
_MADE_BY = """(SELECT coalesce(sum(CASE way WHEN 'granted' THEN -1 ELSE 1 END), 0) FROM attempts
 WHERE attempts."case" {these} AND attempts.number > coalesce(
  (SELECT max(number) FROM attempts AS met WHERE met."case" {these} AND met.result = 'reached'), 0))"""
_MADE = f"""CASE WHEN {_ALONE} THEN {_MADE_BY.format(these="= cases.number")}
 ELSE {_MADE_BY.format(these=f"IN {_TOGETHER}")} END"""
_COLUMNS = f"number, rank, due, status, times, reach, language, professional, assigned, {_MADE} AS made"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom somebody can call: ``caller`` is what they are themselves, None where they did not say.

    ``language`` (BCP 47) is that of an interpreter who is there now. ``me``: only their own cases and nobody's.
    """

    caller: Caller | None = None
    language: str | None = None
    me: str | None = None


@dataclass(frozen=True, slots=True)
class ToCall:
    """One case on the list; ``window`` is the safe time that is now, or the next one. ``due`` is an ISO 8601 date."""

    case: int
    level: str
    due: str | None
    status: str
    reach: str
    language: str
    professional: str | None
    assigned: str | None
    left: int
    window: Window


@dataclass(frozen=True, slots=True)
class Calls:
    """``count_now`` and ``count_later`` are of all; the lists hold the first SHOWN.

    ``others`` is how many more could be called now by somebody that they wish for.
    """

    now: tuple[ToCall, ...]
    later: tuple[ToCall, ...]
    count_now: int
    count_later: int
    others: int


@dataclass(frozen=True, slots=True, repr=False)
class Listed:
    """One line of the list for a day: whom to ask for, how, and the safe times that are left of the day."""

    call: ToCall
    safe: SafeContact
    voicemail: bool
    times: tuple[Window, ...]


def read_calls(desk: OpenDesk, wanted: Wanted) -> Calls:
    """As the clock stands; the look is recorded."""
    moment, days = desk.clock(), working_days(desk.section)
    now = parts_now(moment, days)
    later = [part for _, part in parts_later(moment, days)]
    with desk.writing() as connection:
        found = _Found(desk, connection, moment, days)
        calls = Calls(
            now=found.some(wanted, now, (), SHOWN),
            later=found.some(wanted, later, now, SHOWN),
            count_now=found.count(wanted, now, ()),
            count_later=found.count(wanted, later, now),
            others=found.others(wanted, now),
        )
        desk.record(connection, Action.CALL_LIST_VIEWED, {"now": calls.count_now, "later": calls.count_later})
    return calls


def count_now(desk: OpenDesk, connection: Connection) -> int:
    """How many may be called at this time by anybody; a number only, so no look is recorded."""
    moment, days = desk.clock(), working_days(desk.section)
    return _Found(desk, connection, moment, days).count(Wanted(), parts_now(moment, days), ())


def print_day(desk: OpenDesk, wanted: Wanted, most: int, *, numbers: bool) -> tuple[Listed, ...]:
    """The list for the rest of this day, recorded in each case before anybody has it.

    ``numbers``: with telephone numbers and addresses; without, ``safe.address`` is None.
    """
    moment, days = desk.clock(), working_days(desk.section)
    parts = [*parts_now(moment, days), *(part for _, part in parts_later(moment, days))]
    with desk.writing() as connection:
        calls = _Found(desk, connection, moment, days).some(wanted, parts, (), min(most, LISTED))
        listed = tuple(_listed(connection, call, moment, days, numbers=numbers) for call in calls)
        for call in calls:
            desk.record(connection, Action.DAY_LIST_PRINTED, {"numbers": int(numbers)}, case=call.case)
    return listed


class _Found:
    """Cases by their safe times, from one index alone."""

    def __init__(self, desk: OpenDesk, connection: Connection, moment: datetime, days: WorkingDays) -> None:
        self._connection, self._moment, self._days = connection, moment, days
        self._most = desk.section.most_attempts

    def some(self, wanted: Wanted, parts: Collection[str], but: Collection[str], limit: int) -> tuple[ToCall, ...]:
        """The most urgent whose time is one of ``parts``, and none of ``but``."""
        if not parts:
            return ()
        query = f"SELECT {_COLUMNS} {_from(wanted, parts, but)} ORDER BY rank, due, number LIMIT :limit"
        rows = self._connection.execute(text(query), self._values(wanted) | {"limit": limit}).mappings()
        return tuple(self._to_call(row) for row in rows)

    def count(self, wanted: Wanted, parts: Collection[str], but: Collection[str]) -> int:
        """How many there are."""
        if not parts:
            return 0
        query = f"SELECT count(*) {_from(wanted, parts, but)}"
        found: int = self._connection.execute(text(query), self._values(wanted)).scalar_one()
        return found

    def others(self, wanted: Wanted, parts: Collection[str]) -> int:
        """How many more there were, did the wish of the person not count."""
        if wanted.caller is None:
            return 0
        anybody = Wanted(None, wanted.language, wanted.me)
        return self.count(anybody, parts, ()) - self.count(wanted, parts, ())

    def _values(self, wanted: Wanted) -> dict[str, str | int | None]:
        unwished = {"woman": "man", "man": "woman", None: None}[wanted.caller]
        return {"most": self._most, "unwished": unwished, "language": wanted.language, "me": wanted.me}

    def _to_call(self, row: RowMapping) -> ToCall:
        when = tuple((row["times"] or "").split())
        window = open_now(when, self._moment, self._days) or next_window(when, self._moment, self._days)
        assert window is not None  # the query found a part of the week that is today
        return ToCall(
            case=row["number"],
            level=list(Level)[4 - row["rank"]].value,
            left=max(self._most - row["made"], 0),
            window=window,
            **{name: row[name] for name in ("due", "status", "reach", "language", "professional", "assigned")},
        )


def _from(wanted: Wanted, parts: Collection[str], but: Collection[str]) -> str:
    """Made of fixed words: values are bound."""
    conditions = [TO_CALL, _within(parts), f"(status = 'triaged' AND {_ALONE} OR {_MADE} < :most)"]
    conditions += [f"NOT {_within(but)}"] * bool(but)
    conditions += ["(professional IS NULL OR professional <> :unwished)"] * (wanted.caller is not None)
    conditions += ["language = :language"] * (wanted.language is not None)
    conditions += ["(assigned IS NULL OR assigned = :me)"] * (wanted.me is not None)
    return f"FROM cases INDEXED BY cases_to_call WHERE {' AND '.join(conditions)}"


def _within(parts: Collection[str]) -> str:
    tests = (f"instr(coalesce(times, '{UNSAID}'), '{part}') > 0" for part in parts)
    return f"({' OR '.join(tests)})"


def _listed(connection: Connection, call: ToCall, moment: datetime, days: WorkingDays, *, numbers: bool) -> Listed:
    safe = safe_contact(connection, call.case)
    left = tuple(each for each in windows(safe.when, today(moment), days) if each.closes > moment)
    return Listed(call, safe if numbers else _without_number(safe), safe.voicemail, left)


def _without_number(safe: SafeContact) -> SafeContact:
    members: Mapping[str, object] = {name: getattr(safe, name) for name in SafeContact.__slots__}
    return SafeContact(**{**members, "address": None})  # type: ignore[arg-type]
