"""The writer: durable, once, all together, and honest when it fails."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import event, func, select

from intake.envelope.format import digest
from intake.relay.mailbox.kept import row_key
from intake.relay.mailbox.writer import NewEnvelope, Outcome, Writer, write
from intake.relay.problems import Problem, Refused
from intake.relay.tables import arrival
from tests.relay.world import INBOX, World, outcome


def new(name: bytes) -> NewEnvelope:
    return NewEnvelope(name, INBOX, "2026-W48", b"sealed")


def count(world: World) -> int:
    with world.relay.engine.begin() as connection:
        return connection.scalar(select(func.count()).select_from(arrival)) or 0


def test_concurrent_retries_of_one_envelope_store_it_once(world: World) -> None:
    token, sealed = world.link(), world.ggd.seal()
    with ThreadPoolExecutor(16) as people:
        answers = list(people.map(lambda _: world.send(sealed, f"Link {token}").status_code, range(32)))
    assert sorted(answers) == [200] * 31 + [201]
    assert count(world) == 1


def test_many_at_once_are_all_stored_and_share_their_commits(world: World) -> None:
    token, sealed, commits = world.link(), [world.ggd.seal() for _ in range(60)], []
    event.listen(world.relay.engine, "begin", lambda connection: commits.append(connection.get_execution_options()))
    with ThreadPoolExecutor(30) as people:
        answers = list(people.map(lambda each: world.send(each, f"Link {token}").status_code, sealed))
    assert answers == [201] * 60
    assert count(world) == 60
    writing = [options for options in commits if not options.get("only_reads")]
    assert len(writing) < 60


def test_twins_in_one_batch_are_stored_once(world: World) -> None:
    with world.relay.engine.begin() as connection:
        outcomes = write(connection, [new(bytes(32)), new(b"\1" * 32), new(bytes(32))])
    assert outcomes == [Outcome.STORED, Outcome.STORED, Outcome.KNOWN]


def test_a_crafted_collision_of_the_row_key_is_refused_and_the_first_stays(world: World) -> None:
    first, crafted = bytes(32), bytes(31) + b"\1"
    assert row_key(first) == row_key(crafted)
    writer = Writer(world.relay.engine)
    assert [writer.store(new(name)) for name in (first, crafted, first)] == [
        Outcome.STORED,
        Outcome.COLLIDES,
        Outcome.KNOWN,
    ]
    assert count(world) == 1


def test_a_collision_is_answered_as_no_envelope_of_this_form(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.relay.mailbox.writer.row_key", lambda _: 7)
    token = world.link()
    assert world.send(world.ggd.seal(), f"Link {token}").status_code == 201
    assert outcome(world.send(world.ggd.seal(), f"Link {token}")) == (400, "not-an-envelope")


def test_row_keys_are_ordered_as_digests_are_and_fit_a_signed_integer() -> None:
    digests = sorted(digest(bytes([number])) for number in range(200))
    keys = [row_key(each) for each in digests]
    assert keys == sorted(keys)
    assert 0 <= min(keys) < max(keys) < 2**63


def full(connection: Any) -> None:
    """No page more than there are: what SQLite says then is what it says of a full disk."""
    pages = connection.exec_driver_sql("PRAGMA arrivals.page_count").scalar_one()
    connection.exec_driver_sql(f"PRAGMA arrivals.max_page_count = {pages}")


@pytest.mark.files
def test_a_full_disk_is_said_and_nothing_is_half_stored(world: World) -> None:
    world.stored()
    token, sealed = world.link(), world.ggd.seal()
    event.listen(world.relay.engine, "begin", full)
    answers = [world.send(sealed, f"Link {token}") for _ in range(2)]
    assert {outcome(answer) for answer in answers} == {(507, "disk-full")}
    assert answers[0].headers["Retry-After"] == "5"
    event.remove(world.relay.engine, "begin", full)
    world.relay.engine.dispose()
    assert count(world) == 1
    assert world.send(sealed, f"Link {token}").status_code == 201


@pytest.mark.files
def test_a_locked_database_is_answered_with_try_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intake.sqlcipher.BUSY_MILLISECONDS", 50)
    world.relay.engine.dispose()
    token, sealed = world.link(), world.ggd.seal()
    with world.relay.engine.begin():
        answer = world.send(sealed, f"Link {token}")
    assert outcome(answer) == (503, "try-again")
    assert world.send(sealed, f"Link {token}").status_code == 201


def test_a_failed_batch_is_heard_by_all_who_wait_and_the_next_one_is_written(world: World) -> None:
    writer = Writer(world.relay.engine)
    impossible = NewEnvelope(b"\2" * 32, INBOX, "2026-W48", None)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        writer.store(impossible)
    assert refused.value.problem is Problem.TRY_AGAIN
    assert writer.store(new(b"\3" * 32)) is Outcome.STORED
