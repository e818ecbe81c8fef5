"""Which languages are one and the same, and which are near enough to ask. Small on purpose: a wrong pair does harm.

The tables follow ISO 639-3. A macrolanguage alone makes nobody understood: Kurmanji and Sorani are both "Kurdish" and
are never put together, nor are Ukrainian and Russian, which many speak and some will not.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from functools import lru_cache

from intake.exchange.book import Level, Spoken

SAME: Mapping[str, str] = {
    # Written differently for one language: the macrolanguage's code, or its usual member.
    "arb": "ar",
    "cmn": "zh",
    "fa-af": "prs",
    "fat": "ak",
    "fas": "fa",
    "gaz": "om",
    "hye": "hy",
    # CLDR's "ku" is Kurmanji, in Latin script; Sorani is "ckb".
    "ku": "kmr",
    "pbt": "ps",
    "pbu": "ps",
    "per": "fa",
    "pes": "fa",
    "swh": "sw",
    "tw": "ak",
}
"""Tags in lower case, and the language that they mean."""

_OF_ARABIC = ("acm", "aeb", "afb", "apc", "apd", "arq", "ary", "arz", "ayl", "ayp", "ajp", "ayn", "pga", "shu")
NEAR: frozenset[frozenset[str]] = frozenset(
    {
        # Dari and Farsi are understood by each other's educated speakers, and are chosen apart for good reasons.
        frozenset({"prs", "fa"}),
        # The form knows one Arabic; who speaks only Darija may not be understood by who speaks only Iraqi.
        *(frozenset({"ar", each}) for each in _OF_ARABIC),
    }
)
"""Pairs that a native or fluent speaker can bridge, where the person agrees: asked first, and ranked behind."""
BRIDGING: frozenset[Level] = frozenset({"native", "fluent"})


class Closeness(IntEnum):
    """How a language that somebody speaks fits the one that is wanted."""

    OTHER = 0
    NEAR = 1
    SAME = 2


@lru_cache(maxsize=512)
def meant(tag: str) -> str:
    """The language that a BCP 47 tag means: where it is spoken and how it is written makes no difference here."""
    language, _, rest = tag.lower().partition("-")
    return SAME.get(f"{language}-{rest.partition('-')[0]}") or SAME.get(language) or language


def closeness(wanted: str, spoken: Spoken) -> Closeness:
    """How ``spoken`` fits the language ``wanted``, a BCP 47 tag."""
    one, other = meant(wanted), meant(spoken.tag)
    if one == other:
        return Closeness.SAME
    near = frozenset({one, other}) in NEAR and spoken.level in BRIDGING
    return Closeness.NEAR if near else Closeness.OTHER
