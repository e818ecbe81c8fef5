"""The audit trail, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

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
