"""Serve the desk's pages on this computer, until somebody ends it. Keys are dropped at the end, whatever ends it."""

from __future__ import annotations

import logging
import signal
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

from waitress.server import create_server

from intake.config import Desk
from intake.desk.errors import DeskError
from intake.desk.folder import Folder
from intake.desk.offline import refuse_connections
from intake.desk.web.app import create_app
from intake.desk.web.bringing_in.receiving import LARGEST
from intake.desk.web.door import Door
from intake.desk.web.service import Service

HOST = "127.0.0.1"
LOOK_SECONDS = 5
THREADS = 8


def serve(section: Desk, *, port: int, demo: bool, open_browser: bool, say: Callable[[str], None]) -> None:
    """Serve ``section``'s desk on ``port`` of 127.0.0.1; ``say`` prints a line for whoever started it.

    Where there is no desk yet its pages make one. Raises DeskError where the port is taken, or no folder can be made.
    """
    folder = Folder(section.data)
    made = folder.make()
    refuse_connections()
    logging.getLogger("waitress").setLevel(logging.ERROR)
    address = f"http://{HOST}:{port}/"
    door = Door(folder.root, f"{address}start", say)
    app, service = create_app(section, port=port, demo=demo, announce=door.announce)
    try:
        server = create_server(app, host=HOST, port=port, threads=THREADS, ident=None, max_request_body_size=LARGEST)
    except OSError:
        if made:
            _leave(folder)
        raise DeskError(f"port {port} is taken", "Is the desk open already? Else choose another with --port.") from None
    door.unbar()
    say(f"The desk is at {address}  (Ctrl+C ends it)")
    ended = _lock_when_idle(service)
    # Whoever ends it, by key or by signal, has the keys dropped and the leaf taken away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        if not service.beginning.over:
            say("There is no desk here yet. The page makes its keys with you: two people, a printer, the door closed.")
        if open_browser:
            webbrowser.open(address if demo else door.leaf.as_uri())
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        ended.set()
        service.seats.lock_all()
        door.close()
        server.close()
        if made:
            _leave(folder)


def _leave(folder: Folder) -> None:
    """A folder in which nothing was made is not left behind."""
    with suppress(OSError):
        folder.root.rmdir()


def _lock_when_idle(service: Service) -> Event:
    """Drop the keys of whoever went away, also when no request comes any more. Set the event to end it."""
    ended = Event()

    def look() -> None:
        while not ended.wait(LOOK_SECONDS):
            service.seats.lock_idle()

    Thread(target=look, name="idle", daemon=True).start()
    return ended
