"""What a form for an organisation says, and what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from werkzeug.datastructures import MultiDict

from intake.config import Inbox, Organisation
from intake.relay.handout.fields import Fields
from intake.relay.handout.operator.serving import find_municipality, serving
from intake.relay.links.organisations import ID
from intake.web.words import _

COLOUR = re.compile(r"#[0-9a-f]{6}")
LONGEST_ID = 31


def read_organisation(
    form: MultiDict[str, str], inboxes: tuple[Inbox, ...], *, known: str | None, taken: Callable[[str], bool]
) -> Organisation:
    """``known`` is the id of one that is there; else it is in the form or made of the name. Raises Unfit."""
    fields = Fields(form)
    name = fields.name("name")
    found = known or _new_id(fields, name, taken)
    place = _place(fields)
    inbox = _inbox(fields, inboxes, place)
    colour = fields.typed("colour").lower()
    if colour and not COLOUR.fullmatch(colour):
        fields.wrong["colour"] = _("Type a colour as # and six digits or letters a to f, such as #1b3f7d.")
    fields.finish()
    return Organisation(found, name, inbox, place, colour or None)


def suggested_id(name: str, taken: Callable[[str], bool]) -> str:
    """``taalhuis-oost`` of "Taalhuis Oost"; with a number after it where that is taken."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: LONGEST_ID - 3].strip("-")
    number, found = 1, base
    while taken(found):
        number += 1
        found = f"{base}-{number}"
    return found


def _new_id(fields: Fields, name: str, taken: Callable[[str], bool]) -> str:
    typed = fields.typed("id")
    found = typed or suggested_id(name, taken)
    if name and not ID.fullmatch(found):
        fields.wrong["id"] = _("Type 2 to 31 small letters, digits and hyphens.")
    elif taken(found):
        fields.wrong["id"] = _("Another organisation has this id. Type another one.")
    return found


def _place(fields: Fields) -> str | None:
    typed = fields.typed("place")
    found = find_municipality(typed)
    if typed and found is None:
        fields.wrong["place"] = _("There is no municipality of this name. Choose one from the list.")
    return None if found is None else found.code


def _inbox(fields: Fields, inboxes: tuple[Inbox, ...], place: str | None) -> str:
    """That which was chosen, or the one that serves the municipality."""
    typed = fields.typed("inbox")
    if typed:
        fields.one_of("inbox", {each.id for each in inboxes}.__contains__, _("Choose an inbox."))
        return typed
    found = serving(inboxes, place or "")
    if len(found) == 1:
        return found[0]
    if place is None:
        if "place" not in fields.wrong:
            fields.wrong["inbox"] = _("Choose an inbox, or type the municipality.")
    elif found:
        fields.wrong["inbox"] = _("More than one inbox serves this municipality. Choose one.")
    else:
        fields.wrong["inbox"] = _("No inbox serves this municipality. Choose the one that these envelopes go to.")
    return typed
