"""The network book by command: brought in, shown, and who could help in a case; nothing personal in the trail."""

from __future__ import annotations

import msgspec
import pytest

from intake.desk.clock import utc_now
from intake.desk.local_time import today
from intake.envelope.submission import Contact
from intake.exchange.book import Book
from tests.desk.commands import Home
from tests.desk.matching.people import ambassador, book, conflict, destination
from tests.desk.network.files import FINGERPRINT, STRANGER, exported
from tests.desk.test_commands import carried
from tests.desk.world import submission

CLEAR = {"conduct_until": today(utc_now()), "secrecy_until": today(utc_now())}
BOOK = book(
    ambassador(1, name="Selam T.", minutes=125, **CLEAR),
    ambassador(2, name="Saba", available=False, **CLEAR),
    ambassador(3, name="Amina", conflicts=(conflict(text="a cousin"),), **CLEAR),
    destinations=(destination(1, "TALK", name="A talk", waiting_intake=2), destination(2, "GBV-NET", name="Network")),
    issued=today(utc_now()),
)


def write(home: Home, content: Book, name: str = "book") -> str:
    (home.folder / name).write_bytes(exported(content))
    return name


@pytest.fixture
def with_book(home: Home) -> Home:
    """A desk with one case and a book."""
    contact = Contact(reach="call", address="06 1234 5678", line="mine", ambassador="yes", professional="woman")
    home.run("desk", "import", carried(home, submission(contact=contact)), "--receipt", "receipt")
    assert home.run("desk", "network", "import", write(home, BOOK), "--fingerprint", FINGERPRINT).status == 0
    return home


def test_a_book_is_brought_in_once_its_fingerprint_was_compared(home: Home) -> None:
    file = write(home, BOOK)
    assert "no network book was brought in yet" in home.refused("desk", "network", "show")
    looked = home.run("desk", "network", "import", "--look", file).out
    assert looked.endswith("ambassadors: 3 new, 0 changed, 0 gone\nNothing was taken in.\n")
    assert f"nobody has compared the key of this network book yet: {FINGERPRINT}" in home.refused(
        "desk", "network", "import", file
    )
    assert home.run("desk", "network", "import", file, "--fingerprint", FINGERPRINT).out.endswith("Taken in.\n")
    assert "was brought in already" in home.refused("desk", "network", "import", file)
    (home.folder / "other").write_bytes(exported(BOOK, STRANGER))
    assert "this is another network book" in home.refused("desk", "network", "import", "other")
    assert "cannot read nothing" in home.refused("desk", "network", "import", "nothing")


def test_the_book_is_shown_and_says_when_it_is_old(with_book: Home) -> None:
    shown = with_book.run("desk", "network", "show", "--kind", "TALK").out
    assert "D-000001  TALK      A talk, 2 weeks  TO BE CHECKED" in shown
    assert "GBV-NET" not in shown
    assert "A-000002  Saba: woman, GM0362, ti; 0.0 of 20 hours, 0 open; not available" in shown
    assert "OLD" not in shown
    older = msgspec.structs.replace(BOOK, sequence=2, issued=today(utc_now()).replace(year=2025))
    with_book.run("desk", "network", "import", write(with_book, older))
    assert "THIS BOOK IS OLD" in with_book.run("desk", "network", "show").out
    assert with_book.run("desk", "network", "show", "--json").json["old"] is True


def test_who_could_help_is_told_with_reasons_and_kept_in_the_trail_by_numbers(with_book: Home) -> None:
    told = with_book.run("desk", "match", "1").out
    assert "A-000001  Selam T.\n    speaks Tigrinya as a mother tongue; a woman, as the person wishes; lives in" in told
    assert "ASK FIRST: declared a conflict: “a cousin”" in told
    assert "Fewer than three people fit" in told
    assert "not proposed, 1: is not available now" in told
    assert "D-000001  A talk (TALK)" in told
    assert "D-000002" not in told
    found = with_book.run("desk", "match", "1", "--json").json
    assert [each["id"] for each in found["ambassadors"]] == ["A-000001", "A-000003"]
    assert (found["why_not"], found["few"]) == ({"away": 1}, True)
    trail = with_book.run("desk", "audit", "list", "--json").out
    assert '"ambassadors":"A-000001 A-000003"' in trail
    assert "Selam" not in trail


def test_what_the_talk_told_by_command_rules_somebody_out_and_the_choice_becomes_a_referral(with_book: Home) -> None:
    (with_book.folder / "talk").write_text(
        'ambassador = "yes"\nambassador_gender = "any"\nambassador_town = "other"\nexcluded = ["A-000003"]\n', "utf-8"
    )
    assert with_book.run("desk", "facts", "1", "--fields", "talk").status == 0
    assert "  excluded: A-000003" in with_book.run("desk", "facts", "1").out
    assert [each["id"] for each in with_book.run("desk", "match", "1", "--json").json["ambassadors"]] == ["A-000001"]
    (with_book.folder / "wrong").write_text('excluded = ["Amina"]\n', "utf-8")
    assert "excluded cannot be what the file says" in with_book.refused("desk", "facts", "1", "--fields", "wrong")
    (with_book.folder / "to").write_text('destination = "A-000003"\n', "utf-8")
    assert "the person does not want this one" in with_book.refused("desk", "refer", "1", "--file", "to")
    (with_book.folder / "to").write_text('destination = "A-000001"\n', "utf-8")
    assert with_book.run("desk", "refer", "1", "--file", "to").status == 0
    [referral] = with_book.run("desk", "referral", "1", "--json").json
    assert (referral["destination"], referral["ambassador"], referral["organisation"]) == (
        "AMB",
        "A-000001",
        "Selam T.",
    )
    (with_book.folder / "talk").write_text('ambassador = "no"\n', "utf-8")
    with_book.run("desk", "facts", "1", "--fields", "talk")
    assert "The person wants nobody to go along" in with_book.run("desk", "match", "1").out
