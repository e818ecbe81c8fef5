"""The whole round, with both programs' own code: the book to the desk, a slip back, and what came of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest

from intake.desk.cases import read_case
from intake.desk.casework.referring import refer
from intake.desk.errors import DeskError
from intake.desk.matching.proposing import propose
from intake.desk.network.kept import read_kept
from intake.desk.network.taking_in import take_in
from intake.desk.slips.carrying import carry
from intake.desk.slips.outcomes import take_outcomes
from intake.envelope.signatures import fingerprint
from intake.network.ambassadors.writing import add_ambassador
from intake.network.destinations.writing import add_destination, report
from intake.network.exchanging.book_out import export_book
from intake.network.exchanging.outcomes_out import write_outcomes
from intake.network.exchanging.slips_in import take_slips
from intake.network.requests.reading import open_requests
from intake.network.requests.writing import accept, finish
from tests.desk.casework.doing import Doing, at_work
from tests.desk.casework.test_referring import CONSENT, talked
from tests.desk.letters.samples import SENDER
from tests.desk.slips.asking import print_note, slips
from tests.desk.world import IDENTITY, World, submission
from tests.network.test_exchanging import ABRAHA
from tests.network.world import new_world

PAPERS = {"conduct_until": "2027-11-01", "secrecy_until": "2027-11-01"}


def proposed(work: Doing) -> list[str]:
    """Whom the desk proposes for the case, by id."""
    with work.desk.reading() as connection:
        found = propose(work.desk, connection, read_case(connection, "1"), read_kept(connection))
    assert found is not None
    return [each.ambassador.id for each in found.matches.ambassadors]


def refuse_what_is_of_the_case(file: bytes, *told: str) -> None:
    """What leaves the desk about somebody is what the note says, and nothing else."""
    [slip] = json.loads(file)["slips"]["slips"]
    said = {"v", "id", "ambassador", "issued", "first_name", "language", "tasks", "day", "time", "place", "note"}
    assert slip.keys() == said | {"often"}
    assert not [each for each in told if each in file.decode()]


def test_a_book_goes_to_the_desk_a_slip_comes_back_and_then_its_outcome(world: World, tmp_path: Path) -> None:
    network = new_world(tmp_path / "organisation")
    world.section = msgspec.structs.replace(world.section, sender=SENDER)
    sent = submission()
    with network.at_once() as book, at_work(world, sent) as work:
        with book.writing() as connection:
            abraha = add_ambassador(book, connection, {**ABRAHA, **PAPERS})
            place = add_destination(book, connection, {"kind": "PSY", "name": "De Brug", "places": ["Delft"]})
            report(book, connection, place, {"intake": 20, "reported_on": "2026-11-20"})
        _, exported = export_book(book, bytes)
        work.do(take_in, exported, compared=fingerprint(network.public))
        kept = work.ask(read_kept)
        assert kept is not None
        found = kept.destination(place)
        assert found is not None
        assert (found.norm_intake, found.waiting_intake, found.reported_on) == (4, 20, date(2026, 11, 20))
        assert proposed(work) == [abraha]
        talked(work)
        work.do(refer, 1, work.seen(), {"destination": "AMB", "ambassador": abraha} | CONSENT)
        print_note(work)
        _, slips_file = carry(work.desk, bytes)
        refuse_what_is_of_the_case(slips_file, sent.code, sent.id)
        with book.writing() as connection:
            take_slips(book, connection, slips_file, compared=fingerprint(IDENTITY.verify_key.encode()))
            [request] = open_requests(connection)
            assert (request.ambassador, request.first_name) == (abraha, "Saba")
            accept(book, connection, request.number, request.revision)
        with book.writing() as connection:
            finish(book, connection, request.number, 2, {"outcome": "done", "minutes": "1:30"})
        _, _, outcomes = write_outcomes(book, bytes)
        taken = take_outcomes(work.desk, outcomes)
        assert (taken.noted, taken.unknown) == (1, ())
        [slip] = slips(work)
        assert (slip.outcome, slip.minutes) == ("done", 90)
        with pytest.raises(DeskError, match="brought in already"):
            take_outcomes(work.desk, outcomes)
        with pytest.raises(DeskError, match="brought in already"):
            work.do(take_in, exported)
        _, newer = export_book(book, bytes)
        work.do(take_in, newer)
