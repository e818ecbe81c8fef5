"""What is proposed for a case now, from the book that the desk has. Whoever shows it records it with the look."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from intake.desk.cases import Case
from intake.desk.local_time import today
from intake.desk.matching.matching import Matches, match
from intake.desk.matching.wanted import Wanted, wanted_of
from intake.desk.network.kept import Kept
from intake.desk.unlock import OpenDesk


@dataclass(frozen=True, slots=True, repr=False)
class Proposal:
    """``kept`` is the book, ``wanted`` what of the case was used, ``old`` whether the book is."""

    kept: Kept
    wanted: Wanted
    matches: Matches
    old: bool


def propose(desk: OpenDesk, connection: Connection, case: Case, kept: Kept | None) -> Proposal | None:
    """For an open case, from the book ``kept``; None where the case is closed, or the desk has no book."""
    if kept is None or case.closed:
        return None
    now, wanted = today(desk.clock()), wanted_of(connection, case)
    return Proposal(kept, wanted, match(wanted, kept.book, now), kept.old(now))
