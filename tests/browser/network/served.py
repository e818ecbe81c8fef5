"""The network book's pages on a port of their own, over a real book, and somebody at work in Chromium."""

from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path
from threading import Thread

from playwright.sync_api import BrowserContext, Page
from waitress.server import create_server

from intake.config import Network
from intake.locked import FLOOR
from intake.network.web.app import create_app
from tests.network.web.office import PASSPHRASES, Book
from tests.network.world import Watch, section


class Served:
    """The application of ``section`` on a port that was free; ``codes`` are the start codes, the newest last."""

    def __init__(self, own: Network, watch: Watch) -> None:
        self.codes: list[str] = []
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            port: int = free.getsockname()[1]
        self.origin = f"http://127.0.0.1:{port}"
        self.app, self.service = create_app(own, port=port, clock=watch, cost=FLOOR, announce=self.codes.append)
        self._server = create_server(self.app, host="127.0.0.1", port=port, threads=8)
        Thread(target=self._server.run, name="network", daemon=True).start()

    def close(self) -> None:
        """Lock it everywhere, and end it."""
        self.service.seats.lock_all()
        self._server.close()


class ServedBook(Book):
    """A book whose pages are served; its clock stands, unless ``watch`` is moved."""

    def __init__(self, made: Path, folder: Path) -> None:
        super().__init__(made, folder)
        self.served = Served(self.section, self.watch)
        self.app, self.service, self.codes = self.served.app, self.served.service, self.served.codes

    @property
    def origin(self) -> str:
        """Without a slash at its end."""
        return self.served.origin

    def close(self) -> None:
        self.served.close()

    def work_as(self, context: BrowserContext, name: str = "joke") -> Page:
        """A page of a browser in which ``name`` has unlocked the book."""
        page = context.new_page()
        page.goto(f"{self.origin}/start")
        page.fill("#code", self.codes[-1])
        page.click("main .button-main")
        page.select_option("#name", name)
        page.fill("#passphrase", PASSPHRASES[name])
        page.click("main .button-main")
        page.wait_for_url(f"{self.origin}/")
        return page


class NoBook(Served):
    """A folder in which nothing was made, and the program's pages over it."""

    def __init__(self, folder: Path) -> None:
        self.section = section(folder / "network")
        super().__init__(self.section, Watch())
