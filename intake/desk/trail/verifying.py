"""Is the trail whole, and up to which anchor is that proven?

The walk finds what was changed, left out or put elsewhere; the anchors find what was cut off at the end, and an older
copy of the database that was put back. What came after the newest anchor is proven by nothing but the chain itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from intake.desk.audit import Action, Head, walk
from intake.desk.errors import DeskError
from intake.desk.trail.anchors import Anchor, inside
from intake.desk.unlock import OpenDesk
from intake.marking import N_, filled

_LOST = N_(
    "the audit trail does not hold the entry that it once ended with, says %(anchors)s. Entries were cut off or"
    " replaced, or an older copy of the database was put back"
)
_CUT = N_(
    "the audit trail does not hold the entry that it once ended with, says %(anchors)s. It counted %(counted)s entries;"
    " here are %(here)s. Entries were cut off or replaced, or an older copy of the database was put back"
)
_HINT = N_(
    "Keep this database as it is, and tell the manager. After a restore from a backup, compare with anchors that are"
    " older than that backup or newer than the restore."
)
_SHOWN = 3
_SHORTEST = 14
"""Bytes of a hash by which any anchor is looked up."""


@dataclass(frozen=True, slots=True)
class Reached:
    """An anchor that is in the trail, as its ``entry``."""

    anchor: Anchor
    entry: int


@dataclass(frozen=True, slots=True)
class Verified:
    """A whole trail: where it ends, and the anchors in it, the newest last."""

    head: Head
    reached: tuple[Reached, ...]

    def newest(self, *, outside: bool) -> Reached | None:
        """The last anchor of one kind."""
        return next((each for each in reversed(self.reached) if each.anchor.outside is outside), None)

    def since(self, reached: Reached) -> int:
        """How many entries came after it."""
        return self.head.entries - reached.entry


def verify(desk: OpenDesk, given: Iterable[Anchor] = ()) -> Verified:
    """Walk the trail, and look for the anchors that are ``given`` and those in the database; it is recorded.

    Raises DeskError where an entry is wrong, or an anchor is not in it.
    """
    with desk.reading() as connection:
        anchors = [*inside(connection), *given]
        found = _walked(anchors, walk(connection))
    with desk.writing() as connection:
        outside = sum(each.anchor.outside for each in found.reached)
        desk.record(connection, Action.AUDIT_VERIFIED, {"entries": found.head.entries, "anchors_outside": outside})
    return found


def _walked(anchors: list[Anchor], heads: Iterable[Head]) -> Verified:
    by_beginning: dict[bytes, list[Anchor]] = {}
    for anchor in anchors:
        by_beginning.setdefault(anchor.beginning[:_SHORTEST], []).append(anchor)
    reached: list[Reached] = []
    for head in heads:
        for anchor in by_beginning.get(head.hash[:_SHORTEST], ()):
            if head.hash.startswith(anchor.beginning) and anchor.entries in (None, head.entries):
                reached.append(Reached(anchor, head.entries))
    found = {id(each.anchor) for each in reached}
    _refuse_lost([anchor for anchor in anchors if id(anchor) not in found], head)
    return Verified(head, tuple(reached))


def _refuse_lost(lost: list[Anchor], head: Head) -> None:
    """Those of outside first: they are the ones that nobody at this desk could have changed."""
    if not lost:
        return
    names = [anchor.name for anchor in sorted(lost, key=lambda anchor: not anchor.outside)]
    shown = "; ".join(names[:_SHOWN]) + ("; ..." if len(names) > _SHOWN else "")
    counted = max(anchor.entries or 0 for anchor in lost)
    raise DeskError(
        filled(_CUT, anchors=shown, counted=counted, here=head.entries)
        if counted > head.entries
        else filled(_LOST, anchors=shown),
        _HINT,
    )
