"""Serve a program's pages on this computer, until somebody ends it. Keys are dropped at the end, whatever ends it."""

from __future__ import annotations

import logging
import signal
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

from flask import Flask
from waitress.server import create_server

from intake.errors import IntakeError
from intake.web.local.door import Door
from intake.web.local.offline import refuse_connections
from intake.web.local.service import Service

HOST = "127.0.0.1"
LOOK_SECONDS = 5
THREADS = 8
Make = Callable[[Callable[[str], None]], tuple[Flask, Service[Any]]]
"""The application, given who hears each start code."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the window in which it runs says: where it is, how it begins; and what it raises."""

    at: str
    beginning: str
    taken: IntakeError
    offline: Callable[[], IntakeError]


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is served: the port on 127.0.0.1, the file of the leaf, and the largest request in bytes."""

    port: int
    leaf: Path
    largest: int

    @property
    def address(self) -> str:
        """Of its first page."""
        return f"http://{HOST}:{self.port}/"


def serve(make: Make, place: Place, spoken: Spoken, *, open_browser: bool, say: Callable[[str], None]) -> None:
    """Serve what ``make`` makes at ``place``; ``say`` prints a line. Raises ``spoken.taken`` where the port is.

    From now on this process opens no connection but to itself.
    """
    refuse_connections(spoken.offline)
    logging.getLogger("waitress").setLevel(logging.ERROR)
    door = Door(place.leaf, f"{place.address}start", say)
    app, service = make(door.announce)
    try:
        server = create_server(
            app, host=HOST, port=place.port, threads=THREADS, ident=None, max_request_body_size=place.largest
        )
    except OSError:
        raise spoken.taken from None
    door.unbar()
    say(f"{spoken.at} {place.address}  (Ctrl+C ends it)")
    ended = _lock_when_idle(service)
    # Whoever ends it, by key or by signal, has the keys dropped and the leaf taken away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        if not service.beginning.over:
            say(spoken.beginning)
        if open_browser:
            webbrowser.open(place.address if service.demo else door.leaf.as_uri())
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        ended.set()
        service.seats.lock_all()
        door.close()
        server.close()


def leave(folder: Path) -> None:
    """A folder in which nothing was made is not left behind."""
    with suppress(OSError):
        folder.rmdir()


def _lock_when_idle(service: Service[Any]) -> Event:
    """Drop the keys of whoever went away, also when no request comes any more. Set the event to end it."""
    ended = Event()

    def look() -> None:
        while not ended.wait(LOOK_SECONDS):
            service.seats.lock_idle()

    Thread(target=look, name="idle", daemon=True).start()
    return ended
