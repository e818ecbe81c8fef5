"""What the relay forgets, when, and how thoroughly."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from intake.envelope.format import digest
from intake.relay.database import FILE
from intake.relay.housekeeping import keep_house, keep_house_daily
from intake.relay.links.tables import link
from intake.relay.mailbox.kept import row_key
from intake.relay.tables import envelope, tombstone
from tests.relay.pages import decrypted_pages, row_keys
from tests.relay.world import World


def kept(world: World) -> int:
    """A courier comes, as every day, and then house is kept."""
    world.collected()
    return keep_house(world.relay, world.today)


def all_of(world: World, column: Any) -> list[Any]:
    with world.relay.engine.begin() as connection:
        return list(connection.scalars(select(column)))


def test_acknowledged_bytes_are_erased_after_the_hold_and_leave_their_digest(world: World) -> None:
    stays, gone = world.stored(2)
    world.acknowledge([digest(gone)])
    world.later(days=43)
    assert kept(world) == 0
    world.later(days=1)
    assert kept(world) == 1
    assert all_of(world, envelope.c.bytes) == [stays]
    assert all_of(world, tombstone.c.digest) == [digest(gone)]


def test_a_late_retry_of_an_erased_envelope_hears_that_it_was_stored(world: World) -> None:
    token, sealed = world.link(), world.ggd.seal()
    world.send(sealed, f"Link {token}")
    world.acknowledge([digest(sealed)])
    world.later(days=47)
    assert kept(world) == 1
    assert world.send(sealed, f"Link {token}").status_code == 200
    assert all_of(world, envelope.c.key) == []


def test_what_only_an_older_desk_acknowledged_is_never_erased(world: World) -> None:
    (sealed,) = world.stored()
    world.acknowledge([digest(sealed)])
    world.acknowledge([], desk="B" * 22)
    world.later(days=400)
    assert kept(world) == 0
    assert all_of(world, envelope.c.bytes) == [sealed]


def test_digests_are_forgotten_when_no_link_of_their_time_can_send(world: World) -> None:
    (sealed,) = world.stored()
    world.acknowledge([digest(sealed)])
    world.later(days=47)
    kept(world)
    world.later(days=120)
    kept(world)
    assert len(all_of(world, tombstone.c.digest)) == 1
    world.later(days=8)
    kept(world)
    assert all_of(world, tombstone.c.digest) == []


def test_links_are_deleted_once_they_can_send_no_more(world: World) -> None:
    world.link()
    world.later(days=60)
    kept(world)
    assert len(all_of(world, link.c.hash)) == 1
    world.later(days=1)
    kept(world)
    assert all_of(world, link.c.hash) == []


@pytest.mark.files
def test_after_house_keeping_the_files_pages_lie_in_the_order_of_digests(world: World) -> None:
    """Whoever has the file and its key sees nothing of the order in which envelopes came."""
    stored = world.stored(24)
    random.Random(1).shuffle(stored)
    world.acknowledge([digest(each) for each in stored[:6]])
    world.later(days=47)
    kept(world)
    file = world.config.data / FILE
    pages = [row_keys(page) for page in decrypted_pages(file, world.key)]
    expected = sorted(row_key(digest(each)) for each in stored[6:])
    assert [page for page in pages if page and set(page) <= set(expected)] == [[key] for key in expected]


@pytest.mark.files
def test_after_house_keeping_nothing_is_left_in_the_write_ahead_log_or_of_what_was_erased(world: World) -> None:
    stays, gone = world.stored(2)
    world.acknowledge([digest(gone)])
    world.later(days=47)
    kept(world)
    file = world.config.data / FILE
    assert Path(f"{file}-wal").stat().st_size == 0
    content = b"".join(decrypted_pages(file, world.key))
    assert stays[:2000] in content
    assert gone[200:400] not in content


def test_house_is_kept_once_at_the_start_until_told_to_stop(world: World) -> None:
    (sealed,) = world.stored()
    world.acknowledge([digest(sealed)])
    world.later(days=47)
    world.collected()
    stop = keep_house_daily(world.relay, lambda: world.now)
    deadline = time.monotonic() + 10
    while all_of(world, envelope.c.key) and time.monotonic() < deadline:
        time.sleep(0.02)
    stop.set()
    # What it began it ends, on a connection of its own.
    for thread in threading.enumerate():
        if thread.name == "housekeeping":
            thread.join(10)
    assert all_of(world, envelope.c.key) == []
