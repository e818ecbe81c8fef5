"""A network book with its pages: real keys, a real database, two people, and a browser without a screen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from intake.config import Network
from intake.locked import FLOOR
from intake.network.making import make_network
from intake.network.people import Role
from intake.network.staff import add_person
from intake.network.unlock import OpenNetwork, open_network
from intake.network.web.app import create_app
from tests.network.world import Watch, section
from tests.web.browser import Browser

PORT = 8473
BASE = f"http://127.0.0.1:{PORT}"
PASSPHRASES = {
    "joke": "seven lamps along the harbour wall",
    "samira": "nine herons under the railway bridge",
}
ROLES = {"joke": Role.COORDINATOR, "samira": Role.HELPER}


def make_book(folder: Path) -> None:
    """A book with a coordinator and a helper; the least cost of a lock that is allowed."""
    own, watch = section(folder / "network"), Watch()
    make_network(own, "joke", PASSPHRASES["joke"], cost=FLOOR, clock=watch)
    with open_network(own, PASSPHRASES["joke"], name="joke", clock=watch) as network:
        add_person(network, PASSPHRASES["joke"], name="samira", new_passphrase=PASSPHRASES["samira"], role=Role.HELPER)


class Book:
    """The book's application, and browsers in front of it. ``watch`` may be moved."""

    def __init__(self, made: Path, folder: Path) -> None:
        shutil.copytree(made, folder)
        self.watch, self.codes = Watch(), list[str]()
        self.section: Network = section(folder / "network")
        self.app, self.service = create_app(self.section, port=PORT, clock=self.watch, announce=self.codes.append)

    def close(self) -> None:
        """Lock it everywhere."""
        self.service.seats.lock_all()

    def browser(self, *, let_in: bool = True) -> Browser:
        """Another browser on this computer."""
        browser = Browser(self.app.test_client(), BASE)
        if let_in:
            browser.post("/start", code=self.codes[-1])
        return browser

    def at_work(self, name: str) -> Browser:
        """A browser in which ``name`` has unlocked the book."""
        browser = self.browser()
        assert browser.post("/unlock", name=name, passphrase=PASSPHRASES[name]).status_code == 303
        return browser

    @contextmanager
    def network(self, name: str = "joke") -> Iterator[OpenNetwork]:
        """The book beneath the pages."""
        with open_network(self.section, PASSPHRASES[name], name=name, clock=self.watch) as network:
            yield network
