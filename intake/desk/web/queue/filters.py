"""The filters as the page shows them: each choice with how many cases it would leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from intake.desk.queue.counting import Counts
from intake.desk.queue.wanted import LEVELS, NOBODY, Due, Wanted
from intake.desk.web.labels import STATUS, label
from intake.desk.web.queue.address import NONE, path_to, person_written
from intake.web.local.naming import language_name, place_name
from intake.web.words import N_, _

DUE: Mapping[Due, str] = {Due.OVERDUE: N_("overdue"), Due.TODAY: N_("today"), Due.WEEK: N_("this week")}


@dataclass(frozen=True, slots=True)
class Choice:
    """``value`` is for a field, ``path`` the page where it is chosen."""

    value: str
    label: str
    count: int
    chosen: bool
    path: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A filter of many values."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def levels(wanted: Wanted, counts: Counts, me: str) -> list[Choice]:
    """The most urgent first; a level that no case has is left out, unless it is chosen."""
    return [
        Choice(level, label(level, "level"), counts.level.get(level, 0), chosen, _toggled(wanted, "level", level, me))
        for level in LEVELS
        if (chosen := wanted.level == level) or level in counts.level
    ]


def days(wanted: Wanted, counts: Counts, me: str) -> list[Choice]:
    """When they are due."""
    return [
        Choice(due, _(words), counts.due[due], wanted.due == due, _toggled(wanted, "due", due, me))
        for due, words in DUE.items()
    ]


def menus(wanted: Wanted, counts: Counts, me: str) -> list[Menu]:
    """Those with so many values that they fold away."""
    statuses = {status: label(status, "status") for status in STATUS if status in counts.status}
    languages = _by_name({tag: language_name(tag) for tag in counts.language})
    places = _by_name({code: place_name(code) for code in counts.place if code != NOBODY})
    people = {me: _("me")} | {name: name for name in sorted(counts.assigned) if name not in (me, NOBODY)}
    return [
        _menu("status", _("Status"), wanted.status, counts.status, statuses),
        _menu("language", _("Language"), wanted.language, counts.language, languages),
        _menu("place", _("Municipality"), wanted.place, counts.place, {**places, NOBODY: _("not known")}),
        _people(wanted, counts, {**people, NOBODY: _("nobody")}, me),
    ]


def _menu(name: str, title: str, chosen: str | None, counts: Mapping[str, int], words: Mapping[str, str]) -> Menu:
    shown = words if chosen is None or chosen in words else {**words, chosen: chosen}
    choices = (Choice(key or NONE, words, counts.get(key, 0), key == chosen) for key, words in shown.items())
    return Menu(name, title, tuple(each for each in choices if each.count or each.chosen))


def _people(wanted: Wanted, counts: Counts, words: Mapping[str, str], me: str) -> Menu:
    menu = _menu("assigned", _("With"), wanted.assigned, counts.assigned, words)
    named = (replace(each, value=person_written("" if each.value == NONE else each.value, me)) for each in menu.choices)
    return replace(menu, choices=tuple(named))


def _by_name(words: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(words.items(), key=lambda each: each[1]))


def _toggled(wanted: Wanted, facet: str, value: str, me: str) -> str:
    """Chosen once more, it is open again."""
    again = getattr(wanted, facet) == value
    return path_to(wanted.without(facet) if again else wanted.having(facet, value), me)


def any_of(wanted: Wanted) -> bool:
    """Is anything asked for at all?"""
    return wanted != Wanted()
