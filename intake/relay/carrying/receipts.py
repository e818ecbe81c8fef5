"""Take receipts: what the desk says it has leaves the next bundle. Nothing is erased here; that is after the hold.

Of each desk the last receipt is known, so that none is taken out of order. A desk that is new, or was restored
(its epoch grew), becomes the newest of its inbox: what only others acknowledged is offered to it again.
"""

from __future__ import annotations

from datetime import date
from time import monotonic, sleep

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from intake.envelope.receipt import Receipt
from intake.relay.clock import iso_week
from intake.relay.mailbox.kept import acknowledge, in_parts
from intake.relay.problems import Problem, Refused
from intake.relay.tables import receipt
from intake.sqlcipher import reading

DIGESTS_A_STEP = 128


def newest_desk(connection: Connection, inbox: str) -> tuple[str, int] | None:
    """The id and epoch of the inbox's newest desk, once one sent a receipt."""
    row = connection.execute(
        select(receipt.c.desk, receipt.c.epoch).where(receipt.c.inbox == inbox, receipt.c.newest)
    ).one_or_none()
    return None if row is None else (row.desk, row.epoch)


def take_receipt(engine: Engine, taken: Receipt, today: date) -> None:
    """Acknowledge what a verified receipt lists; raises Refused. The same receipt again changes nothing.

    In steps, with room in between for whoever sends an envelope. Where they end halfway, the desk's word holds for
    what was done, and the receipt is still to be taken: the same file is pushed again.
    """
    digest = taken.digest()
    with reading(engine).begin() as connection:
        if _taken_before(connection, taken, digest):
            return
    for some in in_parts(taken.have, DIGESTS_A_STEP):
        began = monotonic()
        with engine.begin() as connection:
            acknowledge(connection, taken.inbox, some, (taken.desk, taken.epoch), iso_week(today))
        sleep(monotonic() - began)
    with engine.begin() as connection:
        if not _taken_before(connection, taken, digest):
            _remember(connection, taken, digest)


def _taken_before(connection: Connection, taken: Receipt, digest: bytes) -> bool:
    """Is this the last receipt that the desk sent? Raises Refused where it may not be taken after that one."""
    last = connection.execute(
        select(receipt).where(receipt.c.inbox == taken.inbox, receipt.c.desk == taken.desk)
    ).one_or_none()
    if last is None:
        return False
    if (last.epoch, last.sequence, last.digest) == (taken.epoch, taken.sequence, digest):
        return True
    _refuse_disorder(last, taken)
    return False


def _refuse_disorder(last: Row[tuple[object, ...]], taken: Receipt) -> None:
    """A gap is no disorder (a stick may be lost: what it carried is offered again); going back or a fork is."""
    if taken.epoch > last.epoch:
        return
    if taken.epoch < last.epoch:
        raise Refused(Problem.BEFORE_RESTORE)
    if taken.sequence < last.sequence:
        raise Refused(Problem.OLDER_RECEIPT)
    if taken.sequence == last.sequence or (taken.sequence == last.sequence + 1 and taken.previous != last.digest):
        raise Refused(Problem.SECOND_COPY)
    if not last.newest:
        raise Refused(Problem.OTHER_DESK)


def _remember(connection: Connection, taken: Receipt, digest: bytes) -> None:
    connection.execute(update(receipt).where(receipt.c.inbox == taken.inbox).values(newest=False))
    connection.execute(delete(receipt).where(receipt.c.inbox == taken.inbox, receipt.c.desk == taken.desk))
    connection.execute(
        insert(receipt).values(
            inbox=taken.inbox,
            desk=taken.desk,
            epoch=taken.epoch,
            sequence=taken.sequence,
            digest=digest,
            newest=True,
        )
    )
