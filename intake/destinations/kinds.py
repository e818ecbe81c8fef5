"""What each kind of destination is: kinds.toml, each entry with its source and the day it was checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

FILE = Path(__file__).with_name("kinds.toml")


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``gp_letter``: does the person need a letter of a GP? ``own_risk``: do costs fall under the own risk (18+)?

    Norms are weeks: from referral to intake, from intake to treatment; None where there is no norm.
    """

    code: str
    nl: str
    en: str
    gp_letter: Literal["no", "yes", "gp-decides"]
    own_risk: Literal["none", "applies", "ask"]
    source: str
    norm_intake: int | None = None
    norm_treatment: int | None = None
    checked_on: date | None = None

    def name(self, language: str) -> str:
        """In Dutch or English."""
        return self.nl if language == "nl" else self.en


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: tuple[Kind, ...]


@cache
def kinds() -> Mapping[str, Kind]:
    """All of them by code, in the order of the file."""
    found = msgspec.convert(tomllib.loads(FILE.read_text(encoding="utf-8")), _File)
    return {each.code: each for each in found.kind}


def kind_of(code: str) -> Kind:
    """The one with this code; what was written earlier and has left the file stands for itself."""
    gone = Kind(code=code, nl=code, en=code, gp_letter="gp-decides", own_risk="ask", source="-")
    return kinds().get(code, gone)
