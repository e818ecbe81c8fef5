"""A real network book and a real desk: who can help is proposed, asked by a slip, and what came of it comes back."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from intake.desk.cases import read_case
from intake.desk.casework.referrals import State, referrals_of
from intake.desk.casework.referring import refer
from intake.desk.matching.proposing import propose
from intake.desk.network.kept import read_kept
from intake.desk.network.taking_in import take_in
from intake.desk.slips.carrying import carry
from intake.desk.slips.outcomes import take_outcomes
from intake.envelope.signatures import fingerprint
from intake.network.exchanging.book_out import export_book
from intake.network.exchanging.outcomes_out import write_outcomes
from intake.network.exchanging.slips_in import take_slips
from intake.network.requests.reading import open_requests
from intake.network.requests.writing import accept, finish
from intake.network.unlock import OpenNetwork
from tests.desk.casework.doing import Doing, at_work
from tests.desk.casework.test_referring import CONSENT, talked
from tests.desk.letters.samples import SENDER
from tests.desk.slips.asking import print_note, slips
from tests.desk.world import IDENTITY, World, submission
from tests.network.typed import added
from tests.network.world import new_world


def proposed(work: Doing) -> list[str]:
    """Whom the desk proposes for the case, by id."""
    with work.desk.reading() as connection:
        found = propose(work.desk, connection, read_case(connection, "1"), read_kept(connection))
    assert found is not None
    return [each.ambassador.id for each in found.matches.ambassadors]


def brought(network: OpenNetwork) -> bytes:
    """The book's next export."""
    return export_book(network, bytes)[1]


def test_from_the_book_to_somebody_who_went_along_and_back(world: World, tmp_path: Path) -> None:
    world.section = msgspec.structs.replace(world.section, sender=SENDER)
    sent = submission()
    with at_work(world, sent) as work, new_world(tmp_path / "book").at_once() as network:
        with network.writing() as connection:
            selam = added(network, connection)
            expired = added(network, connection, "Rahwa Kidane", conduct_until="2026-01-01")
        work.do(take_in, brought(network), compared=fingerprint(network.keys.public))
        assert proposed(work) == [selam]
        assert expired not in proposed(work)

        talked(work)
        work.do(refer, 1, work.seen(), {"destination": "AMB", "ambassador": selam} | CONSENT)
        print_note(work)
        [kept] = slips(work)
        _, file = carry(work.desk, bytes)
        nothing_of_the_case(file, sent.code, sent.id)

        with network.writing() as connection:
            take_slips(network, connection, file, compared=fingerprint(IDENTITY.verify_key.encode()))
            [asked] = open_requests(connection)
            assert (asked.first_name, asked.ambassador, asked.slip) == ("Saba", selam, kept.slip)
            accept(network, connection, asked.number, asked.revision)
            typed = {"outcome": "done", "minutes": "1:30", "enter": "on"}
            finish(network, connection, asked.number, asked.revision + 1, typed)

        take_outcomes(work.desk, write_outcomes(network, bytes)[2])
        [came] = slips(work)
        assert (came.outcome, came.minutes, came.step) == ("done", 90, State.SENT)
        assert [each.state for each in work.ask(referrals_of, 1)] == [State.AGREED]

        work.do(take_in, brought(network))
        with work.desk.reading() as connection:
            known = read_kept(connection)
        assert known is not None
        [loaded] = [each for each in known.book.ambassadors if each.id == selam]
        assert (loaded.minutes, loaded.waiting) == (90, 0)


def nothing_of_the_case(file: bytes, *told: str) -> None:
    """What leaves the desk about somebody is what the note says, and nothing else."""
    [slip] = json.loads(file)["slips"]["slips"]
    allowed = {"v", "id", "ambassador", "issued", "first_name", "language", "tasks", "day", "time", "place", "note"}
    assert slip.keys() == allowed | {"often"}
    assert not [each for each in told if each in file.decode()]
