"""The parts of a case's page: each a template and what it shows. A part belongs to the room that acts on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from intake.desk.cases import Case
from intake.desk.unlock import OpenDesk
from intake.desk.web.case.standing import read_deeds, read_state

Read = Callable[[OpenDesk, Connection, Case], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Panel:
    """``template`` gets what ``read`` gives, beside ``case`` and ``wording``. ``name`` is its anchor on the page.

    On a wide screen, parts on what is done stand in the column at the ``side`` and the others below the answers.
    """

    name: str
    template: str
    read: Read
    column: Literal["main", "side"] = "main"


PANELS: tuple[Panel, ...] = (
    Panel("state", "case/_state.html", read_state, "side"),
    Panel("history", "case/_history.html", read_deeds),
)
"""In the order of the page, below safe contact, reasons and answers. History comes last."""
