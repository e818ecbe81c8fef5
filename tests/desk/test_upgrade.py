"""A desk that an older version made is brought up to date whole, or left as it was."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from intake.desk.audit import verify
from intake.desk.database import PAGE_SIZE, REVISION, STEPS, migrate, open_database, step_of
from intake.desk.folder import Folder
from intake.desk.keys.bunch import Bunch
from intake.desk.upgrading import bring_up
from intake.envelope.canonical import Json, canonical
from intake.envelope.encoding import base64url
from intake.locked import unlock
from intake.sqlcipher import DatabaseError, open_engine
from tests.desk.commands import Home
from tests.desk.world import DATABASE_KEY, PASSPHRASE

DESK = "A" * 22
NOW = datetime(2027, 2, 1, 8, tzinfo=UTC)
CONTACT = (
    b'{"reach":"call","address":"06 1234 5678","name":"Sam","line":"mine","when":["weekday-morning","weekend"],'
    b'"professional":"woman","ambassador":null,"age":"18+"}'
)
ROWS_0001: dict[str, dict[str, Any]] = {
    "instance": {"one": 1, "desk": DESK, "epoch": 1, "inbox": "ggd-demo", "relay_key": b"l" * 32, "made": "2026-11-23"},
    "bundles": {"digest": b"b" * 32, "relay": "relay-one", "epoch": 1, "sequence": 1, "manifest": b"{}"}
    | {"imported": "2026-11-23T10:00:00Z"},
    "envelopes": {"digest": b"d" * 32, "state": "imported", "reason": None, "inner_id": "A" * 22}
    | {"questionnaire": None, "version": None, "arrived": "2026-11-23", "sealed": None},
    "damaged": {"digest": b"e" * 32, "found_digest": b"f" * 32, "found": b"torn", "bundle": b"b" * 32}
    | {"arrived": "2026-11-23"},
    "questionnaires": {"id": "ggd10", "version": "1", "definition": b"q" * 32, "first_seen": "2026-11-23"},
    "receipts": {"sequence": 1, "epoch": 1, "digest": b"r" * 32, "bundle": b"b" * 32, "audit_head": b"a" * 32}
    | {"signed": "2026-11-23T10:00:00Z"},
    "cases": {"number": 7, "digest": b"d" * 32, "id": "A" * 22, "code": "K7Q2M9PA", "questionnaire": "ggd10"}
    | {"version": "1", "language": "ti", "place": "GM0363", "via": "demo", "card": None, "sealed_at": "2026-11-22"}
    | {"arrived": "2026-11-23", "answers": b'{"sleep":"good"}', "contact": CONTACT, "status": "new"}
    | {"level": "amber", "rank": 1, "due": "2026-11-30"},
    "judgements": {"number": 1, "case": 7, "made": "2026-11-23", "definition": b"q" * 32, "score": 3, "band": "low"}
    | {"level": "amber", "reasons": b"[]", "target_days": 5},
}
WHO = {"number": 1, "case": 7, "at": "2026-11-24T09:00:00Z", "actor": "noor"}
ROWS_0002: dict[str, dict[str, Any]] = {
    **ROWS_0001,
    "instance": ROWS_0001["instance"] | {"moved": None},
    "receipts": ROWS_0001["receipts"] | {"summary": b"{}", "file": b"receipt"},
    "cases": ROWS_0001["cases"]
    | {"revision": 9, "assigned": "noor", "closed": None, "outcome": None, "merged": None, "line": "31612345678"}
    | {"reach": "call", "times": "weekend", "professional": "woman", "age": "18+", "paper": 0, "allowed": 1},
    "people": {"name": "noor", "role": "nurse", "since": "2026-11-23", "until": None},
    "absences": {"number": 1, "person": "noor", "since": "2026-12-24", "until": "2026-12-31", "stand_in": "anna"}
    | {"at": "2026-11-24T09:00:00Z", "actor": "anna"},
    "backups": {"number": 1, "at": "2026-11-24T09:00:00Z", "actor": "anna", "digest": b"g" * 32, "cases": 1}
    | {"audit_head": b"h" * 32},
    "erasures": {"number": 1, "at": "2026-11-24T09:00:00Z", "actor": "anna", "ground": "term", "case": 3}
    | {"digest": b"i" * 32},
    "rescorings": {"number": 1, "at": "2026-11-24T09:00:00Z", "actor": "anna", "questionnaire": "ggd10"}
    | {"version": "1", "reason": "asked", "before": b"j" * 32, "after": b"q" * 32, "cases": 0},
    "decisions": WHO | {"level": "amber", "due": "2026-11-30", "reason": None, "judgement": 1},
    "states": WHO | {"status": "waiting", "reason": None},
    "attempts": WHO | {"moment": "2026-11-24T08:30:00Z", "way": "call", "result": "reached", "note": None},
    "notes": WHO | {"text": "came with her sister"},
    "referrals": WHO
    | {"destination": "PSY", "organisation": None, "shared": "the question", "language": "Tigrinya"}
    | {"consent_on": "2026-11-24", "consent_how": "spoken", "withdrawn_on": None, "told_on": None}
    | {"reply_by": "2026-12-08", "state": "waiting", "state_on": "2026-11-24"},
    "appointments": WHO | {"starts": "2026-11-26T10:30", "place": "GGD", "whom": "Noor", "state": "planned"},
    "bookings": WHO
    | {"language": "ti", "dialect": None, "gender": "woman", "way": "phone", "starts": None, "avoid": None}
    | {"not_own_community": 1, "state": "asked"},
    "reminders": WHO | {"due": "2026-12-01", "text": "ask", "done": None, "done_by": None},
    "meldcode": WHO | {"step": 1, "text": "signals", "outcome": None},
    "prints": WHO | {"kind": "gp", "language": "nl", "ticked": ""},
    "facts": {"case": 7, "at": "2026-11-24T09:00:00Z", "actor": "noor", "content": b'{"dialect":"Asmara"}'},
}
OLD = {"0001": ROWS_0001, "0002": ROWS_0002}
ROOT = Path(__file__).parents[2]

# Stops itself without a word, as a power cut would: after so many statements of the upgrade.
KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from sqlalchemy import Engine, event
from intake.desk.upgrading import bring_up
from tests.desk.world import DATABASE_KEY
left = int(sys.argv[2])
def count(connection, cursor, statement, *_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
event.listen(Engine, "after_cursor_execute", count)
bring_up(Path(sys.argv[1]), DATABASE_KEY, actor="anna", clock=lambda: datetime(2027, 2, 1, tzinfo=UTC))
"""


