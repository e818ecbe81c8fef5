"""Numbers that are the same in the whole country: national.toml. To be checked by the GGD; each has its source."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

FILE = Path(__file__).with_name("national.toml")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same in Dutch and English."""

    nl: str
    en: str

    def of(self, language: str) -> str:
        """In Dutch or English."""
        return self.nl if language == "nl" else self.en


class Number(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``kind`` as in kinds.toml; ``name`` is what it is called in the country, in every language."""

    kind: str
    name: str
    source: str
    phone: str | None = None
    hours: Words | None = None
    costs: Words | None = None
    checked_on: date | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    number: tuple[Number, ...]


@cache
def national_numbers() -> tuple[Number, ...]:
    """All of them, in the order of the file."""
    return msgspec.convert(tomllib.loads(FILE.read_text(encoding="utf-8")), _File).number
