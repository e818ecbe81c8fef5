"""Facts that stand on the last screen and in the information: numbers to call, costs, where and when to walk in.

They are data with a source and a day on which the GGD checked them; where it did not, the screen says so. Figures,
names and addresses only: the words around them are translated (translations/form.pot).
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec

from intake.errors import ConfigError

DATA = Path(__file__).resolve().parent / "data"
OTHER = ""
"""The place of an inbox that has none of its own."""

Clock = Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Kind = TypeVar("Kind")


class ImportantNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the card: what it is stands under ``numbers.<id>`` in the texts. ``source`` is not shown."""

    id: str
    number: str
    source: str
    free: bool = False


class ImportantNumbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The card, the same for everybody."""

    numbers: tuple[ImportantNumber, ...]
    checked_on: date | None = None


class Costs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The eigen risico: what a person pays at most in ``year`` before the insurance pays. ``source`` is not shown."""

    year: Annotated[int, msgspec.Meta(ge=2024, le=2100)]
    own_risk: Annotated[int, msgspec.Meta(ge=0, le=5000)]
    source: str
    checked_on: date | None = None


class Hours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When people may walk in. ``day`` counts from 1, Monday."""

    day: Annotated[int, msgspec.Meta(ge=1, le=7)]
    start: Clock = msgspec.field(name="from")
    until: Clock


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One GGD's team: within how many working days it reads, where it is, when it is open to all."""

    working_days: Annotated[int, msgspec.Meta(ge=1, le=60)]
    address: str | None = None
    phone: str | None = None
    hours: tuple[Hours, ...] = ()
    checked_on: date | None = None


class Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By inbox; ``other`` for one that has not published its own."""

    other: Place
    inboxes: dict[str, Place] = {}

    def by_inbox(self) -> dict[str, Place]:
        """Every place under its inbox, and the other under OTHER."""
        return {OTHER: self.other, **self.inboxes}


def load_numbers(file: Path = DATA / "numbers.toml") -> ImportantNumbers:
    """The card of important numbers. Raises ConfigError."""
    return _load(file, ImportantNumbers)


def load_costs(file: Path = DATA / "costs.toml") -> Costs:
    """What care costs. Raises ConfigError."""
    return _load(file, Costs)


def load_places(file: Path = DATA / "places.toml") -> Places:
    """Where and when to walk in. Raises ConfigError."""
    return _load(file, Places)


def as_written(day: date) -> str:
    """As people here write it: 22-11-2026."""
    return f"{day.day}-{day.month}-{day.year}"


def _load(file: Path, kind: type[Kind]) -> Kind:
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), kind)
    except OSError:
        raise ConfigError(f"cannot read {file}", "docs/form.md says what it holds.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ConfigError(f"{file}: {error}", "docs/form.md says what it holds.") from None
