"""When a person may be called: only in the parts of the week that they chose, by the clock of the Netherlands.

Mornings, afternoons and evenings are those of working days. On a public holiday nobody is called: whoever chose a part
of the week chose it for who is at home then, and that is another house on a holiday, also at a weekend. Who chose no
time is called in office hours only. What is not known is read in the careful way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from intake.desk.local_time import HERE
from intake.working_days import WorkingDays

WEEKEND = "weekend"
HOURS: Mapping[str, tuple[time, time]] = {
    "weekday-morning": (time(8), time(12)),
    "weekday-afternoon": (time(12), time(17)),
    "weekday-evening": (time(17), time(21)),
    WEEKEND: (time(10), time(20)),
}
UNSAID = "unsaid"
OFFICE = (time(9), time(17))
"""For who chose no time."""
AHEAD = 40
"""Days in which the next safe time is looked for: no row of holidays is longer."""

When = Collection[str] | None
"""The parts that somebody chose; None or nothing where they chose none."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time in which somebody may be called: from ``opens`` until just before ``closes``, both in UTC."""

    opens: datetime
    closes: datetime


def open_now(when: When, moment: datetime, days: WorkingDays) -> Window | None:
    """The window that ``moment`` is in; None where it is no safe time."""
    today = moment.astimezone(HERE).date()
    return next((window for window in windows(when, today, days) if window.opens <= moment < window.closes), None)


def next_window(when: When, moment: datetime, days: WorkingDays) -> Window | None:
    """The first window that opens after ``moment``; None where there is none for a long time."""
    today = moment.astimezone(HERE).date()
    for ahead in range(AHEAD):
        for window in windows(when, today + timedelta(ahead), days):
            if window.opens > moment:
                return window
    return None


def windows(when: When, day: date, days: WorkingDays) -> list[Window]:
    """The safe times of one day here; parts that follow each other are one window."""
    merged: list[Window] = []
    for opens, closes in (_window(day, *hours) for hours in _hours(when, day, days)):
        if merged and merged[-1].closes == opens:
            merged[-1] = Window(merged[-1].opens, closes)
        else:
            merged.append(Window(opens, closes))
    return merged


def parts_now(moment: datetime, days: WorkingDays) -> list[str]:
    """Whose time ``moment`` is: parts of HOURS, and UNSAID for those who chose none."""
    return [part for part in (*HOURS, UNSAID) if open_now(_chosen(part), moment, days)]


def parts_later(moment: datetime, days: WorkingDays) -> list[tuple[datetime, str]]:
    """The parts that open later on this day here, the earliest first, and when."""
    today = moment.astimezone(HERE).date()
    parts = ((window.opens, part) for part in (*HOURS, UNSAID) for window in windows(_chosen(part), today, days))
    return sorted((opens, part) for opens, part in parts if opens > moment)


def _chosen(part: str) -> When:
    return None if part == UNSAID else (part,)


def _hours(when: When, day: date, days: WorkingDays) -> Iterator[tuple[time, time]]:
    if days.holiday(day):
        return
    weekend = day.weekday() >= 5
    if when:
        yield from (hours for part, hours in HOURS.items() if part in when and (part == WEEKEND) is weekend)
    elif not weekend:
        yield OFFICE


def _window(day: date, opens: time, closes: time) -> tuple[datetime, datetime]:
    # No hour of these is one that a clock change skips or repeats.
    return tuple(datetime.combine(day, each, HERE).astimezone(UTC) for each in (opens, closes))  # type: ignore[return-value]