def make_old(path: Path, step: str = "0001", key: bytes = DATABASE_KEY) -> None:
    """A database as the version of that step left it, with a row in every table."""
    engine = open_engine(path, key, page_size=PAGE_SIZE, create=True)
    with engine.begin() as connection:
        migrate(connection, step)
        for table, row in OLD[step].items():
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), row)
        _first_entry(connection, step)
    engine.dispose()


def _first_entry(connection: Connection, step: str) -> None:
    """The trail's beginning; before step 0002 it did not say why."""
    entry: dict[str, Json] = {"number": 1, "at": "2026-11-23T09:00:00Z", "actor": "anna", "action": "desk made"}
    entry |= {"case": None} | ({} if step == "0001" else {"why": "administration"})
    genesis = hashlib.sha256(b"envelop/1 audit\0" + DESK.encode()).digest()
    written = canonical({**entry, "detail": {}, "previous": base64url(genesis)})
    row = {**entry, "entry": written, "hash": hashlib.sha256(written).digest()}
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO audit ({names}) VALUES ({marks})"), row)


def upgrade(path: Path, key: bytes = DATABASE_KEY) -> str | None:
    return bring_up(path, key, actor="anna", clock=lambda: NOW)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    make_old(tmp_path / "desk.sqlite")
    return tmp_path / "desk.sqlite"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(("-wal", "-shm"))}


def test_every_step_but_the_newest_has_old_data_to_try() -> None:
    assert set(OLD) == set(STEPS[:-1])


@pytest.mark.parametrize("step", OLD)
def test_old_data_is_all_there_after_every_later_step(tmp_path: Path, step: str) -> None:
    path = tmp_path / "desk.sqlite"
    make_old(path, step)
    assert upgrade(path) == step
    engine = open_database(path, DATABASE_KEY)
    with engine.begin() as connection:
        for table, row in OLD[step].items():
            columns = ", ".join(f'"{name}"' for name in row)
            (found,) = connection.execute(text(f"SELECT {columns} FROM {table}")).mappings().all()
            assert dict(found) == row
        assert verify(connection).entries == 2
        said = connection.execute(text("SELECT actor, action, why FROM audit ORDER BY number DESC")).first()
    engine.dispose()
    assert tuple(said or ()) == ("anna", "database brought up to date", "administration")
    assert names(tmp_path) == {"desk.sqlite"}


