"""What an import is doing, and what it had to say, as sentences in the reader's language."""

from __future__ import annotations

from intake.desk.importing import Standing
from intake.desk.importing.remark import Remark, sentence
from intake.web.words import _


def doing(standing: Standing | None) -> str:
    """``Opening 120 of 400: 100 new, 15 known, 5 set aside.``"""
    if standing is None:
        return _("Looking at the bundle.")
    if standing.done == standing.total:
        return _("Writing the receipt.")
    counts = {name: getattr(standing, name) for name in ("done", "total", "new", "known")}
    counts["aside"] = standing.aside + standing.parked + standing.lost
    return _("Opening %(done)d of %(total)d: %(new)d new, %(known)d known, %(aside)d set aside.") % counts


def said(text: str) -> str:
    """A remark, or a message or hint of an error, which may hold a file's name: plain text, never markup."""
    parts = text.parts if isinstance(text, Remark) else (text,)
    return " ".join(sentence(_(part)) for part in parts)
