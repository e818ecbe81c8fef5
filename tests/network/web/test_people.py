"""People of the network book: slots and roles by the page, each with a passphrase of their own."""

from __future__ import annotations

from intake.network.log import read
from tests.network.web.office import PASSPHRASES, Book

NEW = "violet harbour engine paper moon"


def test_a_coordinator_adds_somebody_who_unlocks_with_their_own_passphrase(book: Book) -> None:
    joke = book.at_work("joke")
    asked = {"name": "tomas", "role": "helper", "passphrase": PASSPHRASES["joke"], "new": NEW, "again": NEW}
    assert joke.post("/people/add", **asked).status_code == 303
    assert "tomas" in joke.get("/people").text
    tomas = book.browser()
    assert tomas.post("/unlock", name="tomas", passphrase=NEW).status_code == 303
    assert tomas.get("/people").status_code == 403
    with book.network() as network, network.reading() as connection:
        entry = read(connection, most=1)[0]
    assert (entry.actor, entry.action, entry.key) == ("joke", "added", "tomas")


def test_what_was_typed_stays_and_no_passphrase_does_where_it_is_refused(book: Book) -> None:
    asked = {"name": "tomas", "role": "helper", "passphrase": PASSPHRASES["joke"], "new": NEW, "again": "another"}
    answer = book.at_work("joke").post("/people/add", **asked)
    assert answer.status_code == 409
    assert "The two passphrases differ." in answer.text
    assert 'value="tomas"' in answer.text
    assert NEW not in answer.text
    assert PASSPHRASES["joke"] not in answer.text


def test_whoever_is_taken_out_is_locked_out_at_once_and_the_page_says_what_that_is_not(book: Book) -> None:
    joke, samira = book.at_work("joke"), book.at_work("samira")
    assert joke.post("/people/remove", name="samira", passphrase=PASSPHRASES["joke"]).status_code == 303
    assert samira.get("/").headers["Location"] == "/unlock"
    assert samira.post("/unlock", name="samira", passphrase=PASSPHRASES["samira"]).status_code == 403
    assert "still reads what stood in it" in joke.get("/people?done=removed").text


def test_a_helper_becomes_a_coordinator_and_the_last_one_stays(book: Book) -> None:
    joke = book.at_work("joke")
    refused = joke.post("/people/role", name="joke", role="helper")
    assert refused.status_code == 409
    assert "There is no other coordinator." in refused.text
    assert joke.post("/people/role", name="samira", role="coordinator").status_code == 303
    assert book.at_work("samira").get("/people").status_code == 200


def test_everybody_changes_their_own_passphrase(book: Book) -> None:
    samira = book.at_work("samira")
    assert samira.post("/me", passphrase=PASSPHRASES["samira"], new=NEW, again=NEW).status_code == 303
    samira.post("/lock")
    assert samira.post("/unlock", name="samira", passphrase=PASSPHRASES["samira"]).status_code == 403
    assert samira.post("/unlock", name="samira", passphrase=NEW).status_code == 303
