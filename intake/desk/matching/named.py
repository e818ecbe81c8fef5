"""Whether words that somebody said name a person of the book. In doubt, yes: who is wrongly kept away costs little.

Compared without capitals, accents and marks. One word of a name is enough: people are named by a first name, or by the
family's. A name that only sounds alike (Mohamed, Muhammad) is told too, for a nurse to ask.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

_LETTERS = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile(r"[aeiouy]+")
_TWICE = re.compile(r"(.)\1+")
_ALIKE = str.maketrans({"c": "k", "q": "k", "z": "s", "j": "y", "v": "f", "w": "u"})
SHORTEST, SHORTEST_SOUND = 3, 3
"""Letters of a word that is compared, and of what is left of it without vowels."""
PARTICLES = frozenset({"abd", "abu", "bin", "bint", "den", "der", "het", "ibn", "oum", "umm", "van", "von"})
"""Parts of many names, which name nobody."""


class Named(IntEnum):
    """Is somebody named?"""

    NOT = 0
    SOUNDS = 1
    YES = 2


def named(name: str, words: str | None) -> Named:
    """Is ``name`` named in ``words``?"""
    if not words:
        return Named.NOT
    said = _words(words)
    mine = [each for each in _words(name) if len(each) >= SHORTEST and each not in PARTICLES]
    if any(each in said for each in mine):
        return Named.YES
    sounds = {_sound(each) for each in said}
    alike = any(len(_sound(each)) >= SHORTEST_SOUND and _sound(each) in sounds for each in mine)
    return Named.SOUNDS if alike else Named.NOT


def shared_words(one: str | None, other: str | None) -> bool:
    """Do two descriptions, as of a dialect, have a word in common?"""
    mine, theirs = (frozenset(_words(each or "")) - _SMALL for each in (one, other))
    return any(len(each) >= SHORTEST for each in mine & theirs)


_SMALL = frozenset(
    {
        "and",
        "arabic",
        "arabisch",
        "dialect",
        "een",
        "from",
        "het",
        "met",
        "near",
        "speaks",
        "spreekt",
        "taal",
        "the",
        "uit",
        "van",
        "with",
    }
)


def _words(text: str) -> frozenset[str]:
    # Not cached: what a person said must be gone from memory once the desk is locked.
    apart = unicodedata.normalize("NFKD", text.casefold())
    return frozenset(_LETTERS.findall("".join(each for each in apart if not unicodedata.combining(each))))


def _sound(word: str) -> str:
    """What is left of a word however its sounds are spelled: its first letter, and the consonants after it."""
    plain = word.replace("ph", "f").replace("kh", "k").replace("gh", "g").replace("dh", "d").replace("ou", "u")
    letters = _TWICE.sub(r"\1", plain.translate(_ALIKE))
    return _TWICE.sub(r"\1", letters[:1] + _VOWELS.sub("", letters[1:])).rstrip("h")
