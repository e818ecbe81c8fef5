"""The desk's pages on a port of their own, over a real desk, and somebody at work in Chromium."""

from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path
from threading import Thread

from playwright.sync_api import BrowserContext, Page, ViewportSize
from waitress.server import create_server

from intake.desk.web.app import create_app
from tests.desk.web.office import PASSPHRASES, Office

AXE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
RUN = "() => axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map((each) => `${each.id}: ${each.nodes[0].html}`))"  # noqa: E501
WIDE: ViewportSize = {"width": 1280, "height": 800}
SMALL: ViewportSize = {"width": 390, "height": 844}


class ServedDesk(Office):
    """An office whose pages are served; its clock stands, unless ``now`` is moved."""

    def __init__(self, made: Path, folder: Path, **more: object) -> None:
        super().__init__(made, folder, **more)
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port: int = free.getsockname()[1]
        self.app, self.service = create_app(
            self.section, port=self.port, clock=lambda: self.now, announce=self.codes.append
        )
        self._server = create_server(self.app, host="127.0.0.1", port=self.port, threads=8)
        Thread(target=self._server.run, name="desk", daemon=True).start()

    @property
    def origin(self) -> str:
        """Without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        super().close()
        self._server.close()

    def work_as(self, context: BrowserContext, name: str = "noor") -> Page:
        """A page of a browser in which ``name`` has unlocked the desk."""
        page = context.new_page()
        page.goto(f"{self.origin}/start")
        page.fill("#code", self.codes[-1])
        page.click("main .button-main")
        page.select_option("#name", name)
        page.fill("#passphrase", PASSPHRASES[name])
        page.click("main .button-main")
        page.wait_for_url(f"{self.origin}/")
        return page


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it is now."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN)
    return found


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    width: int = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width