def test_who_stood_on_a_waiting_list_before_waits_since_then(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    make_old(path, "0002")
    upgrade(path)
    engine = open_database(path, DATABASE_KEY)
    with engine.begin() as connection:
        rows = connection.execute(
            text('SELECT referral, "case", since, intake_by, treatment_by, ended FROM waits')
        ).all()
    engine.dispose()
    assert [tuple(row) for row in rows] == [(1, 7, "2026-11-24", "2026-12-22", "2027-03-02", None)]


def test_cases_of_before_are_found_by_how_the_person_may_be_reached(old: Path) -> None:
    upgrade(old)
    engine = open_database(old, DATABASE_KEY)
    with engine.begin() as connection:
        row = connection.execute(text("SELECT line, reach, times, professional, age, revision FROM cases")).one()
    engine.dispose()
    assert tuple(row) == ("31612345678", "call", "weekday-morning weekend", "woman", "18+", 0)


def test_how_referrals_of_before_went_on_is_known_as_far_as_it_can_be(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    make_old(path, "0002")
    upgrade(path)
    engine = open_database(path, DATABASE_KEY)
    with engine.begin() as connection:
        rows = connection.execute(text("SELECT referral, state, at FROM referral_states ORDER BY number")).all()
    engine.dispose()
    assert [row.state for row in rows] == ["offered", "agreed", "sent", "waiting"]
    assert {row.referral for row in rows} == {1}
    assert [row.at[:10] for row in rows] == ["2026-11-24"] * 4


def test_a_database_that_is_up_to_date_is_left_alone(old: Path) -> None:
    assert upgrade(old) == "0001"
    before = old.read_bytes()
    assert upgrade(old) is None
    assert old.read_bytes() == before


def test_a_loss_of_power_leaves_the_old_database_and_the_next_try_succeeds(old: Path) -> None:
    for statements in (3, 30, 45):
        command = [sys.executable, "-c", KILLED, str(old), str(statements)]
        assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
        for path in (old, old.with_name("desk.sqlite.0001")):
            engine = open_engine(path, DATABASE_KEY, page_size=PAGE_SIZE)
            assert step_of(engine) == "0001"
            with engine.begin() as connection:
                assert connection.scalar(text("SELECT contact FROM cases")) == CONTACT
            engine.dispose()
    assert upgrade(old) == "0001"
    assert names(old.parent) == {"desk.sqlite"}


def test_a_step_that_fails_leaves_the_database_and_its_copy_as_they_were(old: Path) -> None:
    """Something stands in the way of the newest step: a table of the name that it would make."""
    engine = open_engine(old, DATABASE_KEY, page_size=PAGE_SIZE)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE rescorings (x)"))
    engine.dispose()
    with pytest.raises(Exception, match="rescorings already exists"):
        upgrade(old)
    engine = open_engine(old, DATABASE_KEY, page_size=PAGE_SIZE)
    assert step_of(engine) == "0001"
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE rescorings"))
    engine.dispose()
    assert names(old.parent) == {"desk.sqlite", "desk.sqlite.0001"}
    assert upgrade(old) == "0001"


def test_without_room_for_a_copy_nothing_is_changed(old: Path) -> None:
    old.with_name("desk.sqlite.0001").mkdir()
    with pytest.raises(DatabaseError, match="cannot copy"):
        upgrade(old)
    with pytest.raises(DatabaseError) as refused:
        open_database(old, DATABASE_KEY)
    assert "intake desk upgrade" in refused.value.hint


def test_a_database_of_a_newer_version_is_not_touched(old: Path) -> None:
    engine = open_engine(old, DATABASE_KEY, page_size=PAGE_SIZE)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(DatabaseError, match="newer version"):
        upgrade(old)


def test_the_command_brings_a_desk_up_to_date_which_every_other_command_asks_for(home: Home) -> None:
    folder = Folder(home.folder / "desk")
    key = Bunch.of(unlock(folder.desk, PASSPHRASE)).database
    for path in (folder.database, *folder.root.glob("desk.sqlite-*")):
        path.unlink()
    make_old(folder.database, key=key)
    assert "hint: Run `intake desk upgrade`." in home.refused("desk", "queue")
    assert "went from step 0001 to " + REVISION in home.run("desk", "upgrade").out
    assert "up to date" in home.run("desk", "upgrade").out
