"""Anchors: where the trail's head was written down, by which a trail that was cut at its end is found.

Those in the database prove little by themselves: whoever can change the trail can change them too. Those outside (a
receipt that the courier carried away, a printed sheet in a binder) are out of that person's reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from intake.desk.errors import DeskError
from intake.desk.folder import read
from intake.desk.tables import receipts
from intake.desk.trail.printed import typed
from intake.desk.unlock import OpenDesk
from intake.envelope.receipt import read_receipt
from intake.marking import N_, filled

_REMEMBERED = N_("receipt %(number)s of %(day)s, as this desk remembers it")


@dataclass(frozen=True, slots=True)
class Anchor:
    """One of them. ``beginning``: the hash, or its first bytes; ``entries``: how many there were, where that is said.

    ``name`` is for a person. ``outside``: it was kept apart from this database.
    """

    name: str
    beginning: bytes
    outside: bool
    entries: int | None = None


def inside(connection: Connection) -> Iterator[Anchor]:
    """Those that the database itself remembers: one for each receipt."""
    for row in connection.execute(select(receipts).order_by(receipts.c.sequence)):
        yield Anchor(filled(_REMEMBERED, number=row.sequence, day=row.signed[:10]), row.audit_head, False)


def from_receipt(desk: OpenDesk, data: bytes, name: str) -> Anchor:
    """That of a receipt's file, of which ``name`` is shown; raises ReceiptError, or DeskError where it is not ours."""
    receipt = read_receipt(data, identity=desk.ring.identity, inbox=desk.instance.inbox)
    if receipt.desk != desk.instance.desk:
        raise DeskError(
            filled(N_("the receipt %(name)s is another desk's"), name=name), N_("Take one that this desk signed.")
        )
    return Anchor(
        filled(N_("receipt %(number)s (%(name)s)"), number=receipt.sequence, name=name), receipt.audit_head, True
    )


def from_receipt_file(desk: OpenDesk, path: Path) -> Anchor:
    """As `from_receipt`, from a file."""
    return from_receipt(desk, read(path, N_("Is the path right, and may you read it?")), path.name)


def from_paper(text: str) -> Anchor:
    """What somebody typed from a printed sheet; raises DeskError."""
    head = typed(text)
    return Anchor(N_("the printed sheet"), head.beginning, True, head.entries)
