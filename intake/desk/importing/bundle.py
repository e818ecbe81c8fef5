"""Imports one bundle: every good envelope goes in, whatever lies beside it.

Work is committed in chunks, each with its part of the audit trail; so a crash loses at most a chunk, and importing
again gives each case exactly once. The receipt is signed last, after everything in it is safely in the database, and
is kept there; where it is written to a file, never over another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from intake.desk.errors import DeskError
from intake.desk.folder import refuse_unwritable, write_new
from intake.desk.importing.parked import bring_in_parked, bring_in_unknown
from intake.desk.importing.receipts import Signed
from intake.desk.importing.summary import Standing, Summary
from intake.desk.importing.under_way import CHUNK, UNREADABLE, UnderWay
from intake.desk.unlock import OpenDesk
from intake.envelope.bundle import BundleReader
from intake.marking import N_, filled

__all__ = ["CHUNK", "Progress", "Told", "bring_in", "import_bundle"]

Progress = Callable[[int, int], None]
"""Called after each chunk: how many envelopes are done, of how many."""
Told = Callable[[Standing], None]
"""Called before the first chunk and after each; what it raises ends the import, and what was committed stays."""


def import_bundle(
    desk: OpenDesk, bundle: Path, receipt: Path, *, progress: Progress = lambda done, total: None
) -> Summary:
    """Import the file ``bundle`` and write the receipt to the new file ``receipt``.

    Raises DeskError, BundleError, QuestionnaireError or DatabaseError; what was committed until then stays.
    """
    refuse_unwritable(receipt)
    summary, signed = bring_in(desk, bundle, told=lambda at: progress(at.done, at.total) if at.done else None)
    write_new(receipt, signed.data)
    return summary


def bring_in(desk: OpenDesk, bundle: Path, *, told: Told = lambda standing: None) -> tuple[Summary, Signed]:
    """Import the file ``bundle``; what happened, and the receipt, which the desk keeps too. Raises as the above."""
    with _open(desk, bundle) as reader:
        under_way = UnderWay(desk, reader)
        told(under_way.standing())
        from_parked = bring_in_parked(desk) + bring_in_unknown(desk)
        while under_way.chunk():
            told(under_way.standing())
        return under_way.finish(from_parked)


@contextmanager
def _open(desk: OpenDesk, bundle: Path) -> Iterator[BundleReader]:
    try:
        file = bundle.open("rb")
    except OSError:
        said = filled(N_("cannot read %(file)s"), file=str(bundle))
        raise DeskError(said, N_("Is the path right, and may you read it?")) from None
    with file:
        yield _begun(desk, file)


def _begun(desk: OpenDesk, file: BinaryIO) -> BundleReader:
    try:
        return BundleReader(file, relay=desk.instance.relay_key, inbox=desk.instance.inbox)
    except OSError:
        raise DeskError(*UNREADABLE) from None
