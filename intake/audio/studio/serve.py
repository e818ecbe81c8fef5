"""Serve the page on this computer until somebody stops it."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date

from waitress.server import BaseWSGIServer, create_server

from intake.audio.studio.app import create_app
from intake.audio.studio.guard import HOST, Guard
from intake.audio.studio.session import Session
from intake.audio.studio.shelf import Shelf


def serve(session: Session, today: Callable[[], date], say: Callable[[str], None]) -> None:
    """``say`` hears the address. Returns on Ctrl+C. Raises PackError before anything is served.

    The address holds the start token, so no browser is started from here: what starts one shows its arguments to
    everybody on the computer.
    """
    # A browser asks for all files of the page at once; that they wait for one another is no news.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    with served(session, today) as (server, address), suppress(KeyboardInterrupt):
        say(address)
        server.run()


@contextmanager
def served(session: Session, today: Callable[[], date]) -> Iterator[tuple[BaseWSGIServer, str]]:
    """A server on a port that is free, ready to run, and where to begin. Raises PackError."""
    shelf = Shelf(session, today)
    with socket.create_server((HOST, 0)) as listening:
        guard = Guard(listening.getsockname()[1])
        yield create_server(create_app(shelf, guard), sockets=[listening]), guard.address
