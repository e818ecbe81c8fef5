"""What stands in a form of these pages, and what was sent of it: languages and municipalities by their names.

A form sends lines, lists of ticks, and rows (``languages-1-tag``); what nobody filled in of a row is left out. A page
that is refused shows all of it again, with what is wrong beside each field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import g, make_response, request
from werkzeug.wrappers import Response

from intake.errors import IntakeError
from intake.network.errors import UnfitError
from intake.places.municipalities import codes_by_name, load_municipalities
from intake.questionnaire.naming import choices, language_name, tag_called
from intake.web.local.again import in_full
from intake.web.words import N_, _

WRONG = N_("Something is missing or does not fit: it is marked below. Nothing was written yet.")
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Form:
    """The names of its fields. Of ``languages`` and ``places`` people type the name, and the book keeps the code."""

    lines: tuple[str, ...]
    lists: tuple[str, ...] = ()
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()

    def sent(self) -> dict[str, object]:
        """What was sent of it, as intake.network.filling reads it."""
        found: dict[str, object] = {name: self._kept(name, request.form.get(name, "")) for name in self.lines}
        found |= {name: request.form.getlist(name) for name in self.lists}
        for name, members in self.rows.items():
            rows = (self._row(name, members, number) for number in range(1, MOST_ROWS + 1))
            found[name] = [row for row in rows if any(row.values())]
        return found

    def shown(self, typed: Mapping[str, object]) -> dict[str, object]:
        """As a form shows it: names in the place of codes, days as browsers take them."""
        return {name: self._shown(name, value) for name, value in typed.items()}

    def _row(self, name: str, members: tuple[str, ...], number: int) -> dict[str, object]:
        return {each: self._kept(each, request.form.get(f"{name}-{number}-{each}", "")) for each in members}

    def _kept(self, name: str, value: str) -> str:
        if name in self.languages:
            return tag_called(value)
        return place_called(value) if name in self.places else value

    def _shown(self, name: str, value: object) -> object:
        if isinstance(value, list) and name in self.rows:
            return [self.shown(each) for each in value]
        if isinstance(value, date):
            return value.isoformat()
        if not isinstance(value, str):
            return value
        if name in self.languages:
            return language_name(value, g.language)
        found = load_municipalities().by_code.get(value) if name in self.places else None
        return value if found is None else found.name


def place_called(name: str) -> str:
    """The CBS code of a municipality or a town in it; what has no such name comes back as it is."""
    wanted = " ".join(name.split()).casefold()
    return codes_by_name().get(wanted, name.strip())


def lists() -> dict[str, list[str]]:
    """What fields of languages and municipalities offer while somebody types."""
    places = sorted(each.name for each in load_municipalities())
    return {"languages": [name for _tag, name in choices(g.language)], "places": places}


def seen() -> int:
    """The revision that was shown; -1, which nothing has, where none was sent."""
    sent = request.form.get("seen", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1


def day_sent(name: str, otherwise: date) -> date:
    """A day of the form; ``otherwise`` where none was sent, or what is none."""
    try:
        return date.fromisoformat(request.form.get(name, ""))
    except ValueError:
        return otherwise


def written(work: Callable[[], Response], page: Callable[[str, Mapping[str, str]], str]) -> Response:
    """What ``work`` answers; where it is refused ``page`` again, with the reason and what is wrong with which field."""
    try:
        return work()
    except UnfitError as error:
        return make_response(page(_(WRONG), error.faults), 409)
    except IntakeError as error:
        return make_response(page(in_full(error), {}), 409)
