"""The columns, and a destination as a row of texts."""

from __future__ import annotations

import re
from datetime import date

from intake.exchange.book import Destination
from intake.network.destinations.model import MOST_CONTACTS
from intake.places.municipalities import load_municipalities

TEXTS = ("kind", "name", "organisation", "hours", "phone", "own_risk", "costs", "gp_letter", "source")
NORMS = ("norm_intake", "norm_treatment")
WAITS = ("waiting_intake", "waiting_treatment", "reported_on")
COLUMNS = (
    "id", "kind", "name", "organisation", "places", "languages", "hours", "phone", "own_risk", "costs", "gp_letter",
    *NORMS, *WAITS, "public", "source", "checked_on",
)  # fmt: skip
CONTACT = ("name", "role", "line")
_CONTACT = re.compile(rf"contact_([1-{MOST_CONTACTS}])_(?:{'|'.join(CONTACT)})")


def contact_columns(number: int) -> tuple[str, ...]:
    """Of the contact person with this number, from 1."""
    return tuple(f"contact_{number}_{member}" for member in CONTACT)


def is_column(heading: str) -> bool:
    """Is there such a column?"""
    return heading in COLUMNS or _CONTACT.fullmatch(heading) is not None


def cells_of(destination: Destination) -> dict[str, str]:
    """What stands in each column of its row; contact persons as far as there are."""
    cells = {name: _said(getattr(destination, name)) for name in COLUMNS}
    cells["places"] = "; ".join(map(_place, destination.places))
    cells["languages"] = " ".join(destination.languages)
    for number, contact in enumerate(destination.contacts, start=1):
        members = (contact.name, contact.role, contact.line)
        cells |= {column: each or "" for column, each in zip(contact_columns(number), members, strict=True)}
    return cells


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _place(code: str) -> str:
    """Its name: a code says nothing to whoever opens the file; where the list has no name for it, the code."""
    known = load_municipalities().by_code.get(code)
    return known.name if known else code
