"""The page with the organisation's counts. The totals themselves leave this module only as counting.py tells them."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, g, render_template
from sqlalchemy import Connection, select

from intake.relay.handout.coordinator.counting import BASE, THRESHOLD, tell_months
from intake.relay.handout.service import Service, myself
from intake.relay.links.tables import handed_out
from intake.web.days import month_in_words

FIGURES = {"nl": "/cijfers/", "en": "/en/figures/"}
"""Where the form's host shows what GGDs released, by the reader's language. There may be nothing yet."""


def counts(service: Service) -> Blueprint:
    """The one page."""
    room = Blueprint("counts", __name__)

    @room.get("/handout/counts")
    def page() -> str:
        with service.links.engine.begin() as connection:
            totals = _totals(connection, str(myself().organisation))
        months = [(month_in_words(each.first), each.told) for each in tell_months(totals, service.clock().date())]
        figures = service.form + FIGURES.get(g.language, FIGURES["en"])
        return render_template(
            "coordinator/counts.html", months=months, threshold=THRESHOLD, base=BASE, figures=figures
        )

    return room


def _totals(connection: Connection, organisation: str) -> Mapping[str, int]:
    query = select(handed_out.c.month, handed_out.c.total).where(handed_out.c.organisation == organisation)
    return {row.month: row.total for row in connection.execute(query)}
