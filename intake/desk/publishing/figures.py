"""Tables that left disclosure control for people outside the GGD, as they left, with the words for their keys."""

from __future__ import annotations

from sqlalchemy import Connection

from intake.desk.report.published import released_tables
from intake.exchange.published import PublishedTable


def released(connection: Connection) -> tuple[PublishedTable, ...]:
    """Those that may be shown to everybody, in the order in which they were released."""
    return released_tables(connection)
