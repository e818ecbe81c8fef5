"""The municipalities of the Netherlands, from municipalities.toml: codes as CBS gives them, never guessed.

The file carries its source, the day it is of, and whether anybody has checked it.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from intake.errors import ConfigError

FILE = Path(__file__).resolve().with_name("municipalities.toml")
Code = Annotated[str, msgspec.Meta(pattern=r"^GM\d{4}$")]


@dataclass(frozen=True, slots=True)
class Municipality:
    """``code`` is CBS's; ``ggd`` the name of the health service; ``neighbours`` are codes, in order.

    ``known_as`` are towns in it whose name is not the municipality's.
    """

    code: str
    name: str
    ggd: str
    known_as: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Municipalities:
    """All of them. ``as_of`` is the day the list is of; ``checked_on`` is None until somebody has checked it."""

    by_code: Mapping[str, Municipality]
    as_of: date
    checked_on: date | None = None

    def __iter__(self) -> Iterator[Municipality]:
        return iter(self.by_code.values())

    @property
    def ggds(self) -> frozenset[str]:
        """The names of the health services."""
        return frozenset(each.ggd for each in self)

    def of_ggd(self, name: str) -> tuple[Municipality, ...]:
        """Those of this health service; none where the name is unknown."""
        return tuple(each for each in self if each.ggd == name)


@cache
def codes_by_name() -> Mapping[str, str]:
    """The code by whatever people type, in small letters: a municipality's name, also without the province behind it
    where one has it alone, a town in it, or the code itself.
    """
    every = load_municipalities()
    short = [(re.sub(r" \(.*\)$", "", each.name).casefold(), each.code) for each in every]
    alone = Counter(name for name, _ in short)
    found = {town.casefold(): each.code for each in every for town in each.known_as}
    found |= {name: code for name, code in short if alone[name] == 1}
    found |= {each.name.casefold(): each.code for each in every}
    return found | {each.code.casefold(): each.code for each in every}


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    known_as: tuple[str, ...] = ()
    neighbours: tuple[Code, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    as_of: date
    ggd: dict[str, dict[Code, _Entry]]
    checked_on: date | None = None


@cache
def load_municipalities(file: Path = FILE) -> Municipalities:
    """The list in ``file``. Raises ConfigError."""
    try:
        read = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _File)
    except OSError:
        raise ConfigError(f"cannot read {file}", "It comes with the program: was it installed whole?") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ConfigError(f"{file}: {error}", "See intake/places/municipalities.toml of the source.") from None
    found = {
        code: Municipality(code, entry.name, ggd, entry.known_as, entry.neighbours)
        for ggd, entries in read.ggd.items()
        for code, entry in entries.items()
    }
    return Municipalities(found, read.as_of, read.checked_on)
