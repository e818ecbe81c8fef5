"""What a sheet would change, row by row: what is new, what changes field by field, what is refused and why."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec
from sqlalchemy import Connection

from intake.exchange.book import Destination
from intake.marking import N_
from intake.network.destinations.fields import read_fields, with_usual_norms
from intake.network.destinations.model import Listed
from intake.network.destinations.reading import everything
from intake.network.destinations.sheet.columns import cells_of
from intake.network.destinations.sheet.filled_in import typed_of, waited_of
from intake.network.destinations.sheet.taking_apart import SheetRow, rows_of
from intake.network.errors import UnfitError

_ID = re.compile(r"D-[0-9A-HJKMNP-TV-Z]{6}")
_NO_ID = "D-000000"
CODE = 12
"""Signs of a digest that are enough to tell one preview from another."""
_COLUMN = re.compile(r"contacts\.(\d)\.(\w+)")


class State(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Change:
    """One field, as it stands in the sheet's cells."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row. ``after`` is what it would become, with its waiting time; ``faults`` say by field what is wrong."""

    number: int
    state: State
    id: str | None
    name: str
    changes: tuple[Change, ...]
    faults: Mapping[str, str]
    before: Listed | None
    after: Destination | None


@dataclass(frozen=True, slots=True)
class Preview:
    """All rows. Where one is refused, nothing of the sheet is brought in."""

    lines: tuple[Line, ...]

    def count(self, state: State) -> int:
        """How many rows."""
        return sum(line.state is state for line in self.lines)

    @property
    def writable(self) -> bool:
        """Is there something to write, and nothing refused?"""
        return not self.count(State.REFUSED) and bool(self.count(State.NEW) or self.count(State.CHANGED))

    @property
    def digest(self) -> str:
        """Another preview has another (64 letters): whoever confirms says which one they saw."""
        seen = [
            (line.number, line.state.value, line.id, [(each.field, each.before, each.after) for each in line.changes])
            for line in self.lines
        ]
        return hashlib.sha256(msgspec.json.encode(seen)).hexdigest()

    @property
    def code(self) -> str:
        """The beginning of the digest, short enough to be typed."""
        return self.digest[:CODE]


def preview(connection: Connection, data: bytes, today: date) -> Preview:
    """What the sheet in ``data`` would change now. Raises NetworkError where it is no such sheet."""
    known = everything(connection)
    reader = _Reader({each.id: each for each in known}, today)
    return Preview(tuple(map(reader.line, rows_of(data))))


class _Reader:
    """Reads one row after the other; remembers which were there, so that none comes twice."""

    def __init__(self, known: Mapping[str, Listed], today: date) -> None:
        self._known, self._today = known, today
        self._called = {_called(each.what): each.id for each in known.values() if each.removed is None}
        self._ids: set[str] = set()

    def line(self, row: SheetRow) -> Line:
        """What would become of ``row``."""
        given = row.cells.get("id", "").strip().upper() or None
        before = self._known.get(given or "")
        after, faults = self._after(row, given, before)
        faults = self._misplaced(row, given, before, after) | faults
        name = row.cells.get("name", "").strip()
        if faults or after is None:
            return Line(row.number, State.REFUSED, given, name, (), faults, before, None)
        changes = _changes(None if before is None else before.what, after)
        state = State.NEW if before is None else State.CHANGED if changes else State.SAME
        return Line(row.number, state, given, after.name, changes, {}, before, after)

    def _after(
        self, row: SheetRow, given: str | None, before: Listed | None
    ) -> tuple[Destination | None, dict[str, str]]:
        was = None if before is None else before.what
        typed, faults = typed_of(row.cells, was)
        waited = waited_of(row.cells, was, self._today, faults)
        # A row that brings its own id comes from a book, where no norm is said on purpose.
        typed = typed if given else with_usual_norms(typed)
        try:
            found = read_fields(typed, self._today, id_=given if given and _ID.fullmatch(given) else _NO_ID)
        except UnfitError as unfit:
            return None, faults | {_COLUMN.sub(r"contact_\1_\2", name): fault for name, fault in unfit.faults.items()}
        return msgspec.structs.replace(found, **waited), faults

    def _misplaced(
        self, row: SheetRow, given: str | None, before: Listed | None, after: Destination | None
    ) -> dict[str, str]:
        """What is wrong with a row beside others, and beside what is known."""
        faults = {}
        if row.overflow:
            faults["row"] = N_("has more cells than there are columns")
        if given is not None:
            if not _ID.fullmatch(given):
                faults["id"] = N_("is not an id of a destination: leave it empty for a new one")
            elif given in self._ids:
                faults["id"] = N_("stands in another row already")
            elif before is not None and before.removed is not None:
                faults["id"] = N_("is of one that is offered no more: bring it back first")
            self._ids.add(given)
        if after is not None:
            own = given or f"row {row.number}"
            if self._called.setdefault(_called(after), own) != own:
                faults["name"] = N_("is there already, of the same kind: give its id")
        return faults


def _called(what: Destination) -> tuple[str, str, str]:
    return (what.kind, what.name.casefold(), (what.organisation or "").casefold())


def _changes(before: Destination | None, after: Destination) -> tuple[Change, ...]:
    was = {} if before is None else cells_of(before)
    becomes = cells_of(after)
    names = [name for name in dict.fromkeys((*becomes, *was)) if name != "id"]
    pairs = ((name, was.get(name, ""), becomes.get(name, "")) for name in names)
    return tuple(Change(*pair) for pair in pairs if pair[1] != pair[2] and not (before is None and pair[2] == "no"))
