"""A bundle comes from any byte on, so that a pull goes on where it broke off; its size takes no memory."""

from __future__ import annotations

import errno
import re
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from werkzeug.test import TestResponse

from intake.envelope.courier_request import authorization
from intake.envelope.format import ENVELOPE_LENGTH, digest
from intake.relay.carrying.bundles import Cut, Cuts
from intake.relay.problems import Problem, Refused, storage_problem
from intake.relay.tables import arrival
from tests.relay.filled import fill
from tests.relay.test_bundles import read
from tests.relay.world import INBOX, World, changed


def asked(world: World, **headers: str) -> TestResponse:
    """Ask for a bundle, or a part of one; underscores in names of headers stand for hyphens."""
    path = f"/api/inboxes/{INBOX}/bundle"
    signed = authorization(world.courier, method="GET", path=path, body=b"", time=int(world.now.timestamp()))
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return world.client.get(path, headers=named | {"Authorization": signed})


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Cut:
    """A bundle of more envelopes than are read at once."""
    world = World(tmp_path_factory.mktemp("cut"))
    world.stored(40)
    return Cuts(world.relay).now(world.config.inboxes[0], world.now)


def test_a_bundle_can_be_read_from_every_byte_of_its_head_and_list(cut: Cut) -> None:
    whole = b"".join(cut.stream())
    assert len(whole) == cut.manifest.length()
    head = len(whole) - 40 * (32 + ENVELOPE_LENGTH)
    for start in range(head + 40 * 32 + 1):
        assert next(cut.stream(start)) == whole[start : start + len(next(cut.stream(start)))]
    for start in (0, head - 1, head, head + 1, head + 32 * 39, head + 32 * 40):
        assert b"".join(cut.stream(start)) == whole[start:]


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_bundle_can_be_read_from_any_byte_on(cut: Cut, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, cut.manifest.length() - 1))
    whole = b"".join(cut.stream())
    assert b"".join(cut.stream(start)) == whole[start:]


def test_who_has_a_part_of_the_newest_bundle_gets_the_rest(world: World) -> None:
    world.stored(3)
    whole = asked(world)
    tag = whole.headers["ETag"]
    rest = asked(world, Range="bytes=20000-", If_Range=tag)
    assert (rest.status_code, rest.headers["ETag"], rest.data) == (206, tag, whole.data[20000:])
    assert rest.headers["Content-Range"] == f"bytes 20000-{len(whole.data) - 1}/{len(whole.data)}"
    assert rest.content_length == len(rest.data)


def test_who_has_a_part_of_another_bundle_gets_the_newest_whole(world: World) -> None:
    world.stored(3)
    old = asked(world).headers["ETag"]
    new = asked(world)
    again = asked(world, Range="bytes=20000-", If_Range=old)
    assert (again.status_code, len(again.data)) == (200, len(new.data))
    assert read(world, again.data).manifest.sequence == 3
    for useless in ({"Range": "bytes=0-9"}, {"Range": "bytes=-9"}, {"Range": "bytes=7-"}, {"Range": "lines=1-"}):
        assert asked(world, **useless).status_code == 200
    tag = asked(world).headers["ETag"]
    assert asked(world, Range="bytes=5-9", If_Range=tag).status_code == 200


def test_a_part_that_begins_behind_the_end_is_refused(tmp_path: Path) -> None:
    world = World(tmp_path, hours_between_bundles=24)
    whole = asked(world)
    beyond = asked(world, Range=f"bytes={len(whole.data)}-", If_Range=whole.headers["ETag"])
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, f"bytes */{len(whole.data)}")


def test_who_has_the_newest_bundle_gets_nothing(tmp_path: Path) -> None:
    world = World(tmp_path, hours_between_bundles=24)
    world.stored(1)
    tag = asked(world).headers["ETag"]
    same = asked(world, If_None_Match=f'"other", {tag}')
    assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", tag)
    world.later(days=1)
    assert asked(world, If_None_Match=tag).status_code == 200


def test_a_pull_goes_on_when_the_time_for_a_new_bundle_has_come(tmp_path: Path) -> None:
    world = World(tmp_path, hours_between_bundles=24)
    world.stored(1)
    whole = asked(world)
    world.later(days=3)
    rest = asked(world, Range="bytes=9000-", If_Range=whole.headers["ETag"])
    assert (rest.status_code, rest.data) == (206, whole.data[9000:])
    # What was acknowledged since might be erased by then.
    world.later(days=30)
    assert asked(world, Range="bytes=9000-", If_Range=whole.headers["ETag"]).status_code == 200


def test_the_list_of_a_bundle_lies_nowhere_in_the_clear_and_under_no_name(tmp_path: Path) -> None:
    world = World(tmp_path)
    stored = world.stored(3)
    before = set(tmp_path.iterdir())
    cut = Cuts(world.relay).now(world.config.inboxes[0], world.now)
    assert set(tmp_path.iterdir()) == before
    (nameless,) = [
        opened
        for opened in Path("/proc/self/fd").iterdir()
        if opened.is_symlink() and re.search(rf"{tmp_path}/#?\w+ \(deleted\)", str(opened.readlink()))
    ]
    content = nameless.read_bytes()
    assert content
    assert not any(digest(each) in content for each in stored)
    assert cut.manifest.count == 3
    del cut
    assert not nameless.is_symlink() or "deleted" not in str(nameless.readlink())


def test_cutting_and_carrying_takes_the_same_memory_however_many_there_are(tmp_path: Path) -> None:
    peaks = []
    for count in (10, 2000):
        folder = tmp_path / str(count)
        folder.mkdir()
        world = World(folder, hours_between_bundles=24)
        fill(world.relay.engine, count)
        cuts = Cuts(world.relay)
        tracemalloc.start()
        cut = cuts.now(world.config.inboxes[0], world.now)
        assert sum(map(len, cut.stream())) == cut.manifest.length()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert cut.manifest.count == count
        world.relay.engine.dispose()
    few, many = peaks
    # The largest things held are 32 envelopes, and of the list a thousand digests.
    assert many < few + 64 * ENVELOPE_LENGTH + 200_000


def test_a_bundle_of_which_an_envelope_is_gone_breaks_off(world: World) -> None:
    world.stored(3)
    cut = Cuts(world.relay).now(world.config.inboxes[0], world.now)
    with world.relay.engine.begin() as connection:
        connection.execute(delete(arrival))
    with pytest.raises(LookupError):
        list(cut.stream())


def test_a_bundle_that_broke_off_so_gives_way_to_a_new_one(tmp_path: Path) -> None:
    world = World(tmp_path, hours_between_bundles=24)
    world.stored(1)
    cuts, inbox = Cuts(world.relay), world.config.inboxes[0]
    cut = cuts.now(inbox, world.now)
    with world.relay.engine.begin() as connection:
        connection.execute(delete(arrival))
    with pytest.raises(LookupError):
        list(cut.stream())
    new = cuts.now(inbox, world.now, goes_on=cut.tag)
    assert (new.manifest.sequence, new.manifest.count) == (2, 0)


def test_without_room_for_its_list_no_bundle_is_cut(world: World, tmp_path: Path) -> None:
    world.stored(1)
    nowhere = replace(world.relay, config=changed(world.config, data=tmp_path / "nowhere"))
    with pytest.raises(Refused) as refused:
        Cuts(nowhere).now(world.config.inboxes[0], world.now)
    assert refused.value.problem is Problem.TRY_AGAIN
    assert storage_problem(OSError(errno.ENOSPC, "full")) is Problem.DISK_FULL
    assert read(world, asked(world).data).manifest.sequence == 1
