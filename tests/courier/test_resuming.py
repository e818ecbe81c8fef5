"""A pull that breaks off goes on where it was, and what comes of it is the bundle, byte for byte."""

from __future__ import annotations

import fcntl
import resource
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.courier.client import RelayClient
from intake.courier.errors import CourierError, Reason
from intake.courier.pull import fetch, pull
from intake.envelope.format import ENVELOPE_LENGTH
from tests.courier.cable import Cable, courier_of, serving
from tests.relay.filled import fill
from tests.relay.world import World

ENVELOPES = 12
_numbers = count()


@dataclass
class Line:
    """A relay with envelopes, the cable to it, and the courier at this end of the cable."""

    world: World
    cable: Cable
    client: RelayClient
    folder: Path

    def out(self) -> Path:
        """A new place for a bundle."""
        return self.folder / f"bundle-{next(_numbers)}"

    def breaks_at(self, length: int, out: Path) -> None:
        """Pull, and let the cable break after ``length`` bytes of the answer."""
        self.cable.length = length
        with pytest.raises(CourierError) as broken:
            pull(self.client, out)
        assert broken.value.reason in (Reason.UNREACHABLE, Reason.DAMAGED)
        assert not out.exists()
        self.cable.length = None

    def whole(self) -> bytes:
        """The bundle, pulled in one go."""
        out = self.out()
        pull(self.client, out)
        return out.read_bytes()

    def asks_for(self, out: Path) -> int:
        """Pull, and say how many bytes came for it."""
        self.cable.carried = 0
        pull(self.client, out)
        return self.cable.carried


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    folder = tmp_path_factory.mktemp("line")
    (folder / "relay").mkdir()
    world = World(folder / "relay", hours_between_bundles=24)
    fill(world.relay.engine, ENVELOPES)
    with serving(world.app) as port:
        cable = Cable(port)
        yield Line(world, cable, courier_of(world, cable.address), folder)
        cable.close()
    world.relay.engine.dispose()


@given(lengths=st.lists(st.integers(0, ENVELOPES * ENVELOPE_LENGTH), max_size=4))
@settings(max_examples=15, deadline=None)
def test_wherever_and_however_often_it_breaks_off_the_file_is_the_bundle(line: Line, lengths: list[int]) -> None:
    out = line.out()
    for line.cable.length in lengths:
        with suppress(CourierError):
            pull(line.client, out)
        if out.exists():
            break
    line.cable.length = None
    if not out.exists():
        pull(line.client, out)
    assert out.read_bytes() == line.whole()
    assert not out.with_name(f".{out.name}.part").exists()


def test_what_came_is_not_fetched_again(line: Line) -> None:
    out = line.out()
    line.breaks_at(8 * ENVELOPE_LENGTH, out)
    assert line.asks_for(out) < (ENVELOPES - 6) * ENVELOPE_LENGTH
    assert out.read_bytes() == line.whole()


def test_of_a_part_that_was_hurt_only_what_proves_itself_is_kept(line: Line) -> None:
    whole = line.whole()
    begin = len(whole) - ENVELOPES * ENVELOPE_LENGTH
    for place in (3, 40, begin - 5, begin + 2 * ENVELOPE_LENGTH + 7, begin + 5 * ENVELOPE_LENGTH):
        out = line.out()
        hurt = bytearray(whole[:-9])
        hurt[place] ^= 1
        out.with_name(f".{out.name}.part").write_bytes(hurt)
        pull(line.client, out)
        assert out.read_bytes() == whole
    for part in (b"", b"ENV", b"something else", whole[:100], whole + b"more"):
        out = line.out()
        out.with_name(f".{out.name}.part").write_bytes(part)
        pull(line.client, out)
        assert out.read_bytes() == whole


def test_a_part_that_is_whole_already_is_finished_without_fetching_it(line: Line) -> None:
    out = line.out()
    whole = line.whole()
    out.with_name(f".{out.name}.part").write_bytes(whole)
    assert line.asks_for(out) < 2000
    assert out.read_bytes() == whole


