"""The pages of what goes to the GGD and comes from it, and of backups."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.envelope.signatures import fingerprint
from intake.exchange.book import Book as Exported
from intake.exchange.files import read_own
from intake.exchange.slip import Outcomes
from intake.network.ambassadors.writing import add_ambassador
from intake.network.backup.restoring import restore
from intake.network.requests.reading import open_requests
from intake.network.requests.writing import finish
from tests.network.test_exchanging import ABRAHA, COMPARED, STRANGER, signed, slip
from tests.network.web.office import PASSPHRASES, Book
from tests.network.web.test_destinations import hidden, uploaded
from tests.network.world import section
from tests.web.browser import Browser


@pytest.fixture
def coordinator(book: Book) -> Browser:
    return book.at_work("joke")


def abraha(book: Book) -> str:
    """An ambassador's id."""
    with book.network() as network, network.writing() as connection:
        return add_ambassador(network, connection, ABRAHA)


def test_the_book_goes_out_as_the_page_said_and_its_key_can_be_read_out(book: Book, coordinator: Browser) -> None:
    abraha(book)
    page = coordinator.get("/exchange").text
    with book.network() as network:
        public = network.keys.public
    assert fingerprint(public) in page
    assert "1 ambassador" in page
    answer = coordinator.post("/exchange/export")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="network-book-1.json"'
    assert read_own(answer.data, Exported, public=public).coordinator == "joke"
    assert "Export 1" in coordinator.get("/exchange").text


def test_slips_are_taken_in_once_somebody_compared_the_key_by_telephone(book: Book, coordinator: Browser) -> None:
    looked = uploaded(coordinator, "/exchange/look", signed(slip(abraha(book)), slip("A-000000", 2)), "slips.json")
    assert COMPARED in looked.text
    assert "not in this book any more" in looked.text
    sent = {"packed": hidden(looked.text, "packed"), "fingerprint": hidden(looked.text, "fingerprint")}
    assert coordinator.post("/exchange/slips", **sent).status_code == 409
    with book.network() as network, network.reading() as connection:
        assert open_requests(connection) == ()
    taken = coordinator.post("/exchange/slips", **sent, compared="yes")
    assert taken.status_code == 303
    assert "2 slips were taken in" in coordinator.get(taken.headers["Location"]).text
    again = uploaded(coordinator, "/exchange/look", signed(slip(abraha(book), 3)), "slips.json")
    assert "by telephone" not in again.text


def test_another_ggd_is_named_and_has_no_button(book: Book, coordinator: Browser) -> None:
    who = abraha(book)
    looked = uploaded(coordinator, "/exchange/look", signed(slip(who)), "slips.json")
    sent = {"packed": hidden(looked.text, "packed"), "fingerprint": COMPARED, "compared": "yes"}
    coordinator.post("/exchange/slips", **sent)
    foreign = uploaded(coordinator, "/exchange/look", signed(slip(who, 2), ggd=STRANGER), "slips.json")
    assert "This is not the GGD that this book believes" in foreign.text
    assert 'name="packed"' not in foreign.text
    assert coordinator.post("/exchange/forget", inbox="ggd-demo").status_code == 303
    assert (
        "Is it the GGD’s?"
        in uploaded(coordinator, "/exchange/look", signed(slip(who, 2), ggd=STRANGER), "slips.json").text
    )


def test_outcomes_go_back_once_something_came_of_a_slip(book: Book, coordinator: Browser) -> None:
    looked = uploaded(coordinator, "/exchange/look", signed(slip(abraha(book))), "slips.json")
    sent = {"packed": hidden(looked.text, "packed"), "fingerprint": COMPARED, "compared": "yes"}
    coordinator.post("/exchange/slips", **sent)
    assert coordinator.post("/exchange/outcomes", inbox="ggd-demo").status_code == 409
    with book.network() as network, network.writing() as connection:
        finish(network, connection, 1, 1, {"outcome": "declined"})
        public = network.keys.public
    answer = coordinator.post("/exchange/outcomes", inbox="ggd-demo")
    assert [each.outcome for each in read_own(answer.data, Outcomes, public=public).came] == ["declined"]


def test_what_is_no_file_of_slips_is_refused_in_words(coordinator: Browser) -> None:
    answer = uploaded(coordinator, "/exchange/look", b"{}", "slips.json")
    assert answer.status_code == 409
    assert "This is not the file that is asked for" in answer.text


def test_a_backup_goes_to_another_disk_or_to_the_browser_and_can_be_brought_back(
    book: Book, coordinator: Browser, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    abraha(book)
    assert "None was made yet" in coordinator.get("/").text
    inside = coordinator.post("/backup/make", folder=str(book.section.data))
    assert "is lost with it" in inside.text
    assert coordinator.post("/backup/make", folder="nowhere").status_code == 409
    made = coordinator.post("/backup/make", folder=str(tmp_path / "stick"))
    assert "read back and is whole" in coordinator.get(made.headers["Location"]).text
    [file] = (tmp_path / "stick").iterdir()
    assert "is lost where this computer breaks" not in coordinator.get("/").text
    book.watch.forward(minutes=5)
    answer = coordinator.post("/backup/download")
    (tmp_path / "download").write_bytes(answer.data)
    answer.close()
    for each in (file, tmp_path / "download"):
        restore(section(tmp_path / "tried"), PASSPHRASES["joke"], each, name="joke", trying=True)
    assert [each.name for each in book.section.data.iterdir() if each.name.startswith(".download")] == []
