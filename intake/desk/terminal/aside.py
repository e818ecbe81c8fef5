"""What was set aside, and what was brought in, in lines. Digests, numbers and fixed words only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from intake.desk.importing.aside import Kind, Lain
from intake.desk.importing.brought import Brought
from intake.desk.terminal.summary import MEANING
from intake.envelope.encoding import base64url

SHORT = 8


def aside_lines(found: Iterable[Lain]) -> Iterator[str]:
    """Day, the digest's first letters, why."""
    lines = [f"{each.arrived}  {base64url(each.digest)[:SHORT]}  {why(each)}" for each in found]
    yield from lines or ["Nothing was set aside."]


def why(each: Lain) -> str:
    """In words."""
    if each.kind is Kind.PARKED:
        return f"parked: waits for the questionnaire {each.questionnaire} {each.version}"
    if each.kind is Kind.DAMAGED:
        return "damaged on the way: " + ("came again whole" if each.whole else "comes again")
    return f"{each.reason}: {MEANING.get(each.reason or '', '')}"


def aside_members(found: Iterable[Lain]) -> list[dict[str, object]]:
    """The same for a program."""
    return [
        {"kind": each.kind.value, "digest": base64url(each.digest), "arrived": each.arrived, "reason": each.reason}
        | {"questionnaire": each.questionnaire, "version": each.version, "came_whole": each.whole}
        for each in found
    ]


def brought_lines(found: Iterable[Brought]) -> Iterator[str]:
    """One for each receipt."""
    lines = [_line(each) for each in found]
    yield from lines or ["Nothing was brought in yet."]


def _line(each: Brought) -> str:
    did = each.summary
    kept = "" if each.kept else "   (its bytes are not kept any more)"
    return f"{did.receipt:>6}  {each.at}  bundle {did.sequence}: {did.new} new, {did.known} known  {each.actor}{kept}"
