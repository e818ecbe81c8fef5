"""A server that is full, locked, away or asked twice at once: what is said, and that nothing is lost or told."""

from __future__ import annotations

import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from intake.envelope.format import digest
from intake.relay.mailbox.writer import NewEnvelope, Outcome, write
from intake.relay.postgresql.promises import SESSION
from intake.relay.store import open_store, side_by_side
from intake.relay.tables import arrival, bundle
from intake.sqlcipher import DatabaseError, reading
from tests.relay.server import Server
from tests.relay.world import INBOX, World, outcome

FULL = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER no_room AFTER INSERT ON arrival FOR EACH ROW EXECUTE FUNCTION no_room();
"""


def count(world: World) -> int:
    with reading(world.relay.engine).begin() as connection:
        return connection.scalar(select(func.count()).select_from(arrival)) or 0


def new(data: bytes) -> NewEnvelope:
    return NewEnvelope(digest(data), INBOX, "2026-W48", data)


def test_an_error_quotes_neither_a_value_nor_the_servers_words(world: World) -> None:
    row = {"inbox": "a secret", "sequence": 1, "week": "a secret", "digest": b"a secret"}
    with pytest.raises(IntegrityError) as error, world.relay.engine.begin() as connection:
        connection.execute(insert(bundle), [row, row])
    said = "".join(traceback.format_exception(error.value))
    assert "SQLSTATE 23505" in said
    assert "a secret" not in said
    assert "already exists" not in said


def test_a_full_disk_is_said_and_nothing_is_half_stored(world: World, server: Server, database: str) -> None:
    world.stored()
    token, sealed = world.link(), world.ggd.seal()
    server.command(database, FULL)
    assert outcome(world.send(sealed, f"Link {token}")) == (507, "disk-full")
    assert count(world) == 1
    server.command(database, "DROP TRIGGER no_room ON arrival")
    assert world.send(sealed, f"Link {token}").status_code == 201


def test_a_locked_table_is_answered_with_try_again(
    world: World, server: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SESSION, "lock_timeout", "50ms")
    world.relay.engine.dispose()
    token, sealed = world.link(), world.ggd.seal()
    with server.administrator(database) as administrator, administrator.transaction():
        administrator.execute("LOCK TABLE arrival")
        answer = world.send(sealed, f"Link {token}")
    assert outcome(answer) == (503, "try-again")
    assert world.send(sealed, f"Link {token}").status_code == 201


def test_a_server_that_went_away_is_found_again_when_it_is_back(world: World, server: Server) -> None:
    token, sealed = world.link(), world.ggd.seal()
    with server.away():
        answers = [world.send(sealed, f"Link {token}"), world.open(token), world.client.get("/healthz")]
        with pytest.raises(DatabaseError, match=r"cannot reach the database that \[relay\] database names"):
            open_store(world.config, world.key)
    assert {outcome(answer) for answer in answers} == {(503, "try-again")}
    assert world.send(sealed, f"Link {token}").status_code == 201
    server.restart_at_once()
    assert world.send(sealed, f"Link {token}").status_code == 200


def test_whoever_writes_waits_for_the_other_but_envelopes_wait_for_nobody(world: World) -> None:
    token, sealed = world.link(), world.ggd.seal()
    handed_out: list[Any] = []
    with ThreadPoolExecutor(1) as colleague:
        with world.relay.engine.begin():
            waits = colleague.submit(world.link)
            assert world.send(sealed, f"Link {token}").status_code == 201
            assert world.open(token).status_code == 200
            handed_out.append(waits.done())
        handed_out.append(len(waits.result(10)))
    assert handed_out == [False, 16]


def test_a_reader_sees_one_moment(world: World) -> None:
    world.stored()
    with reading(world.relay.engine).begin() as connection:
        number = select(func.count()).select_from(arrival)
        before = connection.scalar(number)
        world.stored(3)
        assert (before, connection.scalar(number)) == (1, 1)
    assert count(world) == 4


@pytest.mark.parametrize("commits", [True, False])
def test_of_an_envelope_that_comes_twice_at_once_the_second_waits_for_the_first(world: World, commits: bool) -> None:
    both, alone = sorted([world.ggd.seal(), world.ggd.seal()], key=digest)
    engine = side_by_side(world.relay.engine)

    def second() -> list[Outcome]:
        with engine.begin() as connection:
            return write(connection, [new(both), new(alone)])

    with ThreadPoolExecutor(1) as machine, engine.connect() as first:
        transaction = first.begin()
        assert write(first, [new(both)]) == [Outcome.STORED]
        waits = machine.submit(second)
        world.stored()  # something else comes through meanwhile
        assert not waits.done()
        transaction.commit() if commits else transaction.rollback()
        assert waits.result(10) == [Outcome.KNOWN if commits else Outcome.STORED, Outcome.STORED]
    assert count(world) == 3


def test_the_same_envelopes_through_two_machines_at_once_are_stored_once_and_the_log_is_silent(
    world: World, server: Server
) -> None:
    token, sealed, before = world.link(), [world.ggd.seal() for _ in range(60)], server.log()
    machines = [world.client, world.restarted()]

    def send(number: int) -> int:
        header = {"Authorization": f"Link {token}", "Content-Type": "application/vnd.envelop"}
        return machines[number % 2].post("/api/envelopes", data=sealed[number // 2], headers=header).status_code

    with ThreadPoolExecutor(16) as people:
        answers = list(people.map(send, range(120)))
    assert sorted(answers) == [200] * 60 + [201] * 60
    assert count(world) == 60
    assert server.log() == before
