"""What an import did, in a few lines. Numbers and fixed words only."""

from __future__ import annotations

from collections.abc import Iterator

from intake.desk.importing import Summary
from intake.desk.terminal.plain import plain
from intake.envelope.canonical import Json


def summary_lines(summary: Summary) -> Iterator[str]:
    """The lines to print."""
    yield f"Bundle {summary.sequence}: {summary.new} new, {summary.known} known."
    if summary.from_parked:
        yield f"From the parked ones: {summary.from_parked} more are new."
    for reason, count in sorted(summary.aside.items()):
        yield f"Set aside: {count} ({reason})."
    if summary.parked:
        yield f"Parked: {summary.parked}, until the desk has their questionnaire; then they come in by themselves."
    if summary.damaged:
        yield f"Damaged on the way: {summary.damaged}. They come again with the next bundle."
    if summary.missing:
        yield f"Missing from the file: {summary.missing}. They come again with the next bundle."
    yield from (plain(remark) for remark in summary.remarks)


def summary_members(summary: Summary) -> dict[str, Json]:
    """The same for a program."""
    names = ("new", "known", "parked", "damaged", "missing", "from_parked", "receipt")
    members: dict[str, Json] = {name: getattr(summary, name) for name in names}
    aside: dict[str, Json] = dict(summary.aside)
    return members | {"bundle": summary.sequence, "set_aside": aside, "remarks": list(summary.remarks)}