def test_a_part_of_another_bundle_gives_way(tmp_path: Path, line: Line) -> None:
    (tmp_path / "relay").mkdir()
    other = World(tmp_path / "relay", hours_between_bundles=24)
    fill(other.relay.engine, 5)
    out = tmp_path / "bundle"
    line.breaks_at(4 * ENVELOPE_LENGTH, out)
    with serving(other.app) as port:
        assert pull(courier_of(other, f"http://127.0.0.1:{port}"), out) == 5
    assert {path.name for path in tmp_path.iterdir()} == {"relay", "bundle"}
    other.relay.engine.dispose()


def test_a_new_bundle_in_the_middle_comes_whole(tmp_path: Path) -> None:
    (tmp_path / "relay").mkdir()
    world = World(tmp_path / "relay", hours_between_bundles=24)
    fill(world.relay.engine, 6)
    with serving(world.app) as port:
        cable = Cable(port)
        line = Line(world, cable, courier_of(world, cable.address), tmp_path)
        out = line.out()
        line.breaks_at(4 * ENVELOPE_LENGTH, out)
        fill(world.relay.engine, 3)
        world.later(days=1)
        line.whole()  # somebody else's pull, for whom a new bundle is cut
        assert pull(line.client, out) == 9
        cable.close()
    world.relay.engine.dispose()


def test_two_couriers_at_once_get_the_same_bundle(line: Line, tmp_path: Path) -> None:
    one, other = line.out(), line.out()
    line.breaks_at(3 * ENVELOPE_LENGTH, one)
    line.breaks_at(7 * ENVELOPE_LENGTH, other)
    line.breaks_at(2 * ENVELOPE_LENGTH, one)
    pull(line.client, other)
    pull(line.client, one)
    assert one.read_bytes() == other.read_bytes() == line.whole()


def test_two_pulls_into_one_file_do_not_meet(line: Line) -> None:
    out = line.out()
    part = out.with_name(f".{out.name}.part")
    with part.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(CourierError, match="another pull"):
            pull(line.client, out)
    pull(line.client, out)
    assert not part.exists()


def test_who_asks_it_to_end_is_obeyed_and_loses_nothing(line: Line) -> None:
    out, part = line.out(), line.out()
    asked = iter([False, True])
    with pytest.raises(CourierError, match="ended"):
        fetch(line.client, part, lambda _: out, ended=lambda: next(asked))
    assert part.stat().st_size > 3 * ENVELOPE_LENGTH
    fetch(line.client, part, lambda _: out)
    assert out.read_bytes() == line.whole()


def test_who_has_the_bundle_already_fetches_nothing(line: Line) -> None:
    part = line.out()
    head, tag = fetch(line.client, line.out(), lambda _: part)
    assert head is not None
    assert fetch(line.client, line.out(), lambda _: part, known=["another", tag]) == (None, tag)


def test_a_place_that_takes_no_file_so_large_is_said_before_anything_comes(line: Line) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    out = line.out()
    resource.setrlimit(resource.RLIMIT_FSIZE, (4 * ENVELOPE_LENGTH, before[1]))
    try:
        with pytest.raises(CourierError, match="too large") as refused:
            pull(line.client, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "FAT" in refused.value.hint
    assert not out.exists()
    pull(line.client, out)
    assert out.read_bytes() == line.whole()


def test_pulling_takes_the_same_memory_however_many_there_are(tmp_path: Path) -> None:
    peaks = []
    for number in (40, 1500):
        folder = tmp_path / str(number)
        folder.mkdir()
        world = World(folder, hours_between_bundles=24)
        fill(world.relay.engine, number)
        with serving(world.app) as port:
            client = courier_of(world, f"http://127.0.0.1:{port}")
            pull(client, folder / "first")
            # The smaller of two: whatever else this process does meanwhile is counted too.
            peaks.append(min(_peak_of_a_pull(client, folder / name, number) for name in ("second", "third")))
        world.relay.engine.dispose()
    # The relay that answers is in this process too: its 32 envelopes, and a thousand digests.
    assert peaks[1] < peaks[0] + 100 * ENVELOPE_LENGTH


def _peak_of_a_pull(client: RelayClient, out: Path, number: int) -> int:
    """How much memory (bytes) was in use at most while ``number`` envelopes were pulled."""
    tracemalloc.start()
    try:
        assert pull(client, out) == number
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
