"""The list of municipalities that the form for people without a card holds, the same for everybody."""

from __future__ import annotations

import unicodedata

import msgspec

from intake.places.municipalities import Municipality
from intake.relay.self_referral import Served


def as_listed(served: Served) -> str:
    """JSON: a list of ``[inbox, code, name, other names ...]``, in the order in which Dutch lists have them."""
    all_of_them = [(inbox, place) for inbox, places in served.items() for place in places]
    ordered = sorted(all_of_them, key=lambda each: _sorted_under(each[1]))
    return msgspec.json.encode([[inbox, place.code, place.name, *place.known_as] for inbox, place in ordered]).decode()


def _sorted_under(place: Municipality) -> str:
    """Marks on letters and the apostrophe of 's-Gravenhage count for nothing."""
    letters = unicodedata.normalize("NFD", place.name.replace("'", ""))
    return "".join(each for each in letters if not unicodedata.combining(each)).casefold()
