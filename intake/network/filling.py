"""What somebody filled in, as a page sends it (texts) or a file holds it (TOML's values), read field by field.

All that is wrong is gathered, so that whoever typed sees it at once; nothing that was typed is quoted. A reader is
asked for each field once, and closed: a member that nobody asked for is a mistake, and would be lost without a sound.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from datetime import time as clock_time

from intake.marking import N_, filled
from intake.network.errors import UnfitError
from intake.typed import lines, one_line

LINE, TEXT = 120, 2000
"""Characters."""
_TICKED = ("on", "yes", "1", "true")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_WHOLE = re.compile(r"-?\d{1,9}")
_LASTED = re.compile(r"(\d{1,3}):([0-5]\d)")
_MONEY = re.compile(r"(\d{1,5})(?:[.,](\d{2}))?")
NEEDED = N_("is needed")
KIND = N_("is not of the right kind")
CHOICE = N_("is not one of the choices")
UNKNOWN = N_("is not a field of this")


def filled_in(record: object, *names: str) -> dict[str, object]:
    """The members of ``record`` as a page or a file would hold them; what is empty is left out."""
    found = {name: getattr(record, name) for name in names}
    return {name: value for name, value in found.items() if value is not None}


class Filling:
    """``typed`` by the fields' names. Values that do not fit come as None, with what is wrong in ``faults``."""

    def __init__(self, typed: Mapping[str, object], *, prefix: str = "", faults: dict[str, str] | None = None) -> None:
        self._typed, self._prefix = typed, prefix
        self._asked: set[str] = set()
        self.faults: dict[str, str] = {} if faults is None else faults

    def line(self, name: str, *, longest: int = LINE, needed: bool = False) -> str | None:
        """One line, None where there is nothing in it."""
        return self._long_enough(name, one_line(self._text(name)), longest, needed)

    def text(self, name: str, *, longest: int = TEXT, needed: bool = False) -> str | None:
        """Several lines, None where there is nothing in them."""
        return self._long_enough(name, lines(self._text(name)), longest, needed)

    def tick(self, name: str) -> bool:
        """Yes, or not ticked."""
        value = self._value(name)
        return value if isinstance(value, bool) else str(value or "").strip() in _TICKED

    def day(self, name: str, *, needed: bool = False) -> date | None:
        """A date, ISO 8601."""
        value = self._value(name)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        written = self._text(name).strip()
        try:
            found = date.fromisoformat(written) if written else None
        except ValueError:
            self.fault(name, N_("is not a date: write it as 2026-11-24"))
            return None
        if found is None and needed:
            self.fault(name, NEEDED)
        return found

    def time(self, name: str) -> str | None:
        """Of a Dutch clock: ``09:30``."""
        value = self._value(name)
        written = value.strftime("%H:%M") if isinstance(value, clock_time) else self._text(name).strip()
        if written and not _TIME.fullmatch(written):
            self.fault(name, N_("is not a time: write it as 09:30"))
            return None
        return written or None

    def whole(self, name: str, least: int, most: int, *, needed: bool = False) -> int | None:
        """A whole number from ``least`` to ``most``."""
        value = self._value(name)
        written = str(value) if isinstance(value, int) and not isinstance(value, bool) else self._text(name).strip()
        if not written:
            if needed:
                self.fault(name, NEEDED)
            return None
        if _WHOLE.fullmatch(written) and least <= int(written) <= most:
            return int(written)
        self.fault(name, filled(N_("is not a whole number from %(least)s to %(most)s"), least=least, most=most))
        return None

    def minutes(self, name: str, most: int) -> int | None:
        """How long something took: ``1:30`` is an hour and a half, ``90`` so many minutes."""
        found = _LASTED.fullmatch(str(self._value(name) or "").strip())
        if found is None:
            return self.whole(name, 0, most)
        lasted = int(found[1]) * 60 + int(found[2])
        if lasted > most:
            self.fault(name, N_("is more than there can be"))
            return None
        return lasted

    def cents(self, name: str, most: int) -> int | None:
        """Euros as people write them, ``12,50``: in cents."""
        value = self._value(name)
        written = str(value) if isinstance(value, int) and not isinstance(value, bool) else self._text(name).strip()
        if not written:
            return None
        found = _MONEY.fullmatch(written.removeprefix("\N{EURO SIGN}").strip())
        paid = int(found[1]) * 100 + int(found[2] or 0) if found else -1
        if not 0 <= paid <= most:
            self.fault(name, N_("is not an amount of euros: write it as 12,50"))
            return None
        return paid

    def choice(self, name: str, choices: Collection[str], *, needed: bool = False) -> str | None:
        """One of some fixed words."""
        written = self._text(name).strip()
        if not written:
            if needed:
                self.fault(name, NEEDED)
            return None
        if written not in choices:
            self.fault(name, CHOICE)
            return None
        return written

    def choices(self, name: str, choices: Sequence[str]) -> tuple[str, ...]:
        """Some of the fixed words, in their own order."""
        value = self._value(name)
        found = [value] if isinstance(value, str) and value else list(value) if isinstance(value, (list, tuple)) else []
        if any(each not in choices for each in found):
            self.fault(name, CHOICE)
        return tuple(each for each in choices if each in found)

    def texts(self, name: str, *, between: str = ";\n") -> tuple[str, ...]:
        """Several short texts: a list, or one text with some sign of ``between`` between them."""
        value = self._value(name)
        if isinstance(value, (list, tuple)) and all(isinstance(each, str) for each in value):
            found = list(value)
        else:
            found = re.split(f"[{re.escape(between)}]", self._text(name))
        return tuple(tidy for each in found if (tidy := one_line(each)))

    def rows(self, name: str) -> Iterator[Filling]:
        """Each of a list of tables, with its own fields; close it too."""
        value = self._value(name)
        if value is None:
            return
        if not isinstance(value, (list, tuple)) or not all(isinstance(each, Mapping) for each in value):
            self.fault(name, KIND)
            return
        for number, row in enumerate(value, start=1):
            yield Filling(row, prefix=f"{self._prefix}{name}.{number}.", faults=self.faults)

    def fault(self, name: str, what: str) -> None:
        """Something is wrong with a field."""
        self.faults.setdefault(f"{self._prefix}{name}", what)

    def close(self) -> None:
        """A member that nobody asked for is wrong."""
        for name in self._typed:
            if name not in self._asked:
                self.fault(name, UNKNOWN)

    def refuse(self) -> None:
        """Close it, and raise UnfitError where something is wrong."""
        self.close()
        if self.faults:
            raise UnfitError(self.faults)

    def _value(self, name: str) -> object:
        self._asked.add(name)
        return self._typed.get(name)

    def _text(self, name: str) -> str:
        value = self._value(name)
        if value is None or isinstance(value, str):
            return value or ""
        self.fault(name, KIND)
        return ""

    def _long_enough(self, name: str, written: str, longest: int, needed: bool) -> str | None:
        if len(written) > longest:
            self.fault(name, filled(N_("is longer than %(longest)s characters"), longest=longest))
            return None
        if needed and not written:
            self.fault(name, NEEDED)
        return written or None
