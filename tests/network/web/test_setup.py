"""An empty folder becomes a network book by the page alone, once; who was interrupted goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.envelope.signatures import fingerprint
from intake.locked import FLOOR
from intake.network.web.app import create_app
from tests.network.web.office import BASE, PASSPHRASES, PORT
from tests.network.world import Watch, section
from tests.web.browser import Browser

NAME, WORDS = "joke", PASSPHRASES["joke"]


class Nothing:
    """A folder in which nothing was made, and the program's pages over it."""

    def __init__(self, folder: Path) -> None:
        self.section, self.codes, self.watch = section(folder / "network"), list[str](), Watch()
        self.app, self.service = create_app(
            self.section, port=PORT, clock=self.watch, cost=FLOOR, announce=self.codes.append
        )
        self.browser = Browser(self.app.test_client(), BASE)
        self.browser.post("/start", code=self.codes[-1])


@pytest.fixture
def nothing(tmp_path: Path) -> Iterator[Nothing]:
    made = Nothing(tmp_path)
    yield made
    made.service.seats.lock_all()


def test_every_page_leads_to_the_one_that_makes_the_book_and_afterwards_never_again(nothing: Nothing) -> None:
    browser = nothing.browser
    assert browser.get("/people").headers["Location"] == "/setup"
    assert "Make the network book of Steunpunt Zuid" in browser.get("/setup").text
    made = browser.post("/setup", name=NAME, new=WORDS, again=WORDS)
    assert made.status_code == 200
    assert browser.post("/unlock", name=NAME, passphrase=WORDS).status_code == 303
    with nothing.service.seats._lock:
        (seat,) = [each for each in nothing.service.seats._seats.values() if each.unlocked is not None]
    assert seat.unlocked is not None
    assert fingerprint(seat.unlocked.network.keys.public) in made.text
    assert "backup" in made.text
    assert browser.get("/people").status_code == 200
    for answer in (browser.get("/setup"), browser.post("/setup", name="eve", new=WORDS, again=WORDS)):
        assert answer.status_code == 403
    assert "There is a network book here already." in answer.text


def test_what_does_not_fit_makes_nothing(nothing: Nothing) -> None:
    tried = [
        {"name": "", "new": WORDS, "again": WORDS},
        {"name": NAME, "new": WORDS, "again": "another"},
        {"name": NAME, "new": "welkom123456", "again": "welkom123456"},
    ]
    answers = [nothing.browser.post("/setup", **each) for each in tried]
    assert [each.status_code for each in answers] == [409, 409, 409]
    assert "too weak" in answers[2].text
    assert not (nothing.section.data / "network.locked").exists()


def test_whoever_was_interrupted_goes_on_with_the_passphrase_they_chose(nothing: Nothing) -> None:
    nothing.browser.post("/setup", name=NAME, new=WORDS, again=WORDS)
    (nothing.section.data / "network.sqlite").unlink()
    again = Nothing(nothing.section.data.parent)
    assert "was interrupted" in again.browser.get("/setup").text
    assert again.browser.post("/setup", name=NAME, new="wrong wrong wrong").status_code == 409
    assert again.browser.post("/setup", name=NAME, new=WORDS).status_code == 200
    assert again.browser.post("/unlock", name=NAME, passphrase=WORDS).status_code == 303
