"""Entries of before a ground was asked for stay as they were written, and verify."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from intake.desk import audit, database
from intake.desk.audit import Action, Event, append
from intake.desk.database import PAGE_SIZE, migrate
from intake.desk.errors import DeskError
from intake.envelope.canonical import Json, canonical
from intake.envelope.encoding import base64url
from intake.sqlcipher import open_engine
from tests.desk.world import DATABASE_KEY, MONDAY

DESK = "AAAAAAAAAAAAAAAAAAAAAA"


def test_they_are_whole_in_a_database_that_was_brought_up_to_date(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "old.sqlite", DATABASE_KEY, page_size=PAGE_SIZE, create=True)
    with engine.begin() as connection:
        _first_step(connection)
        _older_entry(connection)
    with engine.begin() as connection:
        migrate(connection)
    with engine.begin() as connection:
        append(connection, Event(MONDAY, "anna", Action.QUEUE_VIEWED))
    with engine.begin() as connection:
        assert audit.verify(connection).entries == 2
        assert connection.execute(text("SELECT why FROM audit ORDER BY number")).scalars().all() == [None, "triage"]
        connection.execute(text("DROP TRIGGER audit_refuses_update"))
        connection.execute(text("UPDATE audit SET why = 'care' WHERE number = 1"))
        with pytest.raises(DeskError, match="broken at entry 1"):
            audit.verify(connection)
    engine.dispose()


def _first_step(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")


def _older_entry(connection: Connection) -> None:
    """As version 0.1.0 wrote it."""
    connection.execute(text("INSERT INTO instance VALUES (1, :desk, 1, 'ggd-demo', zeroblob(32), 'x')"), {"desk": DESK})
    genesis = hashlib.sha256(b"envelop/1 audit\0" + DESK.encode()).digest()
    row: dict[str, Json] = {
        "number": 1,
        "at": "2026-11-01T09:00:00Z",
        "actor": "anna",
        "action": "desk made",
        "case": None,
    }
    entry = canonical({**row, "detail": {}, "previous": base64url(genesis)})
    connection.execute(
        text("INSERT INTO audit VALUES (:number, :at, :actor, :action, :case, :entry, :hash)"),
        {**row, "entry": entry, "hash": hashlib.sha256(entry).digest()},
    )
