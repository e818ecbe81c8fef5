"""The audit trail, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from intake.desk.trail.looking_up import in_words
from intake.desk.trail.searching import Entry
from intake.desk.trail.verifying import Reached, Verified
from intake.envelope.canonical import Json
from intake.envelope.encoding import base64url


def verified_lines(found: Verified) -> Iterator[str]:
    """What was proven, and what was not."""
    yield f"{found.head.entries} entries, unbroken. The last is {base64url(found.head.hash)}."
    outside = found.newest(outside=True)
    if outside is not None:
        yield f"Proven up to entry {outside.entry} by {outside.anchor.name}; {_since(found, outside)}."
        return
    inside = found.newest(outside=False)
    if inside is not None:
        yield f"It agrees with {inside.anchor.name}, at entry {inside.entry}; {_since(found, inside)}."
    yield (
        "Nothing from outside this database was compared: a trail that was cut together with it would look the same."
        " Give --receipt FILE or --head CODE."
    )


def _since(found: Verified, reached: Reached) -> str:
    since = found.since(reached)
    return "1 entry since" if since == 1 else f"{since} entries since"


def verified_members(found: Verified) -> dict[str, Json]:
    """The same as JSON."""
    anchors: list[Json] = [
        {"anchor": each.anchor.name, "outside": each.anchor.outside, "entry": each.entry, "since": found.since(each)}
        for each in found.reached
    ]
    return {"entries": found.head.entries, "head": base64url(found.head.hash), "anchors": anchors}


def entry_lines(found: Sequence[Entry], most: int) -> Iterator[str]:
    """One line for each; where there may be more, how to ask for it."""
    if not found:
        yield "Nothing was found."
    for each in found:
        case = "" if each.case is None else f"  case {each.case}"
        told = f"  ({in_words(each.detail)})" if each.detail else ""
        yield f"{each.number:>7}  {each.at}  {each.actor:<12} {each.action}{case}  [{each.why or '-'}]{told}"
    if len(found) == most:
        yield f"Older ones: --before {found[-1].number}"
