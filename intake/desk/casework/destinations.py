"""Where a person can be referred to: data, in one file, each entry with its source and the day it was checked.

Nothing here is promised to be right: what nobody has checked says so wherever it is shown.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from intake.desk.errors import DeskError
from intake.marking import N_

FILE = Path(__file__).with_name("destinations.toml")
GP, OTHER = "GP", "OTHER"
"""Whoever is not in the file: then the organisation must be written down."""


class Destination(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``gp_letter``: does the person need a letter of a GP? ``own_risk``: do costs fall under the own risk (18+)?"""

    code: str
    nl: str
    en: str
    gp_letter: Literal["no", "yes", "gp-decides"]
    own_risk: Literal["none", "applies", "ask"]
    source: str
    phone: str | None = None
    checked_on: date | None = None

    def name(self, language: str) -> str:
        """In Dutch or English."""
        return self.nl if language == "nl" else self.en


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    destination: tuple[Destination, ...]


@cache
def destinations() -> Mapping[str, Destination]:
    """All of them by code, in the order of the file."""
    found = msgspec.convert(tomllib.loads(FILE.read_text(encoding="utf-8")), _File)
    return {each.code: each for each in found.destination}


def destination(code: str) -> Destination:
    """The one with this code; raises DeskError where there is none."""
    if code not in destinations():
        raise DeskError(N_("there is no such destination"), N_("Choose one from the list."))
    return destinations()[code]


def by_gp() -> frozenset[str]:
    """The codes of those to whom the way leads through a letter to the GP."""
    return frozenset(each.code for each in destinations().values() if each.code == GP or each.gp_letter != "no")


def known(code: str) -> Destination:
    """As `destination`, for what was written earlier: an entry that has left the file stands for itself."""
    gone = Destination(code=code, nl=code, en=code, gp_letter="gp-decides", own_risk="ask", source="-")
    return destinations().get(code, gone)
