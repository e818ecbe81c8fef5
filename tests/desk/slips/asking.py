"""Somebody of the network book is asked to go along, by a note that is printed and a slip that is carried."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import msgspec

from intake.desk.casework.referring import refer
from intake.desk.letters.frame import content
from intake.desk.letters.writing import begin, overlaid, print_letter
from intake.desk.network.taking_in import take_in
from intake.desk.slips.carrying import carry
from intake.desk.slips.kept import KeptSlip, slips_of
from intake.exchange.files import Slips, read_certified, sign_own
from intake.exchange.slip import Came, Outcome, Outcomes
from tests.desk.casework.doing import Doing, at_work
from tests.desk.casework.test_referring import CONSENT, talked
from tests.desk.letters.samples import SENDER
from tests.desk.matching.people import ambassador, book
from tests.desk.network.files import FINGERPRINT, NETWORK, exported
from tests.desk.world import IDENTITY, INBOX, World, submission

HELPER = "A-000001"
BOOK = book(ambassador(1), ambassador(2))
NOTE = {"first_name": "Saba", "day": "2026-12-01", "time": "09:30", "place": "Plein 1", "along": "on", "agreed": "on"}


@contextmanager
def asking(world: World, *, consent: bool = True, ambassador: str | None = HELPER) -> Iterator[Doing]:
    """A talk was held with the person, who agreed that an ambassador of the book is asked."""
    world.section = msgspec.structs.replace(world.section, sender=SENDER)
    with at_work(world, submission()) as work:
        work.do(take_in, exported(BOOK), compared=FINGERPRINT)
        talked(work)
        chosen = {"destination": "AMB"} | ({"ambassador": ambassador} if ambassador else {})
        work.do(refer, 1, work.seen(), chosen | (CONSENT if consent else {}))
        yield work


def print_note(work: Doing, **typed: str) -> str:
    """Print the note; what stands on it."""
    draft = overlaid(begin(work.desk, "1", "ambassador"), {**NOTE, **typed})
    return print_letter(work.desk, draft, draft.revision, content)


def slips(work: Doing) -> list[KeptSlip]:
    """Those of the case, the newest first."""
    return work.ask(slips_of, 1)


def carried(work: Doing, *, again: bool = False) -> Slips:
    """The file that was made, as the network book reads it."""
    _, data = carry(work.desk, bytes, again=again)
    return read_certified(data, Slips, identity=IDENTITY.verify_key.encode(), inbox=INBOX)


def came(*outcomes: tuple[str, Outcome], sequence: int = 1, minutes: int = 90, whose: str = BOOK.book) -> bytes:
    """The file that comes back."""
    day = date(2026, 12, 2)
    told = tuple(Came(slip, outcome, day, minutes) for slip, outcome in outcomes)
    return sign_own(NETWORK, Outcomes(1, whose, sequence, day, told))
