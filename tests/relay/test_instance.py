"""Making and opening a relay: what is there afterwards, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import text

from intake.config import Relay
from intake.courier.key import make_key
from intake.envelope.encoding import base64url
from intake.locked import FLOOR, LockedFileError, unlock
from intake.relay.database import FILE, PAGE_SIZE, make_database, open_database
from intake.relay.errors import RelayError
from intake.relay.instance import open_relay
from intake.relay.making import make_relay
from intake.sqlcipher import DatabaseError, open_engine
from tests.relay.world import ORIGIN, PASSPHRASE


@pytest.fixture
def config(tmp_path: Path) -> Relay:
    return Relay(data=tmp_path / "relay", origin=ORIGIN)


def test_a_relay_that_was_made_can_be_opened(config: Relay) -> None:
    public = make_relay(config, PASSPHRASE, cost=FLOOR)
    relay = open_relay(config, PASSPHRASE)
    assert relay.signing.verify_key.encode() == public
    assert (config.data / "relay.pub").read_text() == base64url(public) + "\n"
    assert (len(relay.instance), relay.epoch) == (22, 1)


def test_its_files_are_its_owners_only(config: Relay) -> None:
    make_relay(config, PASSPHRASE, cost=FLOOR)
    modes = {path.name: path.stat().st_mode & 0o777 for path in config.data.iterdir()}
    assert modes[FILE] == modes["relay.locked"] == 0o600
    assert config.data.stat().st_mode & 0o777 == 0o700


def test_it_is_never_made_twice(config: Relay) -> None:
    make_relay(config, PASSPHRASE, cost=FLOOR)
    before = {path.name: path.read_bytes() for path in config.data.iterdir()}
    with pytest.raises(RelayError, match="exists already"):
        make_relay(config, PASSPHRASE, cost=FLOOR)
    assert {path.name: path.read_bytes() for path in config.data.iterdir()} == before


def test_a_wrong_passphrase_and_a_missing_relay_are_told_apart(config: Relay) -> None:
    with pytest.raises(RelayError, match="there is no relay"):
        open_relay(config, PASSPHRASE)
    make_relay(config, PASSPHRASE, cost=FLOOR)
    with pytest.raises(LockedFileError, match="opens no slot"):
        open_relay(config, "another long passphrase")


def test_another_relays_database_does_not_open(config: Relay, tmp_path: Path) -> None:
    make_relay(config, PASSPHRASE, cost=FLOOR)
    other = Relay(data=tmp_path / "other", origin=ORIGIN)
    make_relay(other, PASSPHRASE, cost=FLOOR)
    (other.data / FILE).replace(config.data / FILE)
    with pytest.raises(DatabaseError, match="key does not fit"):
        open_relay(config, PASSPHRASE)


def test_another_kind_of_locked_file_is_no_relay(config: Relay, tmp_path: Path) -> None:
    make_key(tmp_path, PASSPHRASE, cost=FLOOR)
    config.data.mkdir()
    (tmp_path / "courier.locked").rename(config.data / "relay.locked")
    with pytest.raises(LockedFileError, match="not a relay's"):
        open_relay(config, PASSPHRASE)


def test_the_locked_file_holds_the_secrets_that_the_relay_has(config: Relay) -> None:
    make_relay(config, PASSPHRASE, cost=FLOOR)
    secrets = unlock(config.data / "relay.locked", PASSPHRASE)
    assert {name: len(secret.secret) for name, secret in secrets.items()} == {
        "courier": 32,
        "database": 32,
        "handout": 32,
        "signing": 32,
    }


def test_a_database_of_another_version_is_not_served(tmp_path: Path) -> None:
    key = os.urandom(32)
    engine = make_database(tmp_path, key)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(DatabaseError, match="another version"):
        open_database(tmp_path, key)


@pytest.mark.parametrize("content", [b"hello", b"SQLite format 3\0" + bytes(5000), os.urandom(40000)])
def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(DatabaseError, match="key does not fit"):
        open_engine(tmp_path / "x", os.urandom(32), page_size=PAGE_SIZE)


def test_a_missing_database_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="there is no database"):
        open_engine(tmp_path / "x", os.urandom(32))
    assert list(tmp_path.iterdir()) == []


def test_a_database_is_never_made_over_another_nor_where_no_folder_is(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(DatabaseError, match="exists already"):
        open_engine(tmp_path / "x", os.urandom(32), create=True)
    with pytest.raises(DatabaseError, match="cannot write"):
        open_engine(tmp_path / "nowhere" / "x", os.urandom(32), create=True)


def test_a_key_of_another_length_is_no_key(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="32 bytes"):
        open_engine(tmp_path / "x", b"short", create=True)


def test_a_failing_statement_quotes_no_value(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "x", os.urandom(32), create=True)
    with pytest.raises(Exception, match="no such table") as error, engine.begin() as connection:
        connection.execute(text("INSERT INTO absent VALUES (:value)"), {"value": "a secret"})
    assert "a secret" not in str(error.value)
