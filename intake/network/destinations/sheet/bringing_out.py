"""The whole list as a sheet, for whoever keeps it elsewhere; that it left stands in the log."""

from __future__ import annotations

from sqlalchemy import Connection

from intake.network.destinations.reading import offered
from intake.network.destinations.sheet.writing_out import sheet_lines
from intake.network.log import Action, Thing
from intake.network.people import Role
from intake.network.unlock import OpenNetwork


def bring_out(book: OpenNetwork, connection: Connection, *, separator: str = ";") -> tuple[int, bytes]:
    """How many there are, and the file; raises NetworkError but for a coordinator."""
    book.require(connection, Role.COORDINATOR)
    found = offered(connection)
    book.record(connection, Action.EXPORTED, Thing.DESTINATION, detail={"rows": len(found)})
    return len(found), "".join(sheet_lines(found, separator=separator)).encode()
