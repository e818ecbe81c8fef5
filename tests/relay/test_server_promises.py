"""A server that may lose what it calls stored, or that notes when envelopes come, gets none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select

from intake.relay.postgresql.promises import PROMISES, refuse_broken
from intake.relay.store import open_store
from intake.relay.tables import arrival
from intake.sqlcipher import DatabaseError, reading
from tests.relay.server import Server
from tests.relay.world import World, outcome

BROKEN = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "track_commit_timestamp": "on",
    "log_statement": "all",
    "log_duration": "on",
    "log_min_duration_statement": "100",
    "log_min_duration_sample": "0",
    "log_transaction_sample_rate": "1",
    "log_parameter_max_length_on_error": "-1",
    "log_checkpoints": "on",
}
OF_A_DATABASE = [
    name for name in BROKEN if name not in ("fsync", "full_page_writes", "track_commit_timestamp", "log_checkpoints")
]


def refused(world: World, name: str) -> None:
    with pytest.raises(DatabaseError, match=name) as error:
        open_store(world.config, world.key)
    assert "packaging/postgresql/server.conf" in str(error.value.hint)


def test_every_promise_is_asked_for() -> None:
    assert BROKEN.keys() == {promise.name for promise in PROMISES}
    kept = {promise.name: min(promise.kept) for promise in PROMISES}
    refuse_broken(kept)
    for name, value in BROKEN.items():
        with pytest.raises(DatabaseError, match=f"{name} = {value}"):
            refuse_broken(kept | {name: value})


@pytest.mark.parametrize("name", OF_A_DATABASE)
def test_a_setting_of_the_database_is_looked_at(world: World, server: Server, database: str, name: str) -> None:
    server.command(database, f"ALTER DATABASE {database} SET {name} = '{BROKEN[name]}'")
    refused(world, name)


@contextmanager
def whole_server(server: Server, name: str) -> Iterator[None]:
    """With a broken setting of the whole server."""
    server.command("template1", f"ALTER SYSTEM SET {name} = '{BROKEN[name]}'")
    try:
        server.reload()
        yield
    finally:
        server.command("template1", f"ALTER SYSTEM RESET {name}")
        server.reload()


@pytest.mark.parametrize("name", ["fsync", "full_page_writes", "log_checkpoints"])
def test_a_setting_of_the_server_is_looked_at(world: World, server: Server, name: str) -> None:
    with whole_server(server, name):
        refused(world, name)
    open_store(world.config, world.key).dispose()


def test_while_it_serves_nothing_is_taken_on_a_connection_without_the_promise(
    world: World, server: Server, database: str
) -> None:
    token, sealed = world.link(), world.ggd.seal()
    server.command(database, f"ALTER DATABASE {database} SET synchronous_commit = off")
    world.relay.engine.dispose()
    assert outcome(world.send(sealed, f"Link {token}")) == (503, "try-again")
    server.command(database, f"ALTER DATABASE {database} RESET synchronous_commit")
    assert world.send(sealed, f"Link {token}").status_code == 201
    with reading(world.relay.engine).begin() as connection:
        assert connection.scalar(select(func.count()).select_from(arrival)) == 1


def test_a_session_keeps_its_promise_whatever_the_servers_files_say_later(world: World, server: Server) -> None:
    with world.relay.engine.connect() as connection, whole_server(server, "synchronous_commit"):
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "on"
