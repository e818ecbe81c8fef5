"""The parts of a case's page: each a template and what it shows. A part belongs to the room that acts on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from intake.desk.cases import Case
from intake.desk.unlock import OpenDesk

Read = Callable[[OpenDesk, Connection, Case], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Panel:
    """``template`` gets what ``read`` gives, beside ``case`` and ``wording``. ``name`` is its anchor on the page."""

    name: str
    template: str
    read: Read


PANELS: tuple[Panel, ...] = ()
"""In the order of the page, below safe contact, reasons and answers."""
