"""What is filled in about a destination, read from a page, a file or a row of CSV; and one as it would be filled in.

What is the same for every one of a kind need not be filled in: a GP's letter, own risk and norms come from the kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import get_args

import msgspec

from intake.destinations import kinds
from intake.exchange.book import Contact, Destination, Kind, Tag
from intake.marking import N_
from intake.network.destinations.model import GP_LETTER, MOST_CONTACTS, OWN_RISK
from intake.network.filling import Filling
from intake.places.municipalities import codes_by_name
from intake.questionnaire.naming import is_named

KINDS: tuple[str, ...] = get_args(Kind)
WEEKS = 260
_PHONE = re.compile(r"[+(0-9](?=(?:\D*\d){2}).*")
"""Also ``113 or 0800-0113``, or with an extension."""
_TAG = re.compile(get_args(Tag)[1].pattern)
_PLACES = N_("is, or has in it, no municipality: write names or codes, with a semicolon between")


def read_fields(typed: Mapping[str, object], today: date, *, id_: str) -> Destination:
    """The destination with this id, without its waiting times; raises UnfitError."""
    filling = Filling(typed)
    kind = filling.choice("kind", KINDS, needed=True) or "OTHER"
    usual = kinds()[kind]
    found = {
        "name": filling.line("name", needed=True) or "",
        "organisation": filling.line("organisation"),
        "places": _places(filling),
        "languages": _languages(filling),
        "hours": filling.line("hours", longest=200),
        "phone": _phone(filling, "phone"),
        "own_risk": filling.choice("own_risk", OWN_RISK) or usual.own_risk,
        "costs": filling.line("costs", longest=300),
        "gp_letter": filling.choice("gp_letter", GP_LETTER) or usual.gp_letter,
        "norm_intake": filling.whole("norm_intake", 0, WEEKS),
        "norm_treatment": filling.whole("norm_treatment", 0, WEEKS),
        "contacts": _contacts(filling),
        "public": filling.tick("public"),
        "source": filling.line("source", longest=300),
        "checked_on": past(filling, "checked_on", today),
    }
    filling.refuse()
    return msgspec.convert({"id": id_, "kind": kind, **found}, Destination)


def as_typed(destination: Destination) -> dict[str, object]:
    """As a file or a page would hold it: what is empty is left out."""
    found: dict[str, object] = {
        name: getattr(destination, name)
        for name in (
            "kind", "name", "organisation", "hours", "phone", "own_risk", "costs", "gp_letter", "norm_intake",
            "norm_treatment", "source", "checked_on", "public",
        )
    }  # fmt: skip
    found |= {"places": list(destination.places), "languages": list(destination.languages)}
    found["contacts"] = [
        {name: value for name, value in msgspec.structs.asdict(each).items() if value is not None}
        for each in destination.contacts
    ]
    return {name: value for name, value in found.items() if value is not None and value is not False and value != []}


def with_usual_norms(typed: Mapping[str, object]) -> dict[str, object]:
    """What was filled in about a new one, with the norms of its kind where it says none."""
    usual = kinds().get(str(typed.get("kind")))
    norms = {} if usual is None else {"norm_intake": usual.norm_intake, "norm_treatment": usual.norm_treatment}
    return {name: norm for name, norm in norms.items() if norm is not None} | {
        name: value for name, value in typed.items() if value not in (None, "")
    }


def past(filling: Filling, name: str, today: date, *, needed: bool = False) -> date | None:
    """A day that is not still to come."""
    day = filling.day(name, needed=needed)
    if day is not None and day > today:
        filling.fault(name, N_("is still to come"))
        return None
    return day


def _places(filling: Filling) -> tuple[str, ...]:
    """Codes, in their order; whoever types writes codes, or names of municipalities and towns."""
    known = codes_by_name()
    found = [known.get(each.casefold()) for each in filling.texts("places")]
    if None in found:
        filling.fault("places", _PLACES)
    return tuple(sorted({code for code in found if code is not None}))


def _languages(filling: Filling) -> tuple[str, ...]:
    found = filling.texts("languages", between=";, \n")
    if not all(_TAG.fullmatch(each) and is_named(each) for each in found):
        filling.fault("languages", N_("is, or has in it, no language that has a name here: write tags, as nl or ti"))
        return ()
    return tuple(dict.fromkeys(found))


def _phone(filling: Filling, name: str) -> str | None:
    written = filling.line(name, longest=40)
    if written is None:
        return None
    if re.fullmatch(r"[1-9]\d{8}", written):
        filling.fault(name, N_("lacks its 0: a spreadsheet took it away; format the column as text"))
        return None
    if not _PHONE.fullmatch(written):
        filling.fault(name, N_("is not a telephone number"))
        return None
    return written


def _contacts(filling: Filling) -> tuple[Contact, ...]:
    found: list[Contact] = []
    for row in filling.rows("contacts"):
        name, role, line = row.line("name", longest=80), row.line("role", longest=80), _phone(row, "line")
        row.close()
        if name is None and (role or line):
            row.fault("name", N_("is needed"))
        if name is not None:
            found.append(Contact(name, role, line))
    if len(found) > MOST_CONTACTS:
        filling.fault("contacts", N_("are more than there is room for"))
    return tuple(found)
