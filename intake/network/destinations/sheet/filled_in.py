"""A row's texts as somebody would fill in a destination: what a spreadsheet made of days and words is understood.

A column that is not in the sheet leaves what is known as it is; an empty cell empties it. A waiting time is a report:
an empty cell takes none back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from datetime import date

from intake.exchange.book import Destination
from intake.marking import N_
from intake.network.destinations.fields import WEEKS, as_typed, past
from intake.network.destinations.model import MOST_CONTACTS
from intake.network.destinations.sheet.columns import CONTACT, NORMS, TEXTS, WAITS, contact_columns
from intake.network.filling import Filling

_YES, _NO = ("yes", "ja", "1", "true", "waar", "x"), ("no", "nee", "0", "false", "onwaar", "")
_DUTCH = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")


def typed_of(cells: Mapping[str, str], before: Destination | None) -> tuple[dict[str, object], dict[str, str]]:
    """The fields as `read_fields` takes them, and what is wrong already."""
    faults: dict[str, str] = {}
    typed = {} if before is None else as_typed(before)
    typed |= {name: cells[name] for name in (*TEXTS, *NORMS, "places", "languages") if name in cells}
    if "checked_on" in cells:
        typed["checked_on"] = _day(cells["checked_on"])
    if "public" in cells:
        said = cells["public"].strip().casefold()
        typed["public"] = said in _YES
        if said not in (*_YES, *_NO):
            faults["public"] = N_("is not yes or no")
    known = _contacts(cells)
    return typed if known is None else typed | {"contacts": known}, faults


def waited_of(
    cells: Mapping[str, str], before: Destination | None, today: date, faults: MutableMapping[str, str]
) -> dict[str, object]:
    """The newest waiting time after this row: what was known, unless the row reports another."""
    known = {name: getattr(before, name, None) for name in WAITS}
    filling = Filling(
        {name: cells.get(name, "") for name in WAITS[:2]} | {"reported_on": _day(cells.get(WAITS[2], ""))}
    )
    weeks = {name: filling.whole(name, 0, WEEKS) for name in WAITS[:2]}
    day = past(filling, "reported_on", today, needed=any(value is not None for value in weeks.values()))
    faults.update(filling.faults)
    found: dict[str, object] = weeks | {"reported_on": day}
    if day is None or all(value is None for value in weeks.values()) or found == known:
        return known
    last = known["reported_on"]
    if last is not None and day < last:
        faults["reported_on"] = N_("is older than what is known")
    return found


def _day(written: str) -> str:
    """A spreadsheet in Dutch makes 24-11-2026 of 2026-11-24."""
    found = _DUTCH.fullmatch(written.strip())
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else written


def _contacts(cells: Mapping[str, str]) -> list[dict[str, str]] | None:
    """None where the sheet has no column for any."""
    numbered = [contact_columns(number) for number in range(1, MOST_CONTACTS + 1)]
    if not any(column in cells for columns in numbered for column in columns):
        return None
    return [
        {member: cells.get(column, "") for member, column in zip(CONTACT, columns, strict=True)} for columns in numbered
    ]
