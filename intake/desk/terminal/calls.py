"""Whom to call now, for a terminal: case numbers and fixed words, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intake.desk.casework.calling import Calls, ToCall
from intake.desk.local_time import HERE
from intake.desk.terminal.labels import Labels
from intake.desk.wording import StaffLanguage
from intake.envelope.canonical import Json


def call_lines(calls: Calls, language: StaffLanguage) -> Iterator[str]:
    """The lines to print."""
    labels = Labels(language)
    yield f"{labels['call now']} ({calls.count_now})"
    yield from _rows(calls.now, labels, "until")
    yield ""
    yield f"{labels['call later']} ({calls.count_later})"
    yield from _rows(calls.later, labels, "from")
    if calls.others:
        yield ""
        yield labels["call others"].format(count=calls.others)


def call_members(calls: Calls) -> dict[str, Json]:
    """The same for a program."""
    lists: dict[str, Json] = {"now": [_members(each) for each in calls.now]}
    lists["later"] = [_members(each) for each in calls.later]
    return lists | {"count_now": calls.count_now, "count_later": calls.count_later, "others": calls.others}


def _rows(rows: Sequence[ToCall], labels: Labels, edge: str) -> Iterator[str]:
    for each in rows:
        moment = each.window.opens if edge == "from" else each.window.closes
        wish = labels.choice("professional", each.professional)
        left = labels["left"].format(count=each.left)
        level, reach = labels[f"level.{each.level}"], labels[f"way.{each.reach}"]
        time = f"{labels[edge]} {moment.astimezone(HERE):%H:%M}"
        yield f"  {time}  {labels['case']} {each.case:<6} {level:<7} {reach:<8} {each.language:<4} {wish:<12} {left}"


def _members(each: ToCall) -> dict[str, Json]:
    names = ("case", "level", "due", "status", "reach", "language", "professional", "assigned", "left")
    members: dict[str, Json] = {name: getattr(each, name) for name in names}
    return members | {"opens": each.window.opens.isoformat(), "closes": each.window.closes.isoformat()}
