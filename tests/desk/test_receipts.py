"""Receipts: the relay can verify each, they follow each other, and they promise only what the desk has."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import select

from intake.desk import audit
from intake.desk.tables import audit as trail
from tests.desk.world import World, sealed, submission


def test_a_receipt_names_everything_of_the_bundle_that_the_desk_has(world: World) -> None:
    envelopes = [sealed(submission()), sealed(b"{}"), sealed(submission())]
    cut = world.bundle(*envelopes)
    _, receipt = world.take_in_with_receipt(cut)
    assert receipt.have == frozenset(cut.digests)
    assert (receipt.desk, receipt.epoch, receipt.sequence) == (world.instance().desk, 1, 1)


def test_a_receipt_also_names_what_was_known_before(world: World) -> None:
    cut = world.bundle(sealed(submission()))
    world.take_in(cut)
    assert world.take_in_with_receipt(cut)[1].have == frozenset(cut.digests)


def test_an_empty_bundle_has_a_receipt_too(world: World) -> None:
    summary, receipt = world.take_in_with_receipt(world.bundle())
    assert (summary.new, receipt.have) == (0, frozenset())


def test_receipts_follow_each_other(world: World) -> None:
    receipts = [world.take_in_with_receipt(world.bundle(sequence=number))[1] for number in (1, 2, 3)]
    assert [receipt.sequence for receipt in receipts] == [1, 2, 3]
    assert [receipt.previous for receipt in receipts] == [None, receipts[0].digest(), receipts[1].digest()]


def test_a_receipt_carries_the_head_of_the_audit_trail(world: World) -> None:
    _, receipt = world.take_in_with_receipt(world.bundle(sealed(submission())))
    with world.desk() as desk, desk.reading() as connection:
        hashes = set(connection.execute(select(trail.c.hash)).scalars())
        assert receipt.audit_head in hashes
        assert audit.verify(connection).hash == receipt.audit_head


def test_a_receipt_says_nothing_of_what_was_inside(world: World, tmp_path: Path) -> None:
    person = submission()
    world.take_in(world.bundle(sealed(person)))
    (file,) = tmp_path.glob("receipt-*")
    text = file.read_bytes()
    for secret in (person.id, person.code, hashlib.sha256(person.id.encode()).hexdigest(), "ggd10", "GM0363"):
        assert secret.encode() not in text
