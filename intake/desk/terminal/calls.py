"""Whom to call now, for a terminal: case numbers and fixed words, and nobody's name but on the list for a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intake.desk.casework.calling import Calls, Listed, ToCall
from intake.desk.local_time import HERE
from intake.desk.terminal.labels import Labels
from intake.desk.terminal.plain import plain
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


def day_lines(listed: Sequence[Listed], language: StaffLanguage) -> Iterator[str]:
    """The list for the rest of a day, to print: it names people, and says so."""
    labels = Labels(language)
    yield labels["personal data"]
    for each in listed:
        times = ", ".join(
            f"{one.opens.astimezone(HERE):%H:%M}-{one.closes.astimezone(HERE):%H:%M}" for one in each.times
        )
        call = each.call
        level, reach = labels[f"level.{call.level}"], labels[f"way.{call.reach}"]
        yield ""
        yield f"{labels['case']} {call.case}  {level}  {reach} {times}  {call.language}"
        yield f"  {labels['ask for']}: {plain(each.safe.name or labels['unsaid'])}"
        if each.safe.times:
            yield f"  {plain(each.safe.times)}"
        if each.safe.safe_word:
            yield f"  {labels['safe word']}: {plain(each.safe.safe_word)}"
        if each.safe.address:
            yield f"  {plain(each.safe.address)}"
        line = labels[f"line.{each.safe.line or 'unsaid'}"]
        yield f"  {line}; {labels['voicemail.yes' if each.voicemail else 'voicemail.no']}"


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
