"""What the book and a desk hand each other: signed, in order, of whom people compared, each slip once."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import msgspec
import pytest
from nacl.signing import SigningKey

from intake.envelope.encoding import base64url
from intake.envelope.roles import certify_desk
from intake.envelope.signatures import fingerprint
from intake.exchange.book import Book
from intake.exchange.errors import ExchangeError
from intake.exchange.files import Slips, read_own, sign_certified
from intake.exchange.slip import Outcomes, Slip
from intake.network.ambassadors.reading import read_ambassador
from intake.network.ambassadors.writing import add_ambassador, stop
from intake.network.destinations.writing import add_destination, remove
from intake.network.errors import NetworkError
from intake.network.exchanging.book_out import export_book
from intake.network.exchanging.desks import believed, forget
from intake.network.exchanging.outcomes_out import write_outcomes
from intake.network.exchanging.slips_in import Offered, Standing, look_at_slips, take_slips
from intake.network.people import Role
from intake.network.requests.reading import open_requests, read_request
from intake.network.requests.writing import finish
from intake.network.staff import add_person
from intake.network.unlock import OpenNetwork
from tests.desk.commands import Home
from tests.network.world import HELPER, OTHER_PASSPHRASE, PASSPHRASE, World

DAY = date(2026, 11, 23)
INBOX = "ggd-demo"
DESK, GGD, STRANGER = (SigningKey(bytes([number]) * 32) for number in (1, 2, 3))
COMPARED = fingerprint(GGD.verify_key.encode())
ABRAHA = {
    "name": "Abraha Tesfay", "gender": "man", "place": "GM0518", "phone": "06-12345678",
    "languages": [{"tag": "ti", "level": "native"}], "since": "2026-01-05",
}  # fmt: skip


@pytest.fixture
def abraha(book: OpenNetwork) -> str:
    """An ambassador's id."""
    with book.writing() as connection:
        return add_ambassador(book, connection, ABRAHA)


def slip(ambassador: str, number: int = 1, **more: object) -> Slip:
    members = {"day": date(2026, 11, 30), "time": "10:30", "place": "Library", "note": "bring the letter"}
    return Slip(1, f"S-0000000{number}", ambassador, DAY, "Sam", "ti", ("along",), **(members | more))  # type: ignore[arg-type]


def signed(*slips: Slip, inbox: str = INBOX, ggd: SigningKey = GGD) -> bytes:
    """A file as that desk writes it."""
    certificate = certify_desk(ggd, inbox=inbox, public=DESK.verify_key.encode(), issued=DAY)
    return sign_certified(DESK, certificate, Slips(1, inbox, slips, base64url(ggd.verify_key.encode())))


def taken(book: OpenNetwork, data: bytes, compared: str | None = COMPARED) -> Offered:
    with book.writing() as connection:
        return take_slips(book, connection, data, compared=compared)


def same(data: bytes) -> bytes:
    return data


def test_each_export_has_a_higher_number_and_is_signed_by_the_key_that_people_compare(
    book: OpenNetwork, abraha: str, world: World
) -> None:
    with book.writing() as connection:
        kept = add_destination(book, connection, {"kind": "VT", "name": "Veilig Thuis", "phone": "0800-2000"})
        gone = add_destination(book, connection, {"kind": "GP", "name": "De Molen"})
        remove(book, connection, gone, 1)
    first, data = export_book(book, same)
    again, newer = export_book(book, same)
    assert (first.sequence, again.sequence) == (1, 2)
    found = read_own(data, Book, public=world.public)
    assert (found.sequence, found.organisation, found.coordinator) == (1, "Steunpunt Zuid", book.actor)
    assert [each.id for each in found.ambassadors] == [abraha]
    assert [each.id for each in found.destinations] == [kept]
    assert b"06-12345678" not in data
    assert read_own(newer, Book, public=world.public).book == found.book


def test_where_the_file_cannot_be_kept_no_number_is_used(book: OpenNetwork) -> None:
    def full(data: bytes) -> bytes:
        raise OSError

    with pytest.raises(OSError):
        export_book(book, full)
    assert export_book(book, same)[0].sequence == 1


