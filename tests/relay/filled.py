"""A relay whose store is filled with envelopes of the right form that nobody can open: as many as are asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator

from sqlalchemy import Engine, Table, insert

from intake.envelope.format import ENVELOPE_LENGTH, digest
from intake.relay.mailbox.kept import in_parts, row_key
from intake.relay.tables import arrival
from tests.relay.world import INBOX


def fill(engine: Engine, count: int, *, place: Table = arrival, week: str = "2026-W48", inbox: str = INBOX) -> None:
    """Put ``count`` envelopes into ``place``."""
    for rows in in_parts(_rows(count, week, inbox), 2000):
        with engine.begin() as connection:
            connection.execute(insert(place), list(rows))


def _rows(count: int, week: str, inbox: str) -> Iterator[dict[str, object]]:
    for _ in range(count):
        data = b"ENVELOP1" + os.urandom(ENVELOPE_LENGTH - 8)
        name = digest(data)
        yield {"key": row_key(name), "digest": name, "inbox": inbox, "week": week, "bytes": data}
