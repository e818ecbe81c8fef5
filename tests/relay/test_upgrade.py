"""Every step of every database is tried on old data; an older relay is brought up to date, or left whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nacl.signing import SigningKey
from sqlalchemy import Engine, text

from intake.config import Relay
from intake.envelope.encoding import base64url
from intake.locked import FLOOR, LockedFileError, Secret, add_secret, lock, unlock
from intake.relay.handout.database import open_staff_database
from intake.relay.instance import LOCKED, PUBLIC, open_relay
from intake.relay.making import make_relay, new_courier, new_staff_key
from intake.relay.migrating import names_of, run_steps, step_of
from intake.relay.upgrading import Place, bring_up, places, upgrade_relay
from intake.sqlcipher import DatabaseError, open_engine
from tests.relay.world import ORIGIN, PASSPHRASE

KEY = os.urandom(32)

RELAY_0001: dict[str, dict[str, Any]] = {
    "link": {"hash": b"h" * 32, "organisation": "school", "kind": "card", "expires": "2026-12-23"},
    "envelope": {"key": 7, "digest": b"d" * 32, "inbox": "ggd", "week": "2026-W40", "bytes": b"sealed" * 2000}
    | {"desk": "A" * 22, "desk_epoch": 1, "acknowledged": "2026-W41"},
    "tombstone": {"key": 8, "digest": b"e" * 32, "erased": "2026-W39"},
    "key_sheet": {"inbox": "ggd", "document": b"{}"},
    "bundle": {"inbox": "ggd", "sequence": 3, "week": "2026-W41", "digest": b"b" * 32},
    "receipt": {"inbox": "ggd", "desk": "A" * 22, "epoch": 1, "sequence": 3, "digest": b"r" * 32, "newest": 1},
    "handed_out": {"organisation": "school", "month": "2026-10", "total": 12},
    "relay": {"instance": "I" * 22, "epoch": 1},
}
RELAY_0002 = RELAY_0001 | {
    "organisation": {"id": "taal", "name": "Taal", "inbox": "ggd", "place": "GM0363", "colour": "#1b3f7d"}
}
RELAY_0003 = RELAY_0002 | {
    "arrivals.arrival": {"key": 9, "digest": b"a" * 32, "inbox": "ggd", "week": "2026-W42", "bytes": b"sealed" * 2000}
    | {"desk": None, "desk_epoch": None, "acknowledged": None},
    "told": {"inbox": "ggd", "mail": "post", "day": "2026-10-12"},
}
STAFF_0001: dict[str, dict[str, Any]] = {
    "staff": {"id": "s1", "email": "a@example.nl", "name": "A", "role": "coordinator", "organisation": "school"}
    | {"inbox": None, "language": "nl", "password": "hash", "totp": b"t", "totp_last": 1, "single_sign_on": None}
    | {"disabled": 0, "created": "2026-10-01"},
    "passkey": {"id": b"p", "staff": "s1", "public_key": b"k", "sign_count": 1, "name": "phone"}
    | {"created": "2026-10-01"},
    "log": {"number": 1, "at": "2026-10-01 10:00:00", "event": "signed in", "actor": "s1"}
    | {"organisation": "school", "subject": None},
}
OLD: dict[str, tuple[Callable[[Path], Place], str, dict[str, dict[str, Any]]]] = {
    "the relay's, step 0001": (lambda folder: places(folder)[0], "0001", RELAY_0001),
    "the relay's, step 0002": (lambda folder: places(folder)[0], "0002", RELAY_0002),
    "the relay's, step 0003": (lambda folder: places(folder)[0], "0003", RELAY_0003),
    "the staff's, step 0001": (lambda folder: places(folder)[1], "0001", STAFF_0001),
}


def make_old(place: Place, step: str, rows: dict[str, dict[str, Any]], key: bytes = KEY) -> None:
    """A database as the version of that step left it, with a row in every table."""
    # Before the third step there was no file of arrivals.
    beside = place.beside if step > "0002" else None
    engine = open_engine(place.path, key, page_size=place.page_size, create=True, beside=beside)
    run_steps(engine, place.steps, step)
    with engine.begin() as connection:
        for table, row in rows.items():
            names = ", ".join(row)
            marks = ", ".join(f":{name}" for name in row)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), row)
    engine.dispose()


def opened(place: Place, key: bytes = KEY) -> Engine:
    return open_engine(place.path, key, page_size=place.page_size, beside=place.beside)


@pytest.mark.parametrize("of", OLD)
def test_old_data_is_all_there_after_every_later_step(tmp_path: Path, of: str) -> None:
    find, step, rows = OLD[of]
    place = find(tmp_path)
    make_old(place, step, rows)
    assert bring_up(place, KEY) == step
    engine = opened(place)
    assert step_of(engine) == place.newest
    with engine.begin() as connection:
        for table, row in rows.items():
            (found,) = connection.execute(text(f"SELECT {', '.join(row)} FROM {table}")).mappings().all()
            assert dict(found) == row
    engine.dispose()
    assert {path.name for path in tmp_path.iterdir() if not path.name.endswith(("-wal", "-shm"))} == {
        path.name for path in (place.path, *place.beside.values())
    }


def test_every_step_but_the_newest_has_old_data_to_try(tmp_path: Path) -> None:
    tried = {(find(tmp_path).path.name, step) for find, step, _ in OLD.values()}
    assert tried == {(place.path.name, step) for place in places(tmp_path) for step in names_of(place.steps)[1:]}


def test_a_database_that_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    place = places(tmp_path)[0]
    make_old(place, "0002", RELAY_0002)
    assert bring_up(place, KEY) == "0002"
    assert bring_up(place, KEY) is None


def test_a_step_that_fails_leaves_the_database_and_its_copy_as_they_were(tmp_path: Path) -> None:
    """Something stands in the way of the newest step: a table of the name that it would make."""
    place = places(tmp_path)[0]
    make_old(place, "0002", RELAY_0002)
    engine = open_engine(place.path, KEY, page_size=place.page_size)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE publication (x)"))
    engine.dispose()
    with pytest.raises(Exception, match="publication already exists"):
        bring_up(place, KEY)
    for path in (place.path, tmp_path / "relay.sqlite.0002"):
        engine = open_engine(path, KEY, page_size=place.page_size)
        assert step_of(engine) == "0002"
        with engine.begin() as connection:
            assert connection.scalar(text("SELECT bytes FROM envelope")) == RELAY_0001["envelope"]["bytes"]
            connection.execute(text("DROP TABLE publication"))
        engine.dispose()
    assert bring_up(place, KEY) == "0002"
    assert not (tmp_path / "relay.sqlite.0002").exists()


def test_without_room_for_a_copy_nothing_is_changed(tmp_path: Path) -> None:
    place = places(tmp_path)[0]
    make_old(place, "0002", RELAY_0002)
    (tmp_path / "relay.sqlite.0002").mkdir()
    with pytest.raises(DatabaseError, match="cannot copy"):
        bring_up(place, KEY)
    engine = open_engine(place.path, KEY, page_size=place.page_size)
    assert step_of(engine) == "0002"
    engine.dispose()


def test_a_database_of_a_newer_version_is_not_touched(tmp_path: Path) -> None:
    place = places(tmp_path)[1]
    make_old(place, "head", STAFF_0001)
    engine = opened(place)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(DatabaseError, match="newer version"):
        bring_up(place, KEY)


def test_a_relay_of_the_first_version_is_brought_up_to_date_whole(tmp_path: Path) -> None:
    """It had two secrets and one database; it serves afterwards, and a second upgrade finds nothing to do."""
    config = Relay(data=tmp_path, origin=ORIGIN)
    relay, signing = make_first_version(config)
    assert upgrade_relay(config, PASSPHRASE) == [
        "relay.locked has the key of the staff's database",
        "relay.locked has the key of the courier's page",
        "handout.sqlite was made",
        f"relay.sqlite went from step 0001 to {relay.newest}",
    ]
    opened = open_relay(config, PASSPHRASE)
    assert (opened.instance, opened.epoch) == ("I" * 22, 1)
    assert opened.signing.encode() == signing
    assert opened.own_courier is not None
    opened.engine.dispose()
    open_staff_database(tmp_path, unlock(tmp_path / LOCKED, PASSPHRASE)["handout"].secret).dispose()
    assert upgrade_relay(config, PASSPHRASE) == []


def make_first_version(config: Relay) -> tuple[Place, bytes]:
    """What `intake relay init` of the first version made, and its signing key."""
    relay, signing = places(config.data)[0], SigningKey.generate()
    make_old(relay, "0001", RELAY_0001)
    public = signing.verify_key.encode()
    secrets = (
        Secret("database", "the relay's database", b"", KEY),
        Secret("signing", "the relay's bundles", public, signing.encode()),
    )
    lock(config.data / LOCKED, secrets, {"relay": PASSPHRASE}, cost=FLOOR)
    (config.data / PUBLIC).write_text(base64url(public) + "\n")
    return relay, signing.encode()


def test_an_older_relay_says_what_to_do(tmp_path: Path) -> None:
    config = Relay(data=tmp_path, origin=ORIGIN)
    make_first_version(config)
    with pytest.raises(DatabaseError) as refused:
        open_relay(config, PASSPHRASE)
    assert "intake relay upgrade" in refused.value.hint


def test_a_wrong_passphrase_changes_nothing(tmp_path: Path) -> None:
    config = Relay(data=tmp_path, origin=ORIGIN)
    make_first_version(config)
    before = (tmp_path / LOCKED).read_bytes()
    with pytest.raises(LockedFileError, match="opens no slot"):
        upgrade_relay(config, "another long passphrase")
    assert (tmp_path / LOCKED).read_bytes() == before


def test_a_new_relay_is_up_to_date(tmp_path: Path) -> None:
    config = Relay(data=tmp_path, origin=ORIGIN)
    make_relay(config, PASSPHRASE, cost=FLOOR)
    assert upgrade_relay(config, PASSPHRASE) == []


def test_a_secret_is_added_once(tmp_path: Path) -> None:
    config = Relay(data=tmp_path, origin=ORIGIN)
    make_relay(config, PASSPHRASE, cost=FLOOR)
    for new in (new_courier(), new_staff_key()):
        with pytest.raises(LockedFileError, match="two of one name"):
            add_secret(tmp_path / LOCKED, new, PASSPHRASE)