def test_a_helper_lets_nothing_leave(world: World) -> None:
    with world.network() as book:
        add_person(book, PASSPHRASE, name=HELPER, new_passphrase=OTHER_PASSPHRASE, role=Role.HELPER)
    with world.network(HELPER, OTHER_PASSPHRASE) as book:
        for deed in (
            lambda: export_book(book, same),
            lambda: taken(book, signed()),
            lambda: write_outcomes(book, same),
        ):
            with pytest.raises(NetworkError, match="for a coordinator"):
                deed()


def test_a_desk_is_believed_once_people_compared_its_key_and_then_without(book: OpenNetwork, abraha: str) -> None:
    data = signed(slip(abraha))
    with pytest.raises(NetworkError, match="nobody has compared") as refused:
        taken(book, data, None)
    assert COMPARED in refused.value.message
    with pytest.raises(NetworkError, match="not that of this file"):
        taken(book, data, fingerprint(STRANGER.verify_key.encode()))
    with book.reading() as connection:
        assert (believed(connection), open_requests(connection)) == ({}, ())
    assert taken(book, data).standing is Standing.FIRST
    assert taken(book, signed(slip(abraha, 2)), None).standing is Standing.KNOWN
    with book.reading() as connection:
        assert [each.slip for each in open_requests(connection)] == ["S-00000001", "S-00000002"]


def test_another_ggd_never_takes_the_place_of_the_one_that_was_compared(book: OpenNetwork, abraha: str) -> None:
    taken(book, signed(slip(abraha)))
    foreign = signed(slip(abraha, 2), ggd=STRANGER)
    with pytest.raises(NetworkError, match="another GGD's key"):
        taken(book, foreign, fingerprint(STRANGER.verify_key.encode()))
    with book.writing() as connection:
        forget(book, connection, INBOX)
    assert taken(book, foreign, fingerprint(STRANGER.verify_key.encode())).standing is Standing.FIRST


def test_a_second_inbox_of_the_same_ggd_is_believed_by_its_key(book: OpenNetwork, abraha: str) -> None:
    taken(book, signed(slip(abraha)))
    taken(book, signed(slip(abraha, 2), inbox="ggd-second"), None)
    with book.reading() as connection:
        assert set(believed(connection)) == {INBOX, "ggd-second"}


def test_a_slip_becomes_a_request_with_nothing_but_what_the_slip_says(book: OpenNetwork, abraha: str) -> None:
    taken(book, signed(slip(abraha, often="structural")))
    with book.reading() as connection:
        [request] = open_requests(connection)
    assert (request.asker, request.ambassador, request.often) == ("ggd", abraha, "structural")
    assert (request.first_name, request.language, request.tasks) == ("Sam", "ti", ("along",))
    assert (request.day, request.time, request.place) == (date(2026, 11, 30), "10:30", "Library")


def test_a_slip_that_comes_twice_is_one_request(book: OpenNetwork, abraha: str) -> None:
    first, second = slip(abraha), slip(abraha, 2)
    taken(book, signed(first))
    found = taken(book, signed(first, second))
    assert ([each.id for each in found.new], found.known) == ([second.id], 1)
    with pytest.raises(NetworkError, match="stands in this file twice"):
        taken(book, signed(second, second))


def test_a_slip_that_says_something_else_the_second_time_is_refused_and_the_file_with_it(
    book: OpenNetwork, abraha: str
) -> None:
    taken(book, signed(slip(abraha)))
    with pytest.raises(NetworkError, match="S-00000001 came before"):
        taken(book, signed(slip(abraha, 2), slip(abraha, place="Station")))
    with pytest.raises(NetworkError, match="S-00000001 came before"):
        taken(book, signed(slip(abraha), inbox="ggd-second"))
    with book.reading() as connection:
        assert len(open_requests(connection)) == 1


