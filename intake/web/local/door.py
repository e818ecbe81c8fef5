"""The way in for the browser on this computer: a leaf of its own that knocks with the start code.

An address with a code in it would stand in the browser's history and in the list of processes. So the leaf is a file
in the program's folder, which only its owner may read; it posts the code, works once, and is taken away.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from html import escape
from pathlib import Path

LEAF = """<!doctype html>
<meta charset="utf-8">
<title>Envelop</title>
<form method="post" action="{action}"><input type="hidden" name="code" value="{code}"><button>Open</button></form>
<script>document.forms[0].submit()</script>
"""


class Door:
    """Says each start code, and keeps the leaf up to date with it, once it is open: the port may be taken."""

    def __init__(self, leaf: Path, action: str, say: Callable[[str], None]) -> None:
        self.leaf = leaf
        self._action, self._say = action, say
        self._code, self._opened = "", False

    def announce(self, code: str) -> None:
        """Another code holds from now on."""
        self._code = code
        if self._opened:
            self._tell()

    def unbar(self) -> None:
        """The port is ours: say the code, and lay the leaf down."""
        self._opened = True
        self._tell()

    def close(self) -> None:
        """Leave nothing behind."""
        self._take_away()

    def _tell(self) -> None:
        self._take_away()
        text = LEAF.format(action=escape(self._action), code=escape(self._code))
        with os.fdopen(os.open(self.leaf, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        grouped = "-".join(self._code[at : at + 4] for at in range(0, len(self._code), 4))
        self._say(f"Start code for a browser, once: {grouped}")

    def _take_away(self) -> None:
        # A browser on Windows may be reading it: then it is written over, and its code is used up in any case.
        with suppress(OSError):
            self.leaf.unlink(missing_ok=True)
