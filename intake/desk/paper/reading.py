"""What a typed line means. A reader gives the value, or raises UnclearError with the key of what to say.

Nothing typed is ever quoted back in an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from intake.desk.errors import DeskError
from intake.envelope.encoding import crockford, from_crockford
from intake.envelope.submission import ADDRESS_LENGTH, NAME_LENGTH
from intake.envelope.text import acceptable
from intake.places.municipalities import load_municipalities

Value = str | int | tuple[str, ...] | date | None
Reader = Callable[[str], Value]

CODE_BYTES = 5
SHORTEST_NUMBER = 8
LONGEST_WAY = timedelta(days=366)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]{2,}")
_NUMBER = re.compile(r"\+?[0-9]+")
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_SEPARATORS = str.maketrans("", "", " -./()\N{NO-BREAK SPACE}")
_PLACE = re.compile(r"(?:GM)?(\d{1,4})", re.ASCII | re.IGNORECASE)


class UnclearError(DeskError):
    """A line that cannot be read. ``key`` says which words explain it, ``words`` what they are filled with."""

    def __init__(self, key: str, words: str = "") -> None:
        super().__init__("this line cannot be read", "Read what is asked, and try again.")
        self.key, self.words = key, words


def one_of(options: Sequence[str]) -> Reader:
    """The option at the place that was typed; the place after the last, or nothing, is no answer."""

    def read(line: str) -> Value:
        return None if (place := _place_of(line, options)) is None else options[place]

    return read


def some_of(options: Sequence[str]) -> Reader:
    """The options at the places that were typed, in the form's order; no answer where there is none."""

    def read(line: str) -> Value:
        places = {_place_of(part, options) for part in re.split(r"[\s,]+", line) if part}
        if None in places and len(places) > 1:
            raise UnclearError("unclear.option")
        return tuple(option for place, option in enumerate(options) if place in places) or None

    return read


def _place_of(line: str, options: Sequence[str]) -> int | None:
    if not line:
        return None
    if not (line.isascii() and line.isdigit()) or not 1 <= int(line[:4]) <= len(options) + 1 or len(line) > 4:
        raise UnclearError("unclear.option")
    return None if int(line) == len(options) + 1 else int(line) - 1


def number_between(low: int, high: int, words: str) -> Reader:
    """A whole number, both ends included."""

    def read(line: str) -> Value:
        if not line:
            return None
        if not (line.isascii() and line.isdigit()) or len(line) > 4 or not low <= int(line) <= high:
            raise UnclearError("unclear.number", words)
        return int(line)

    return read


def code(line: str) -> Value:
    """The canonical code; None where the form has none."""
    try:
        return crockford(from_crockford(line, CODE_BYTES)) if line else None
    except ValueError:
        raise UnclearError("unclear.code") from None


def day_until(today: date) -> Reader:
    """A day as people here write it, not later than ``today`` and not long before: other calendars count otherwise."""

    def read(line: str) -> Value:
        if not line:
            return None
        match = _DAY.fullmatch(line)
        try:
            written = date(int(match[3]), int(match[2]), int(match[1])) if match else None
        except ValueError:
            written = None
        if written is None or not today - LONGEST_WAY <= written <= today:
            raise UnclearError("unclear.day")
        return written

    return read


def one_word_of(known: Sequence[str]) -> Reader:
    """One of a few words, or the only one there is."""

    def read(line: str) -> Value:
        if not line and len(known) == 1:
            return known[0]
        if line.casefold() not in known:
            raise UnclearError("unclear.language", ", ".join(known))
        return line.casefold()

    return read


def place(line: str) -> Value:
    """CBS's code of a municipality, by code, name, or the name of a town in it."""
    if not line:
        return None
    found = load_municipalities()
    if (match := _PLACE.fullmatch(line)) and (wanted := f"GM{match[1].zfill(4)}") in found.by_code:
        return wanted
    named = {name: each.code for each in found for name in (*map(_folded, each.known_as), _folded(each.name))}
    if _folded(line) in named:
        return named[_folded(line)]
    near = sorted(each.name for each in found if _folded(each.name).startswith(_folded(line)[:4]))[:5]
    raise UnclearError("unclear.place", ", ".join(near) or "-")


def place_name(code: str) -> str:
    """What the municipality with this code is called."""
    return f"{load_municipalities().by_code[code].name} ({code})"


def _folded(name: str) -> str:
    """Without marks, case and what is written now so, now so."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def address(line: str) -> Value:
    """A number without its spaces, or an e-mail address."""
    written = unicodedata.normalize("NFC", line)
    number = written.translate(_SEPARATORS)
    if not written:
        return None
    if _NUMBER.fullmatch(number) and len(number) >= SHORTEST_NUMBER:
        written = number
    elif not _EMAIL.fullmatch(written):
        raise UnclearError("unclear.address")
    if not acceptable(written, ADDRESS_LENGTH):
        raise UnclearError("unclear.address")
    return written


def name(line: str) -> Value:
    """A name as the person wrote it."""
    written = unicodedata.normalize("NFC", line)
    if not acceptable(written, NAME_LENGTH):
        raise UnclearError("unclear.name")
    return written or None
