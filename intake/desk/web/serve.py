"""Serve the desk's pages on this computer, until somebody ends it. Keys are dropped at the end, whatever ends it."""

from __future__ import annotations

from collections.abc import Callable

from intake.config import Desk
from intake.desk.errors import DeskError
from intake.desk.folder import Folder
from intake.desk.web.app import create_app
from intake.desk.web.bringing_in.receiving import LARGEST
from intake.web.local import serve as local
from intake.web.local.serve import Place, Spoken

LEAF = "open-the-desk.html"
BEGINNING = "There is no desk here yet. The page makes its keys with you: two people, a printer, the door closed."


def serve(section: Desk, *, port: int, demo: bool, open_browser: bool, say: Callable[[str], None]) -> None:
    """Serve ``section``'s desk on ``port`` of 127.0.0.1; ``say`` prints a line for whoever started it.

    Where there is no desk yet its pages make one. Raises DeskError where the port is taken, or no folder can be made.
    """
    folder = Folder(section.data)
    made = folder.make()
    try:
        local.serve(
            lambda announce: create_app(section, port=port, demo=demo, announce=announce),
            Place(port, folder.root / LEAF, LARGEST),
            spoken(port),
            open_browser=open_browser,
            say=say,
        )
    finally:
        if made:
            local.leave(folder.root)


def spoken(port: int) -> Spoken:
    """What the window says."""
    return Spoken(
        at="The desk is at",
        beginning=BEGINNING,
        taken=DeskError(f"port {port} is taken", "Is the desk open already? Else choose another with --port."),
        offline=no_connection,
    )


def no_connection() -> DeskError:
    """What stands in the way of a connection."""
    return DeskError(
        "the desk opens no connection", "Something in the program tried to; tell whoever keeps this computer."
    )
