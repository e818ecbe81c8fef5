"""What the desk lets the relay show to everybody. No person, no small number: counts of ambassadors from three up,
public destinations, when and where to walk in, and tables that disclosure control has let through.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from intake.exchange.book import Kind, Tag

FEWEST = 3
"""Fewer ambassadors of one language in one region than these are not told: it may be known who they are."""


EVERYWHERE = ""
"""The region of a count of the whole network book."""


class Speaking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many ambassadors in a GGD's region, or EVERYWHERE, speak this language."""

    region: str
    language: Tag
    count: Annotated[int, msgspec.Meta(ge=FEWEST)]


class Open(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When people may walk in. ``day`` counts from 1, Monday; Dutch local time."""

    day: Annotated[int, msgspec.Meta(ge=1, le=7)]
    start: Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    until: Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class WalkIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Within how many working days an envelope is read; where and when people may come by."""

    working_days: Annotated[int, msgspec.Meta(ge=1, le=60)]
    address: str | None = None
    phone: str | None = None
    hours: tuple[Open, ...] = ()
    checked_on: date | None = None


class PublicDestination(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What anybody may know of a destination: never a contact person."""

    kind: Kind
    name: str
    phone: str | None = None
    hours: str | None = None
    own_risk: Literal["none", "applies", "ask"] = "ask"
    gp_letter: Literal["no", "yes", "gp-decides"] = "gp-decides"
    checked_on: date | None = None


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same in Dutch and in English, for a page in either."""

    nl: str
    en: str

    def said(self, language: str) -> str:
        """In ``nl``, or else in English."""
        return self.nl if language == "nl" else self.en


class PublishedTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A released table: a cell is a number rounded to ``rounding``, or None where hidden (all under ``threshold``).

    ``period`` is a quarter, half year or year (``2026``); ``notes`` say what the columns count, one for each.
    """

    table: str
    period: str
    title: Words
    rows: tuple[Words, ...]
    columns: tuple[Words, ...]
    cells: tuple[tuple[int | None, ...], ...]
    notes: tuple[Words, ...] = ()
    threshold: int = 10
    rounding: int = 5

    def __post_init__(self) -> None:
        """Raises ValueError where it is no table: whoever shows it relies on that."""
        shape = [len(self.columns)] * len(self.rows)
        if [len(row) for row in self.cells] != shape or len(self.notes) not in (0, len(self.columns)):
            raise ValueError("the cells do not fit the rows and columns")


class Published(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``sequence`` grows with each file of a desk's inbox: the relay refuses one that is not newer than what it has."""

    v: Literal[1]
    inbox: str
    sequence: Annotated[int, msgspec.Meta(ge=1)]
    issued: date
    walk_in: WalkIn | None
    ambassadors: tuple[Speaking, ...]
    destinations: tuple[PublicDestination, ...]
    figures: tuple[PublishedTable, ...]
