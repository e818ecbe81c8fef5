"""Whom somebody chose from the network book for a referral, kept by its id, and by the name it has there now.

What leaves the book later stands for itself: the kind, the organisation's name and the id stay with the referral.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from intake.desk.casework.destinations import destination
from intake.desk.casework.typed import LINE
from intake.desk.errors import DeskError
from intake.desk.network.kept import Kept, read_kept
from intake.exchange.book import Ambassador, Destination
from intake.marking import N_

AMBASSADOR = "AMB"
"""The kind of destination that an ambassador is."""
_ID = re.compile(r"[AD]-[0-9A-HJKMNP-TV-Z]{6}")


@dataclass(frozen=True, slots=True)
class Choice:
    """``code`` is the kind; ``name`` what stands in the book, None where nothing of it was chosen."""

    code: str
    entry: str | None = None
    ambassador: str | None = None
    name: str | None = None

    @property
    def ids(self) -> dict[str, str]:
        """What was chosen from the book, as a referral and the audit trail keep it."""
        both = {"entry": self.entry, "ambassador": self.ambassador}
        return {name: value for name, value in both.items() if value is not None}


def chosen(connection: Connection, typed: Mapping[str, str]) -> Choice:
    """What ``typed`` chose: ``destination`` is a kind or an id of the book; ``entry`` and ``ambassador`` are ids.

    Raises DeskError for what there is not, and where kind and entry do not go together.
    """
    first, entry, ambassador = ((typed.get(name) or "").strip() for name in ("destination", "entry", "ambassador"))
    if _ID.fullmatch(first):
        entry, ambassador, first = (first, ambassador, "") if first[0] == "D" else (entry, first, AMBASSADOR)
    if not entry and not ambassador:
        return Choice(destination(first).code)
    return _of_book(read_kept(connection), first, entry, ambassador)


def _of_book(kept: Kept | None, code: str, entry: str, ambassador: str) -> Choice:
    place = kept.destination(entry) if kept and entry else None
    person = kept.ambassador(ambassador) if kept and ambassador else None
    if (entry and place is None) or (ambassador and person is None):
        raise DeskError(
            N_("this is not, or not any more, in the network book"), N_("Choose again: the book may be newer.")
        )
    kind = place.kind if place else code or AMBASSADOR
    if (code and code != kind) or (person is not None and kind != AMBASSADOR):
        raise DeskError(
            N_("the destination and what was chosen from the book do not go together"), N_("Choose one of them.")
        )
    return Choice(destination(kind).code, entry or None, ambassador or None, _name(place, person))


def _name(place: Destination | None, person: Ambassador | None) -> str | None:
    """As a referral keeps it, in one line of at most LINE characters."""
    if place is None:
        return None if person is None else person.name
    both = (place.name, place.organisation if place.organisation != place.name else None)
    return ", ".join(each for each in both if each)[:LINE]
