"""Imports one bundle: every good envelope goes in, whatever lies beside it.

Work is committed in chunks, each with its part of the audit trail; so a crash loses at most a chunk, and importing
again gives each case exactly once. The receipt is written last, after everything in it is safely in the database,
and never over another file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from intake.desk.audit import Action
from intake.desk.clock import stamp
from intake.desk.days import working_days
from intake.desk.errors import DeskError
from intake.desk.folder import refuse_unwritable, write_new
from intake.desk.importing.chain import remarks, remember
from intake.desk.importing.examining import Examiner
from intake.desk.importing.parked import bring_in_parked, bring_in_unknown
from intake.desk.importing.receipts import Signed, next_receipt
from intake.desk.importing.session import finish, writer_of
from intake.desk.importing.summary import Summary, Tally
from intake.desk.importing.writing import Writer
from intake.desk.unlock import OpenDesk
from intake.envelope.bundle import BundleReader
from intake.envelope.digests import Digests
from intake.envelope.encoding import base64url
from intake.envelope.errors import BundleError
from intake.envelope.places import Carried

CHUNK = 256

Progress = Callable[[int, int], None]
"""Called after each chunk: how many envelopes are done, of how many."""


def import_bundle(
    desk: OpenDesk, bundle: Path, receipt: Path, *, progress: Progress = lambda done, total: None
) -> Summary:
    """Import the file ``bundle`` and write the receipt to the new file ``receipt``.

    Raises DeskError, BundleError, QuestionnaireError or DatabaseError; what was committed until then stays.
    """
    refuse_unwritable(receipt)
    with _open(desk, bundle) as reader:
        from_parked = bring_in_parked(desk) + bring_in_unknown(desk)
        run = _Import(desk, reader)
        while run.chunk():
            progress(run.done, reader.manifest.count)
        signed = run.finish(from_parked)
    write_new(receipt, signed.data)
    return run.summary(from_parked, signed)


@contextmanager
def _open(desk: OpenDesk, bundle: Path) -> Iterator[BundleReader]:
    try:
        file = bundle.open("rb")
    except OSError:
        raise DeskError(f"cannot read {bundle}", "Is the path right, and may you read it?") from None
    with file:
        yield _begun(desk, file)


def _begun(desk: OpenDesk, file: BinaryIO) -> BundleReader:
    try:
        return BundleReader(file, relay=desk.instance.relay_key, inbox=desk.instance.inbox)
    except OSError:
        raise _unreadable() from None


def _unreadable() -> DeskError:
    return DeskError(
        "the bundle cannot be read to its end",
        "Was the stick pulled out? What went in stays; copy the bundle to this disk and import it again.",
    )


class _Import:
    """One bundle on its way in."""

    def __init__(self, desk: OpenDesk, reader: BundleReader) -> None:
        self._desk = desk
        self._manifest = reader.manifest
        self._digest = reader.manifest.digest()
        self._carried = reader.envelopes()
        self._examiner = Examiner(desk.bunch.opening, desk.instance.inbox, desk.library)
        self._days = working_days(desk.section)
        self._today: date = desk.clock().date()
        self._tally = Tally()
        # In the order of the bundle, and so sorted.
        self._have = bytearray()
        self.done = 0
        with desk.writing() as connection:
            self._remarks = list(remarks(connection, self._manifest))
            keys = " ".join(map(base64url, desk.bunch.opening))
            detail = {"key": keys, "use": "open", "bundle": base64url(self._digest)}
            desk.record(connection, Action.KEY_USED, detail)

    def chunk(self) -> bool:
        """Take in the next envelopes and commit; False once there are none."""
        carried = self._next()
        if not carried:
            return False
        with self._desk.writing() as connection:
            writer = writer_of(self._desk, connection, self._days)
            known = writer.known([each.digest for each in carried])
            for each in carried:
                self._one(writer, each, known)
            finish(self._desk, connection, writer)
        self.done += len(carried)
        return True

    def finish(self, from_parked: int) -> Signed:
        """Write down that the bundle is in, and sign the receipt, in one transaction."""
        with self._desk.writing() as connection:
            remember(connection, self._manifest, stamp(self._desk.clock()))
            self._desk.record(connection, Action.IMPORTED, self._detail(from_parked))
            return next_receipt(connection, self._desk, bundle=self._digest, have=Digests.packed(bytes(self._have)))

    def summary(self, from_parked: int, signed: Signed) -> Summary:
        """What happened."""
        tally = self._tally
        return Summary(
            sequence=self._manifest.sequence,
            new=tally.new,
            known=tally.known,
            aside=dict(tally.aside),
            parked=tally.parked,
            damaged=tally.damaged,
            missing=tally.missing,
            from_parked=from_parked,
            remarks=tuple(self._remarks),
            receipt=signed.sequence,
        )

    def _next(self) -> list[Carried]:
        carried: list[Carried] = []
        try:
            for each in islice(self._carried, CHUNK):
                carried.append(each)
        except BundleError as error:
            # It comes at the end: everything that was signed has been looked for.
            self._remarks.append(f"{error.message[0].upper()}{error.message[1:]}. {error.hint}")
        except OSError:
            raise _unreadable() from None
        return carried

    def _one(self, writer: Writer, each: Carried, known: set[bytes]) -> None:
        if each.digest in known:
            self._tally.known += 1
        elif each.envelope is not None:
            outcome = self._examiner.examine(each.digest, each.envelope)
            self._tally.add(writer.store(each.digest, each.envelope, outcome, self._today))
        else:
            self._lost(writer, each)
            return
        self._have += each.digest

    def _lost(self, writer: Writer, each: Carried) -> None:
        if not each.found:
            self._tally.missing += 1
            return
        self._tally.damaged += 1
        writer.damaged(each.digest, each.found, self._digest, self._today)

    def _detail(self, from_parked: int) -> dict[str, str | int]:
        tally = self._tally
        counts = {"new": tally.new, "known": tally.known, "parked": tally.parked, "damaged": tally.damaged}
        counts |= {"missing": tally.missing, "aside": tally.aside.total(), "from_parked": from_parked}
        return {"bundle": base64url(self._digest), "relay": self._manifest.relay, **counts}
