"""Letters on the page of a case: which there are, and what was printed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from intake.desk.cases import Case
from intake.desk.letters.writing import printed
from intake.desk.unlock import OpenDesk
from intake.desk.web.letters.asking import NAMES


def read_letters(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object]:
    """The names of the kinds, and the prints, the newest first."""
    return {"names": NAMES, "printed": printed(connection, case.number)}
