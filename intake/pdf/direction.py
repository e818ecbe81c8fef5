"""What somebody typed, apart from what stands beside it: each text in the direction of its own first letter.

Browsers find that direction themselves; WeasyPrint does not, and would turn a Dutch address in an Arabic letter.
"""

from __future__ import annotations

import unicodedata

from markupsafe import Markup


def isolated(text: str) -> Markup:
    """Within a line."""
    return Markup('<bdi dir="{}">{}</bdi>').format(_direction(text), text)


def in_lines(text: str) -> Markup:
    """Each line apart, as `isolated`."""
    shown = (
        Markup('<span class="line" dir="{}">{}</span>').format(_direction(each), each) for each in text.split("\n")
    )
    return Markup("").join(shown)


def _direction(text: str) -> str:
    strong = (each for sign in text if (each := unicodedata.bidirectional(sign)) in ("L", "R", "AL"))
    return "rtl" if next(strong, "L") != "L" else "ltr"
