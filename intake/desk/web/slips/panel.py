"""The slips of a case: a part of its page, where there are any. What came of one suggests a step; a nurse takes it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from intake.desk.cases import Case
from intake.desk.network.kept import read_kept
from intake.desk.slips.kept import slips_of
from intake.desk.unlock import OpenDesk
from intake.desk.web.slips.names import names_of


def read_slips(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object] | None:
    """The newest first."""
    found = slips_of(connection, case.number)
    return {"slips": found, "names": names_of(read_kept(connection), found)} if found else None
