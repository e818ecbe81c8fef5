"""Keeps people out of signals: what looks like a number to call, an address, a code or a name is refused.

It errs on the side of refusing: whoever writes can say the same without it. Nothing that was typed is quoted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from intake.marking import N_

_MAIL = re.compile(r"\S@\S|\bwww\.|https?:", re.IGNORECASE)
_DIGITS = re.compile(r"(?:\+|00)?\d(?:[\s().\-/]{0,3}\d){7,}")
_DATES = re.compile(r"\b(?:(?:19|20)\d\d\s*[-/\u2013]\s*(?:19|20)\d\d|\d{4}-\d\d-\d\d|\d\d?[-/]\d\d?[-/]\d{4})\b")
_SHORT_CODE = re.compile(r"\b(?=[0-9A-HJKMNP-TV-Z\-]*\d)[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}\b", re.IGNORECASE)
_IDS = re.compile(r"\b[ADS]-[0-9A-HJKMNP-TV-Z]{6,8}\b")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4
"""Letters of a first name or surname that is looked for by itself: shorter ones are also words."""

MAIL = N_("has something that looks like an e-mail address or a link; say it without")
NUMBER = N_("has something that looks like a number to call; say it without")
CODE = N_("has something that looks like a code of a case, a slip or an ambassador; say it without")
NAME = N_("has the name of an ambassador; say it without")


def what_is_personal(text: str, names: Collection[str]) -> str | None:
    """What keeps ``text`` out of a signal, in words; None where nothing does. ``names`` are the ambassadors'."""
    if _MAIL.search(text):
        return MAIL
    undated = _DATES.sub(" ", text)
    if _DIGITS.search(undated):
        return NUMBER
    if _IDS.search(text) or _SHORT_CODE.search(undated):
        return CODE
    if _names(text, names):
        return NAME
    return None


def _names(text: str, names: Collection[str]) -> bool:
    """Is a whole name in it, or a word of one that is written with a capital as a name is?"""
    said = _plain(text)
    words = {_plain(each) for each in _WORD.findall(text) if not each.islower()}
    for name in names:
        if re.search(rf"(?<!\w){re.escape(_plain(name))}(?!\w)", said):
            return True
        parts = {_plain(each) for each in _WORD.findall(name) if len(each) >= _SHORTEST}
        if parts & words:
            return True
    return False


def _plain(text: str) -> str:
    """Without capitals and marks: a name is found however it is typed."""
    apart = unicodedata.normalize("NFKD", " ".join(text.split()).casefold())
    return "".join(sign for sign in apart if unicodedata.category(sign) != "Mn")
