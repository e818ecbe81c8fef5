"""How long to wait, in words."""

from __future__ import annotations

from intake.web.words import ngettext

MINUTE = 60


def in_words(seconds: int) -> str:
    """One sentence that says when the next attempt is judged."""
    if seconds < MINUTE:
        return ngettext(
            "Too many attempts. Wait %(num)d second, then try again.",
            "Too many attempts. Wait %(num)d seconds, then try again.",
            seconds,
        ) % {"num": seconds}
    minutes = -(-seconds // MINUTE)
    return ngettext(
        "Too many attempts. Wait %(num)d minute, then try again.",
        "Too many attempts. Wait %(num)d minutes, then try again.",
        minutes,
    ) % {"num": minutes}
