"""Where a person can be referred to, by kind: what intake/destinations says of it, with the first national number.

Nothing here is promised to be right: what nobody has checked says so wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal

import msgspec

from intake.desk.errors import DeskError
from intake.destinations import Kind, Number, kind_of, kinds, national_numbers
from intake.marking import N_

GP, OTHER = "GP", "OTHER"
"""Whoever is not in the file: then the organisation must be written down."""


class Destination(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``gp_letter``: does the person need a letter of a GP? ``own_risk``: do costs fall under the own risk (18+)?

    ``checked_on`` is the older of two days, where both what it is and its number were checked.
    """

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


@cache
def destinations() -> Mapping[str, Destination]:
    """All of them by code, in the order of the file."""
    # A kind of several organisations has no number of its own, nor has whoever is not in the file.
    alone = {code: numbers[0] for code, numbers in _numbers().items() if len(numbers) == 1}
    return {code: _of(kind, alone.get(code)) for code, kind in kinds().items()}


def _numbers() -> Mapping[str, list[Number]]:
    found: dict[str, list[Number]] = {}
    for each in national_numbers():
        found.setdefault(each.kind, []).append(each)
    return found


def _of(kind: Kind, number: Number | None) -> Destination:
    phone, source, days = None, kind.source, [kind.checked_on]
    if number is not None and number.phone is not None:
        phone, source, days = number.phone, number.source, [kind.checked_on, number.checked_on]
    checked = [day for day in days if day is not None]
    checked_on = min(checked) if len(checked) == len(days) else None
    return Destination(
        code=kind.code, nl=kind.nl, en=kind.en, gp_letter=kind.gp_letter, own_risk=kind.own_risk,
        source=source, phone=phone, checked_on=checked_on,
    )  # fmt: skip


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
    return destinations().get(code) or _of(kind_of(code), None)
