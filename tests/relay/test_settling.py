"""Envelopes leave the arrivals after their week: each once, through crashes, in the order of digests."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, event, select

from intake.envelope.format import digest
from intake.relay.carrying.receipts import newest_desk
from intake.relay.clock import iso_week
from intake.relay.housekeeping import keep_house
from intake.relay.mailbox import settling
from intake.relay.mailbox.kept import bytes_of, known_digest, offered, row_key, stored_by_week, waiting_by_week
from intake.relay.mailbox.settling import settle
from intake.relay.tables import arrival, envelope
from intake.sqlcipher import reading
from tests.relay.world import INBOX, World


def all_of(world: World, column: Any) -> list[Any]:
    with reading(world.relay.engine).begin() as connection:
        return list(connection.scalars(select(column)))


def next_bundle(world: World) -> list[bytes]:
    with reading(world.relay.engine).begin() as connection:
        return list(offered(connection, INBOX, newest_desk(connection, INBOX)))


def test_an_envelope_stays_with_the_arrivals_until_its_week_has_ended(world: World) -> None:
    (sealed,) = world.stored()
    settle(world.relay.engine, iso_week(world.today))
    assert (all_of(world, arrival.c.bytes), all_of(world, envelope.c.bytes)) == ([sealed], [])
    world.later(days=7)
    settle(world.relay.engine, iso_week(world.today))
    assert (all_of(world, arrival.c.bytes), all_of(world, envelope.c.bytes)) == ([], [sealed])
    assert all_of(world, envelope.c.week) == ["2026-W48"]


def test_what_has_moved_is_offered_carried_and_known_as_before(world: World) -> None:
    old = world.stored(3)
    world.acknowledge([digest(old[0])])
    world.later(days=7)
    settle(world.relay.engine, iso_week(world.today))
    stored = [*old, *world.stored(2)]
    expected = sorted(map(digest, stored[1:]))
    assert next_bundle(world) == expected
    with reading(world.relay.engine).begin() as connection:
        assert sorted(bytes_of(connection, expected)) == sorted(stored[1:])
        assert all(known_digest(connection, digest(each)) for each in stored)
        assert stored_by_week(connection, INBOX) == {"2026-W48": 3, "2026-W49": 2}
        assert waiting_by_week(connection, INBOX, newest_desk(connection, INBOX)) == {"2026-W48": 2, "2026-W49": 2}


def test_a_retry_after_the_move_hears_that_it_was_stored_and_stores_nothing(world: World) -> None:
    token, sealed = world.link(), world.ggd.seal()
    world.send(sealed, f"Link {token}")
    world.later(days=7)
    settle(world.relay.engine, iso_week(world.today))
    assert world.send(sealed, f"Link {token}").status_code == 200
    assert (len(all_of(world, arrival.c.key)), len(all_of(world, envelope.c.key))) == (0, 1)


@pytest.mark.parametrize("broken_at", range(1, 7))
def test_a_move_that_breaks_off_anywhere_loses_and_doubles_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, broken_at: int
) -> None:
    """Every transaction of three steps is once the one that fails."""
    monkeypatch.setattr(settling, "ROWS_A_STEP", 2)
    digests = sorted(digest(each) for each in world.stored(6))
    world.later(days=7)
    commits: list[None] = []

    def power_fails(connection: Connection) -> None:
        if not connection.get_execution_options().get("only_reads"):
            commits.append(None)
        if len(commits) == broken_at:
            raise OSError("the power fails")

    event.listen(world.relay.engine, "commit", power_fails)
    with pytest.raises(OSError, match="power"):
        settle(world.relay.engine, iso_week(world.today))
    event.remove(world.relay.engine, "commit", power_fails)
    assert next_bundle(world) == digests
    with reading(world.relay.engine).begin() as connection:
        assert stored_by_week(connection, INBOX) == {"2026-W48": 6}
    world.acknowledge(digests[:3])
    settle(world.relay.engine, iso_week(world.today))
    assert next_bundle(world) == digests[3:]
    assert (all_of(world, arrival.c.key), sorted(all_of(world, envelope.c.key))) == ([], list(map(row_key, digests)))


def test_once_a_week_has_ended_the_days_of_its_receipts_cannot_be_told_apart(world: World) -> None:
    """One was fetched on Friday, one came after that and was fetched on Monday."""
    friday, sunday = world.stored(2)
    receipt = world.acknowledge([digest(friday)])
    world.later(days=7)
    settle(world.relay.engine, iso_week(world.today))
    world.acknowledge([digest(friday), digest(sunday)], sequence=2, previous=receipt)
    assert all_of(world, envelope.c.acknowledged) == ["2026-W49"] * 2


def test_what_a_desk_acknowledged_before_the_move_is_erased_after_its_hold(world: World) -> None:
    (gone,) = world.stored()
    world.acknowledge([digest(gone)])
    world.later(days=8)
    assert keep_house(world.relay, world.today) == 0
    world.later(days=39)
    world.collected()
    assert keep_house(world.relay, world.today) == 1
    assert all_of(world, arrival.c.key) == all_of(world, envelope.c.key) == []
