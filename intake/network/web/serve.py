"""Serve the network book's pages on this computer, until somebody ends it. Keys are dropped, whatever ends it."""

from __future__ import annotations

from collections.abc import Callable

from intake.config import Network
from intake.network.errors import NetworkError
from intake.network.folder import FILES, Folder
from intake.network.web.app import create_app
from intake.web.local import serve as local
from intake.web.local.serve import Place, Spoken

LEAF = "open-the-network-book.html"
LARGEST = 24 << 20
"""Bytes of one request: the largest signed file, and what a browser puts around it."""
BEGINNING = "There is no network book here yet. The page makes it with you."


def serve(section: Network, *, port: int, demo: bool, open_browser: bool, say: Callable[[str], None]) -> None:
    """Serve ``section``'s book on ``port`` of 127.0.0.1; ``say`` prints a line for whoever started it.

    Where there is no book yet its pages make one. Raises NetworkError where the port is taken, or no folder can be
    made.
    """
    folder = Folder(section.data)
    made = FILES.make_folder(folder.root)
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
        at="The network book is at",
        beginning=BEGINNING,
        taken=NetworkError(f"port {port} is taken", "Is the book open already? Else choose another with --port."),
        offline=no_connection,
    )


def no_connection() -> NetworkError:
    """What stands in the way of a connection."""
    return NetworkError(
        "the network book opens no connection", "Something in the program tried to; tell whoever keeps this computer."
    )
