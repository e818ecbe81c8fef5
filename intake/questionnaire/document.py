"""One TOML file, read strictly: every key is asked for by name and kind, and what nobody asked for is refused.

Guarantees: nothing but QuestionnaireError comes out, however the file was made, and it names the file, the path
inside it (``rules.R4.when``) and the reason. No value leaves as "anything".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar, cast

from intake.errors import QuestionnaireError

T = TypeVar("T")

MAX_BYTES = 262_144
MAX_TEXT = 500
HINT = "docs/questionnaires.md shows what the file may say."


def read_document(file: Path) -> Table:
    """The file's top table. Raises QuestionnaireError."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        raise QuestionnaireError(f"{file}: cannot be read", "Is this the questionnaire's folder?") from None
    if len(data) > MAX_BYTES:
        raise QuestionnaireError(f"{file}: larger than {MAX_BYTES} bytes", HINT)
    return Table(file, "", _parsed(file, data))


def _parsed(file: Path, data: bytes) -> dict[str, object]:
    try:
        return tomllib.loads(data.decode())
    except UnicodeDecodeError:
        raise QuestionnaireError(f"{file}: not UTF-8 text", HINT) from None
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else printable(str(error))
        raise QuestionnaireError(f"{file}: not TOML: {reason}", HINT) from None


def printable(text: str) -> str:
    """A short piece of the file that is safe to show on a terminal."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text[:200])


class Table:
    """One table of the file. After ``close`` it is certain that every key in it was asked for."""

    def __init__(self, file: Path, path: str, values: dict[str, object]) -> None:
        self.file = file
        self.path = path
        self._values = dict(values)

    def refused(self, key: str, reason: str) -> QuestionnaireError:
        """The error to raise about this key (or about the table itself, for an empty key)."""
        where = printable(".".join(part for part in (self.path, key) if part))
        return QuestionnaireError(": ".join(part for part in (str(self.file), where, reason) if part), HINT)

    def close(self) -> None:
        """Raises QuestionnaireError if a key is left that nobody asked for."""
        for key in self._values:
            raise self.refused(key, "unknown key")

    def has(self, key: str) -> bool:
        """Whether the key is there and was not taken yet."""
        return key in self._values

    def text(self, key: str) -> str:
        """A text on one line that says something, of at most MAX_TEXT characters."""
        text = self._take(key, str, "a text")
        if not text.strip() or not text.isprintable() or len(text) > MAX_TEXT:
            raise self.refused(key, f"expected a text on one line, of 1 to {MAX_TEXT} characters")
        return text

    def identifier(self, key: str, form: re.Pattern[str]) -> str:
        """A text of exactly this form."""
        text = self.text(key)
        if form.fullmatch(text) is None:
            raise self.refused(key, f"expected {form.pattern}")
        return text

    def flag(self, key: str) -> bool:
        """true or false."""
        return self._take(key, bool, "true or false")

    def number(self, key: str, lowest: int, highest: int) -> int:
        """A whole number in this range."""
        number = self._take(key, int, "a whole number")
        if not lowest <= number <= highest:
            raise self.refused(key, f"expected a whole number from {lowest} to {highest}")
        return number

    def day(self, key: str) -> date:
        """A date without a time."""
        day = self._take(key, date, "a date such as 2026-11-22")
        if isinstance(day, datetime):
            raise self.refused(key, "expected a date without a time")
        return day

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        items = cast("list[object]", self._take(key, list, "a list of texts"))
        texts = tuple(item for item in items if isinstance(item, str))
        if len(texts) != len(items):
            raise self.refused(key, "expected a list of texts")
        return texts

    def table(self, key: str) -> Table:
        """A table."""
        values = cast("dict[str, object]", self._take(key, dict, "a table"))
        return Table(self.file, ".".join(part for part in (self.path, key) if part), values)

    def tables(self, key: str) -> Iterator[Table]:
        """The tables of a list; each is called by its id where it has one, else by its place, from 1."""
        items = cast("list[object]", self._take(key, list, "a list of tables"))
        for place, item in enumerate(items, start=1):
            if not isinstance(item, dict):
                raise self.refused(key, f"expected a table at place {place}")
            name = item.get("id")
            path = f"{key}.{name}" if isinstance(name, str) and name else f"{key}[{place}]"
            yield Table(self.file, ".".join(part for part in (self.path, path) if part), item)

    def names(self) -> tuple[str, ...]:
        """The keys that nobody asked for yet."""
        return tuple(self._values)

    def _take(self, key: str, kind: type[T], what: str) -> T:
        if key not in self._values:
            raise self.refused(key, "missing")
        value = self._values.pop(key)
        # In Python true is an int; in this file it is not a number.
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.refused(key, f"expected {what}")
        return value
