"""The way in for the browser on this computer: a leaf of its own that knocks with the start code.

An address with a code in it would stand in the browser's history and in the list of processes. So the leaf is a file
in the desk's folder, which only its owner may read; it posts the code, works once, and is taken away.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from html import escape
from pathlib import Path

LEAF = """<!doctype html>
<meta charset="utf-8">
<title>Envelop</title>
<form method="post" action="{action}"><input type="hidden" name="code" value="{code}"><button>Open</button></form>
<script>document.forms[0].submit()</script>
"""


class Door:
    """Says each start code, and keeps the leaf up to date with it."""

    def __init__(self, folder: Path, action: str, say: Callable[[str], None]) -> None:
        self.leaf = folder / "open-the-desk.html"
        self._action, self._say = action, say

    def announce(self, code: str) -> None:
        """Another code holds from now on."""
        self.leaf.unlink(missing_ok=True)
        text = LEAF.format(action=escape(self._action), code=escape(code))
        with os.fdopen(os.open(self.leaf, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        grouped = "-".join(code[at : at + 4] for at in range(0, len(code), 4))
        self._say(f"Start code for a browser, once: {grouped}")

    def close(self) -> None:
        """Leave nothing behind."""
        self.leaf.unlink(missing_ok=True)
