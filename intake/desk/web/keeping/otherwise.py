"""On a case's page: that the rules changed after a nurse decided, and say another level now."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from intake.desk.cases import Case
from intake.desk.rescoring.applying import otherwise
from intake.desk.unlock import OpenDesk


def read_otherwise(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object] | None:
    """None where nobody decided, or the rules say the same."""
    found = otherwise(connection, case.number)
    return None if found is None else {"level": found.level}
