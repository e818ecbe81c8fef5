"""The desk's pages on a port of their own, over a folder in which nothing was made yet."""

from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path
from threading import Thread

from waitress.server import create_server

from intake.desk.web.app import create_app
from intake.locked import FLOOR
from tests.desk.web.office import MONDAY, section_of


class Beginning:
    """A folder in which nothing was made, and the program's pages over it."""

    def __init__(self, folder: Path) -> None:
        self.section = section_of(folder)
        self.codes: list[str] = []
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            port: int = free.getsockname()[1]
        self.origin = f"http://127.0.0.1:{port}"
        app, self.service = create_app(
            self.section, port=port, clock=lambda: MONDAY, cost=FLOOR, announce=self.codes.append
        )
        self._server = create_server(app, host="127.0.0.1", port=port, threads=4)
        Thread(target=self._server.run, name="beginning", daemon=True).start()

    def close(self) -> None:
        self.service.seats.lock_all()
        self._server.close()
