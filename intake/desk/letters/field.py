"""What is filled in for a letter: each field described once, for the page that asks, the file that a command reads,
and the letter itself.

A letter's fields are a frozen dataclass whose members are made by `line`, `text`, `tick`, `day`, `time` and `choice`.
What was not filled in is empty, None or False.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from datetime import time as clock_time
from enum import StrEnum
from typing import Any, TypeVar

from intake.desk.letters.errors import Fault, UnfitError
from intake.typed import lines, one_line

T = TypeVar("T")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_TICKED = ("on", "yes", "1")


class Kind(StrEnum):
    """How a field is asked for."""

    LINE = "line"
    TEXT = "text"
    TICK = "tick"
    DAY = "day"
    TIME = "time"
    CHOICE = "choice"


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """One field. ``longest`` counts characters; ``choices`` are fixed words, of which the empty one is "not said"."""

    name: str
    kind: Kind
    longest: int = 0
    choices: tuple[str, ...] = ()
    needed: bool = False


def line(longest: int = 120, *, needed: bool = False) -> str:
    """One line."""
    typed: str = _field("", Kind.LINE, longest=longest, needed=needed)
    return typed


def text(longest: int = 1000, *, needed: bool = False) -> str:
    """Several lines."""
    typed: str = _field("", Kind.TEXT, longest=longest, needed=needed)
    return typed


def tick(*, needed: bool = False) -> bool:
    """Yes, or not ticked."""
    ticked: bool = _field(False, Kind.TICK, needed=needed)
    return ticked


def day(*, needed: bool = False) -> date | None:
    """A date."""
    typed: date | None = _field(None, Kind.DAY, needed=needed)
    return typed


def time(*, needed: bool = False) -> str:
    """Hours and minutes of a Dutch clock: ``09:30``."""
    typed: str = _field("", Kind.TIME, needed=needed)
    return typed


def choice(*choices: str, needed: bool = False) -> str:
    """One of some fixed words, or nothing."""
    typed: str = _field("", Kind.CHOICE, choices=choices, needed=needed)
    return typed


def _field(default: object, kind: Kind, **more: Any) -> Any:
    # A dataclass takes the Field for what it is; to everybody else the member has its value's type.
    return dataclasses.field(default=default, metadata={"kind": kind, **more})


def fields_of(letter: type[object]) -> tuple[Asked, ...]:
    """What is asked for a letter whose fields are the dataclass ``letter``, in its order."""
    assert dataclasses.is_dataclass(letter)
    return tuple(Asked(each.name, **each.metadata) for each in dataclasses.fields(letter))


def read(letter: type[T], typed: Mapping[str, object]) -> T:
    """The fields as they were typed, in a form (texts) or a file (TOML's values). Raises UnfitError.

    What is needed may still be empty: `lacking` says.
    """
    asked = {each.name: each for each in fields_of(letter)}
    found, faults = dict[str, object](), {name: Fault.UNKNOWN for name in typed if name not in asked}
    for name, value in typed.items():
        if name in asked:
            read_one = _value(asked[name], value)
            if isinstance(read_one, Fault):
                faults[name] = read_one
            else:
                found[name] = read_one
    if faults:
        raise UnfitError(faults)
    return letter(**found)


def lacking(filled: object) -> tuple[str, ...]:
    """The names of fields that are needed and empty."""
    return tuple(each.name for each in fields_of(type(filled)) if each.needed and not getattr(filled, each.name))


def refuse_lacking(filled: object) -> None:
    """Raise UnfitError where something is needed."""
    if lacks := lacking(filled):
        raise UnfitError(dict.fromkeys(lacks, Fault.NEEDED))


def as_typed(filled: object) -> Iterator[tuple[str, str]]:
    """The fields as a form would send them: what is empty or not ticked is left out."""
    for each in fields_of(type(filled)):
        if value := getattr(filled, each.name):
            yield each.name, "on" if value is True else str(value)


def _value(asked: Asked, value: object) -> object:
    """As the letter takes it, or the Fault."""
    if asked.kind is Kind.TICK:
        return value if isinstance(value, bool) else value in _TICKED if isinstance(value, str) else Fault.KIND
    if asked.kind is Kind.DAY:
        return _day(value)
    if asked.kind is Kind.TIME and isinstance(value, clock_time):
        value = value.strftime("%H:%M")
    if not isinstance(value, str):
        return Fault.KIND
    written = lines(value) if asked.kind is Kind.TEXT else one_line(value)
    return _fault(asked, written) or written


def _day(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        return Fault.KIND
    try:
        return date.fromisoformat(value.strip()) if value.strip() else None
    except ValueError:
        return Fault.DAY


def _fault(asked: Asked, written: str) -> Fault | None:
    if asked.kind in (Kind.LINE, Kind.TEXT):
        return Fault.LONG if len(written) > asked.longest else None
    if not written:
        return None
    if asked.kind is Kind.TIME:
        return None if _TIME.fullmatch(written) else Fault.TIME
    return None if written in asked.choices else Fault.CHOICE
