"""What happened, one step after the other: a row in a table, an entry in the trail, or both.

Rows do not know their numbers yet: they get them in the order of time, once all is drawn. A row that names another
holds that row itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Table

from intake.desk.audit import Action

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """``detail`` is that of the trail's entry; a row in it stands for its number. No ``action``: no entry."""

    at: datetime
    actor: str
    action: Action | None = None
    case: int | None = None
    table: Table | None = None
    row: Row = field(default_factory=dict)
    detail: Row = field(default_factory=dict)


def plain(value: Any) -> Any:
    """The number of a row; anything else as it is."""
    return value["number"] if isinstance(value, dict) else value
