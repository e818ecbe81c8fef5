"""Who waits for care, on a terminal and as JSON. A line names no person."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from intake.desk.terminal.plain import flat, grouped, plain
from intake.desk.waiting.checking import CheckIn
from intake.desk.waiting.listing import Waiter, WaitingList
from intake.desk.waiting.waits import Wait


def waiting_lines(found: WaitingList) -> Iterator[str]:
    """How many, line by line, and per destination."""
    counts = found.counts
    yield (
        f"{counts.waiting} wait for care, {counts.past} past the norm; {counts.due} to be asked how it goes, "
        f"with {counts.worse} it went worse"
    )
    for each in found.rows:
        yield _line(each)
    if found.found > len(found.rows):
        yield f"and {found.found - len(found.rows)} more: choose a destination with --at"
    for place in found.places:
        named = f"  {plain(place.name)}" if place.name else ""
        yield (
            f"{place.key:<10}  {place.waiting:>4} wait, {place.past:>3} past the norm, "
            f"longest {place.longest} days, median {place.median}{named}"
        )


def waiting_members(found: WaitingList) -> dict[str, object]:
    """As JSON."""
    return {
        "day": found.day.isoformat(),
        "counts": found.counts,
        "found": found.found,
        "waiting": [{**_members(each), **dataclasses.asdict(each.wait)} for each in found.rows],
        "places": list(found.places),
    }


def wait_lines(waits: Sequence[Wait], asked: Sequence[CheckIn]) -> Iterator[str]:
    """The waits of one case, and how it went."""
    for each in waits:
        until = f"until {each.ended}" if each.ended else f"the norm asks for the next step by {each.by or '-'}"
        yield f"referral {each.referral}  {plain(each.destination)}  since {each.since}, {until}"
        if each.intake_on or each.treatment_on:
            yield f"       intake {each.intake_on or '-'}, treatment {each.treatment_on or '-'}"
        if each.expected:
            yield f"       said there: {plain(each.expected)}"
        if each.bridges:
            yield f"       bridged by {', '.join(each.bridges)}"
        if each.check_on and not each.ended:
            yield f"       ask how it goes on {each.check_on}, every {each.rhythm or '-'} days"
    for told in asked:
        note = f": {flat(told.note)}" if told.note else ""
        yield f"{told.at}  {told.actor}  referral {told.referral}  {told.result}{note}"


def _line(each: Waiter) -> str:
    marks = [word for word, so in (("PAST THE NORM", each.past), ("ASK", each.due), ("WORSE", each.worse)) if so]
    where = f"{each.wait.destination}{f', {plain(each.organisation)}' if each.organisation else ''}"
    told = f"{each.days:>4} days  case {each.wait.case:<6}  {grouped(each.code)}  {each.level:<7}  {where}"
    return f"{told}  {' '.join(marks)}".rstrip()


def _members(each: Waiter) -> dict[str, object]:
    names = ("code", "level", "language", "assigned", "organisation", "days", "past", "due", "worse", "place")
    return {name: getattr(each, name) for name in names}
