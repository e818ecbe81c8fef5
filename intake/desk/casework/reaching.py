"""How the person of a case may be reached now: what the envelope says, after what was agreed since."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, select

from intake.desk.casework.facts import agreed
from intake.desk.contact import SafeContact
from intake.desk.tables import cases
from intake.envelope.submission import Contact


def safe_contact(connection: Connection, case: int) -> SafeContact:
    """Without the rest of the case; there must be such a case."""
    stored = connection.execute(select(cases.c.contact).where(cases.c.number == case)).scalar_one()
    return SafeContact.of(msgspec.json.decode(stored, type=Contact), agreed(connection, case))
