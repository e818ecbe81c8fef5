"""A reason in words that can still be said in another language: a marked pattern, and what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

LANGUAGE, PLACE, DAY = "language", "place", "day"
"""Values of these names are a BCP 47 tag, a municipality's code and an ISO 8601 date: readers have other words."""
NAMED = (LANGUAGE, PLACE, DAY)
Value = str | int
Name = Callable[[str, str], str]
"""Gives the reader's word for a value; the first argument is which of NAMED it is."""


@dataclass(frozen=True, slots=True)
class Said:
    """``pattern`` is marked for translation, ``values`` fill it in."""

    pattern: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def words(self, translate: Callable[[str], str], name: Name) -> str:
        """The sentence, in the reader's language."""
        named = {key: name(key, str(value)) if key in NAMED else value for key, value in self.values.items()}
        return translate(self.pattern) % named


def said(pattern: str, **values: Value) -> Said:
    """A marked pattern with ``values``."""
    return Said(pattern, values)
