"""Receipts: verified, in order, and the same one twice is one."""

from __future__ import annotations

import os

import pytest
from nacl.signing import SigningKey
from sqlalchemy import Connection, select, text

from intake.envelope.format import digest
from intake.relay.tables import arrival
from tests.relay.filled import fill
from tests.relay.test_bundles import read
from tests.relay.world import World, outcome

OLDER, SECOND_COPY, BEFORE_RESTORE = ((409, word) for word in ("older-receipt", "second-copy", "before-restore"))


def test_a_receipt_notes_desk_epoch_and_week(world: World) -> None:
    (sealed,) = world.stored()
    world.acknowledge([digest(sealed)])
    with world.relay.engine.begin() as connection:
        row = connection.execute(select(arrival)).one()
    assert (row.desk, row.desk_epoch, row.acknowledged) == ("A" * 22, 1, "2026-W48")


def test_what_the_relay_never_had_is_no_trouble(world: World) -> None:
    world.acknowledge([os.urandom(32) for _ in range(1200)])


def test_the_same_receipt_again_is_taken_and_changes_nothing(world: World) -> None:
    (sealed,) = world.stored()
    body, _ = world.ggd.receipt([digest(sealed)])
    assert world.carry("POST", "receipts", body).status_code == 200
    world.later(days=14)
    assert world.carry("POST", "receipts", body).status_code == 200
    with world.relay.engine.begin() as connection:
        assert connection.scalar(select(arrival.c.acknowledged)) == "2026-W48"


@pytest.mark.files
def test_a_receipt_that_was_taken_by_half_is_taken_when_it_comes_again(world: World) -> None:
    fill(world.relay.engine, 300)
    with world.relay.engine.begin() as connection:
        digests = sorted(connection.scalars(select(arrival.c.digest)))
        broken = f"WHEN new.digest = x'{digests[-1].hex()}' BEGIN SELECT RAISE(ABORT, 'broken'); END"
        connection.exec_driver_sql(f"CREATE TRIGGER {arrival.schema}.broken BEFORE UPDATE ON arrival {broken}")
    body, _ = world.ggd.receipt(digests)
    assert world.carry("POST", "receipts", body).status_code == 503
    with world.relay.engine.begin() as connection:
        assert 0 < len(acknowledged(connection)) < 300
        connection.exec_driver_sql(f"DROP TRIGGER {arrival.schema}.broken")
    # It is not the newest desk yet: everything is still offered.
    assert read(world, world.carry("GET", "bundle").data).manifest.count == 300
    assert world.carry("POST", "receipts", body).status_code == 200
    with world.relay.engine.begin() as connection:
        assert acknowledged(connection) == digests


def acknowledged(connection: Connection) -> list[bytes]:
    """What some desk has."""
    return sorted(connection.scalars(select(arrival.c.digest).where(arrival.c.desk.is_not(None))))


def test_a_later_receipt_with_the_same_envelope_does_not_begin_its_hold_again(world: World) -> None:
    (sealed,) = world.stored()
    first = world.acknowledge([digest(sealed)])
    world.later(days=14)
    world.acknowledge([digest(sealed)], sequence=2, previous=first)
    with world.relay.engine.begin() as connection:
        assert connection.scalar(select(arrival.c.acknowledged)) == "2026-W48"


def test_an_older_receipt_of_the_same_desk_is_refused(world: World) -> None:
    older, said = world.ggd.receipt([])
    assert world.carry("POST", "receipts", older).status_code == 200
    world.acknowledge([], sequence=2, previous=said)
    assert outcome(world.carry("POST", "receipts", older)) == OLDER


def test_another_receipt_of_the_same_number_is_refused(world: World) -> None:
    world.acknowledge([])
    other, _ = world.ggd.receipt([os.urandom(32)])
    assert outcome(world.carry("POST", "receipts", other)) == SECOND_COPY


def test_a_receipt_that_follows_another_than_the_last_is_refused(world: World) -> None:
    world.acknowledge([])
    _, stranger = world.ggd.receipt([os.urandom(32)])
    fork, _ = world.ggd.receipt([], sequence=2, previous=stranger)
    assert outcome(world.carry("POST", "receipts", fork)) == SECOND_COPY


def test_a_receipt_lost_on_the_way_does_not_stop_the_next(world: World) -> None:
    world.acknowledge([])
    _, lost = world.ggd.receipt([], sequence=2)
    world.acknowledge([], sequence=3, previous=lost)


def test_an_older_epoch_of_a_desk_is_refused(world: World) -> None:
    world.acknowledge([], epoch=2)
    older, _ = world.ggd.receipt([], epoch=1, sequence=9)
    assert outcome(world.carry("POST", "receipts", older)) == BEFORE_RESTORE


def test_a_desk_that_another_one_followed_is_refused_until_it_is_restored(world: World) -> None:
    first = world.acknowledge([])
    world.acknowledge([], desk="B" * 22)
    stale, _ = world.ggd.receipt([], sequence=2, previous=first)
    assert outcome(world.carry("POST", "receipts", stale)) == (409, "other-desk")
    world.acknowledge([], epoch=2, sequence=2)


def test_a_receipt_that_no_desk_of_this_inbox_signed_is_refused(world: World) -> None:
    good, _ = world.ggd.receipt([])
    elsewhere, _ = world.ggd.receipt([], inbox="ggd-open")
    world.ggd.identity = SigningKey.generate()
    stranger, _ = world.ggd.receipt([])
    refusals = {elsewhere: "other-inbox", stranger: "other-ggd", good[:-2]: "damaged", b"{}": "not-a-receipt"}
    for body, word in refusals.items():
        assert outcome(world.carry("POST", "receipts", body)) == (400, word)


def test_without_a_key_sheet_no_receipt_can_be_verified(world: World) -> None:
    with world.relay.engine.begin() as connection:
        connection.execute(text("DELETE FROM key_sheet"))
    body, _ = world.ggd.receipt([])
    assert outcome(world.carry("POST", "receipts", body)) == (409, "no-key-sheet")


@pytest.mark.parametrize("name", ["receipts", "key-sheet"])
def test_a_body_beyond_all_measure_is_refused(world: World, name: str) -> None:
    assert outcome(world.carry("POST", name, bytes((64 << 20) + 1))) == (413, "too-large")
