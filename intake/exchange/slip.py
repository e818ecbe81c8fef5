"""What an ambassador is asked, and what came of it: a slip goes from the desk to the network book, outcomes come back.

A slip says first name or alias, language, where and when to meet, and the task; nothing of a case. Its id is random
and leads back to the case only at the desk.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from intake.exchange.book import Id, Tag

SlipId = Annotated[str, msgspec.Meta(pattern=r"^S-[0-9A-HJKMNP-TV-Z]{8}$")]
Task = Literal["along", "explain", "talk", "other"]
Outcome = Literal["done", "going-on", "declined", "conflict", "not-there", "cancelled"]
"""``declined`` needs no reason. ``conflict``: they know each other; that ambassador is not proposed for it again."""


class Slip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``time`` is Dutch local time, ``10:30``. ``often``: once, or from time to time. ``issued`` is a day."""

    v: Literal[1]
    id: SlipId
    ambassador: Id
    issued: date
    first_name: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    language: Tag
    tasks: tuple[Task, ...]
    day: date | None = None
    time: Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] | None = None
    place: Annotated[str, msgspec.Meta(max_length=120)] | None = None
    note: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    often: Literal["once", "structural"] = "once"


class Came(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What came of one slip, on which day. ``minutes`` were worked in all."""

    slip: SlipId
    outcome: Outcome
    on: date
    minutes: Annotated[int, msgspec.Meta(ge=0, le=100_000)] = 0


class Outcomes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is known of the slips of one desk, each at most once; ``sequence`` grows with each file of ``book``."""

    v: Literal[1]
    book: str
    sequence: Annotated[int, msgspec.Meta(ge=1)]
    issued: date
    came: tuple[Came, ...]
