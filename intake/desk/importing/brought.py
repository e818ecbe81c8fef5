"""What was brought in before, and the receipts of it, as they were signed: the newest can be fetched once more.

A receipt is never signed a second time: two with one number would look like two copies of this desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, Row, select, update

from intake.desk.errors import DeskError
from intake.desk.importing.remark import Remark
from intake.desk.importing.summary import Summary
from intake.desk.tables import receipts
from intake.marking import N_, Value, filled

KEPT = 10
"""So many receipts are kept with their bytes: 46 for each envelope of their bundles."""


class _Said(msgspec.Struct, frozen=True):
    pattern: str
    values: dict[str, Value]


class _Written(msgspec.Struct, frozen=True):
    """A summary as it is stored."""

    actor: str
    counts: dict[str, int]
    aside: dict[str, int]
    levels: dict[str, int]
    remarks: tuple[tuple[_Said, ...], ...]


_COUNTS = ("sequence", "new", "known", "parked", "damaged", "missing", "from_parked", "receipt")


@dataclass(frozen=True, slots=True)
class Brought:
    """One import. ``at`` is a stamp; ``kept``: its receipt can be fetched once more."""

    at: str
    actor: str
    kept: bool
    summary: Summary


def keep(connection: Connection, summary: Summary, file: bytes, *, actor: str) -> None:
    """Remember what was brought in and the bytes of its receipt, and forget those of long ago."""
    remarks = tuple(tuple(_Said(part.pattern, dict(part.values)) for part in each.parts) for each in summary.remarks)
    counts = {name: getattr(summary, name) for name in _COUNTS}
    written = _Written(actor, counts, dict(summary.aside), dict(summary.levels), remarks)
    row = {"summary": msgspec.json.encode(written), "file": file}
    connection.execute(update(receipts).where(receipts.c.sequence == summary.receipt).values(row))
    old = (receipts.c.sequence <= summary.receipt - KEPT, receipts.c.file.is_not(None))
    connection.execute(update(receipts).where(*old).values(file=None))


def latest(connection: Connection, most: int = KEPT) -> tuple[Brought, ...]:
    """The last imports, the newest first."""
    rows = connection.execute(_query.order_by(receipts.c.sequence.desc()).limit(most))
    return tuple(map(_read, rows))


def read_brought(connection: Connection, receipt: int) -> Brought:
    """The import of this receipt; raises DeskError."""
    row = connection.execute(_query.where(receipts.c.sequence == receipt)).first()
    if row is None:
        raise DeskError(N_("there is no receipt of this number"), N_("See the list of what was brought in."))
    return _read(row)


def receipt_file(connection: Connection, receipt: int) -> bytes:
    """The bytes of a receipt; raises DeskError."""
    found: bytes | None = connection.execute(
        select(receipts.c.file).where(receipts.c.sequence == receipt)
    ).scalar_one_or_none()
    if found is None:
        hint = N_("Only the newest are. Whatever it acknowledged comes again, and is known then.")
        raise DeskError(N_("this receipt is not kept any more"), hint)
    return found


_query = select(
    receipts.c.sequence, receipts.c.signed, receipts.c.summary, receipts.c.file.is_not(None).label("kept")
).where(receipts.c.summary.is_not(None))


def _read(row: Row[tuple[int, str, bytes, bool]]) -> Brought:
    written = msgspec.json.decode(row.summary, type=_Written)
    counts: Mapping[str, int] = written.counts
    said = (Remark(*(filled(part.pattern, **part.values) for part in each)) for each in written.remarks)
    summary = Summary(**counts, aside=written.aside, levels=written.levels, remarks=tuple(said))
    return Brought(row.signed, written.actor, bool(row.kept), summary)