def test_a_slip_for_somebody_who_is_not_here_is_named_and_answered(book: OpenNetwork, abraha: str) -> None:
    with book.writing() as connection:
        stop(book, connection, abraha, read_ambassador(connection, abraha).revision, date(2026, 11, 24))
    data = signed(slip(abraha), slip("A-000000", 2))
    with book.reading() as connection:
        assert look_at_slips(book, connection, data).astray == ("S-00000001", "S-00000002")
    taken(book, data)
    with book.writing() as connection:
        stray = next(each for each in open_requests(connection) if each.slip == "S-00000002")
        assert stray.ambassador is None
        finish(book, connection, stray.number, stray.revision, {"outcome": "cancelled"})
    _, number, _ = write_outcomes(book, same)
    assert number == 1


def test_what_came_of_slips_goes_back_whole_each_time_and_in_order(
    book: OpenNetwork, abraha: str, world: World
) -> None:
    taken(book, signed(slip(abraha), slip(abraha, 2)))
    with pytest.raises(NetworkError, match="nothing came of any slip"):
        write_outcomes(book, same)
    for outcome, number in (("going-on", 1), ("declined", 2)):
        with book.writing() as connection:
            request = read_request(connection, number)
            finish(book, connection, number, request.revision, {"outcome": outcome, "minutes": 90 * (number % 2)})
        sequence, slips, data = write_outcomes(book, same)
        found = read_own(data, Outcomes, public=world.public)
        assert (sequence, slips, found.sequence, len(found.came)) == (number, number, number, number)
    assert [(each.slip, each.outcome, each.minutes) for each in found.came] == [
        ("S-00000001", "going-on", 90),
        ("S-00000002", "declined", 0),
    ]


def test_of_two_desks_each_gets_its_own_outcomes(book: OpenNetwork, abraha: str, world: World) -> None:
    taken(book, signed(slip(abraha)))
    taken(book, signed(slip(abraha, 2), inbox="ggd-second"))
    for number in (1, 2):
        with book.writing() as connection:
            finish(book, connection, number, 1, {"outcome": "done"})
    with pytest.raises(NetworkError, match="not clear for which desk"):
        write_outcomes(book, same)
    _, _, data = write_outcomes(book, same, inbox="ggd-second")
    assert [each.slip for each in read_own(data, Outcomes, public=world.public).came] == ["S-00000002"]


@pytest.mark.parametrize("data", [b"", b"{}", b"kind;name\n", bytes(range(256))])
def test_what_is_no_file_of_slips_is_refused(book: OpenNetwork, data: bytes) -> None:
    with pytest.raises(ExchangeError):
        taken(book, data)


def test_what_was_said_of_a_person_stays_out_of_the_log(book: OpenNetwork, abraha: str, world: World) -> None:
    taken(book, signed(slip(abraha)))
    export_book(book, same)
    with book.reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM log").all()
    assert not [each for each in ("Sam", "Library", "letter", "Abraha") if each in str(rows)]


def test_by_command_a_book_goes_out_slips_come_in_and_outcomes_go_back(home: Home, world: World) -> None:
    with world.network() as book, book.writing() as connection:
        abraha = add_ambassador(book, connection, ABRAHA)
    assert "export 1: 1 ambassadors" in home.run("network", "export", "book.json").out
    assert "exists already" in home.refused("network", "export", "book.json")
    printed = home.run("network", "fingerprint").out.strip()
    assert printed == fingerprint(world.public)
    home.folder.joinpath("slips.json").write_bytes(signed(slip(abraha), slip("A-000000", 2)))
    said = home.refused("network", "slips", "slips.json")
    shown = re.search(r"yet: (\S+)", said)
    assert shown is not None
    assert shown[1] == COMPARED
    out = home.run("network", "slips", "--fingerprint", COMPARED, "slips.json").out
    assert "2 slips were taken in, 0 came before" in out
    assert "S-00000002: the ambassador is not in this book" in out
    assert COMPARED in home.run("network", "desks", "list").out
    with world.network() as book, book.writing() as connection:
        finish(book, connection, 1, 1, {"outcome": "done", "minutes": "1:30"})
    assert "what came of 1 slips" in home.run("network", "outcomes", "outcomes.json").out
    data = Path(home.folder / "outcomes.json").read_bytes()
    assert msgspec.json.decode(data)["outcomes"]["came"][0]["minutes"] == 90
    assert home.run("network", "desks", "forget", INBOX).status == 0
    assert "another" not in home.refused("network", "desks", "forget", INBOX)
