"""The desk's receipts: a chain of its own, each with the head of the audit trail at that moment."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from intake.desk.audit import Action
from intake.desk.clock import stamp
from intake.desk.tables import receipts
from intake.desk.unlock import OpenDesk
from intake.envelope.receipt import Receipt, sign_receipt


@dataclass(frozen=True, slots=True)
class Signed:
    """A receipt's number and its file's bytes."""

    sequence: int
    data: bytes


def next_receipt(connection: Connection, desk: OpenDesk, *, bundle: bytes, have: Set[bytes]) -> Signed:
    """Sign that the desk has ``have``, and write down that it did, in the transaction of ``connection``."""
    last = connection.execute(select(receipts).order_by(receipts.c.sequence.desc()).limit(1)).first()
    sequence = last.sequence + 1 if last else 1
    head = desk.record(connection, Action.KEY_USED, {"key": "desk signing key", "use": "receipt", "receipt": sequence})
    receipt = Receipt(
        inbox=desk.instance.inbox,
        desk=desk.instance.desk,
        epoch=desk.instance.epoch,
        sequence=sequence,
        previous=last.digest if last else None,
        have=have,
        audit_head=head.hash,
    )
    row = {"sequence": sequence, "epoch": receipt.epoch, "digest": receipt.digest(), "bundle": bundle}
    connection.execute(insert(receipts), row | {"audit_head": head.hash, "signed": stamp(desk.clock())})
    return Signed(sequence, sign_receipt(desk.bunch.signing, desk.certificate, receipt))
