"""What is filled in about a destination in these pages: municipalities and languages by their names, in one line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask import g, request

from intake.destinations import kind_of, kinds
from intake.network.destinations.model import GP_LETTER, MOST_CONTACTS, OWN_RISK
from intake.network.web.forms import Form
from intake.questionnaire.naming import tag_called
from intake.web.local.naming import language_name, place_name
from intake.web.words import N_, _

FORM = Form(
    lines=(
        "kind", "name", "organisation", "hours", "phone", "own_risk", "costs", "gp_letter", "norm_intake",
        "norm_treatment", "public", "source", "checked_on",
    ),
    rows={"contacts": ("name", "role", "line")},
)  # fmt: skip
WAIT = Form(lines=("intake", "treatment", "reported_on", "source"))
OWN_RISK_WORDS = {"none": N_("no own risk"), "applies": N_("own risk applies"), "ask": N_("ask there")}
OTHER = N_("something else")
"""What the desk's form of a referral says of it would ask a question here."""
GP_LETTER_WORDS = {"no": N_("not needed"), "yes": N_("needed"), "gp-decides": N_("the GP decides")}


def sent() -> dict[str, object]:
    """What was sent, as intake.network.destinations.fields reads it."""
    places = _parts(request.form.get("places", ""))
    tags = [tag_called(each) for each in _parts(request.form.get("languages", ""))]
    return FORM.sent() | {"places": places, "languages": tags}


def typed() -> dict[str, object]:
    """What was sent, as the form shows it again."""
    return FORM.sent() | {name: request.form.get(name, "") for name in ("places", "languages")}


def shown(found: Mapping[str, object]) -> dict[str, object]:
    """A destination, as the form shows it."""
    lines = FORM.shown(found)
    for name, called in (("places", place_name), ("languages", language_name)):
        value = found.get(name)
        lines[name] = "; ".join(map(called, value)) if isinstance(value, list) else ""
    return lines


def choices() -> dict[str, object]:
    """What the form offers."""
    return {
        "kinds": [(code, kind_name(code)) for code in kinds()],
        "own_risks": [(each, own_risk(each)) for each in OWN_RISK],
        "gp_letters": [(each, gp_letter(each)) for each in GP_LETTER],
        "most_contacts": MOST_CONTACTS,
    }


def kind_name(code: str) -> str:
    """What a kind is called, in the reader's language."""
    return _(OTHER) if code == "OTHER" else kind_of(code).name(g.language)


def own_risk(word: str) -> str:
    """Do costs fall under the own risk?"""
    return _(OWN_RISK_WORDS[word])


def gp_letter(word: str) -> str:
    """Does one need a GP's letter?"""
    return _(GP_LETTER_WORDS[word])


FILTERS = {"kind_name": kind_name, "own_risk": own_risk, "gp_letter": gp_letter}


def _parts(written: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", written) if part.strip()]
