"""Marked texts in Dutch or English where no page is asked for: a report can be made by a command too."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from intake.desk.disclosure.grid import ALL, REST
from intake.desk.figures.languages import group_called
from intake.desk.figures.measures import By
from intake.desk.network.words import TOPIC
from intake.desk.report.periods import Period
from intake.desk.wording import StaffLanguage
from intake.destinations.kinds import kind_of
from intake.marking import N_, Filled
from intake.places.municipalities import load_municipalities

DUTCH = Path(__file__).resolve().parents[1] / "web" / "translations" / "nl.po"
"""The desk has one book of words, whether a page or a command speaks."""
Speak = Callable[[str], str]

_ALL = N_("All")
_OTHERS = {By.PLACE.value: N_("Elsewhere, or not known"), By.DESTINATION.value: N_("Other destinations")}
_QUARTER, _HALF = N_("quarter %(number)s of %(year)s"), N_("half %(number)s of %(year)s")


def speaking(language: StaffLanguage) -> Speak:
    """The texts of one language; what nobody translated yet stays English."""
    return _say(language)


@cache
def _say(language: StaffLanguage) -> Speak:
    catalogue = _catalogue() if language == "nl" else gettext.NullTranslations()

    def say(text: str) -> str:
        if isinstance(text, Filled):
            return catalogue.gettext(text.pattern) % text.values
        return catalogue.gettext(text) if text else ""

    return say


def _catalogue() -> gettext.NullTranslations:
    compiled = BytesIO()
    with DUTCH.open("rb") as source:
        write_mo(compiled, read_po(source, locale="nl"))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def part_in_words(by: str, key: str, language: StaffLanguage) -> str:
    """What a row is."""
    say = speaking(language)
    if by == ALL:
        return say(_ALL)
    if key == REST:
        return say(_OTHERS.get(by, N_("Others")))
    if by == By.LANGUAGE:
        return say(group_called(key).name)
    if by == By.PLACE:
        place = load_municipalities().by_code.get(key)
        return key if place is None else place.name
    if by == By.DESTINATION:
        return kind_of(key).name(language)
    return say(TOPIC.get(key, key)) if by == By.TOPIC else key


def period_in_words(period: Period, language: StaffLanguage) -> str:
    """``quarter 3 of 2026``."""
    first, say = period.quarters[0], speaking(language)
    if len(period.quarters) == 1:
        return say(_QUARTER) % {"number": first.number, "year": first.year}
    if len(period.quarters) == 2:
        return say(_HALF) % {"number": 1 if first.number == 1 else 2, "year": first.year}
    return str(first.year)


def number_in_words(number: int, language: StaffLanguage) -> str:
    """``1.250`` in Dutch."""
    written: str = format_decimal(number, locale=language)
    return written
