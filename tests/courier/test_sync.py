"""The sync: a stick or a share between a PC with a network and a desk without one."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from intake.courier import sync as sync_module
from intake.courier.errors import CourierError
from intake.courier.head import read_head
from intake.courier.round import Rounds
from intake.courier.shared import LOCK, Shared
from intake.courier.sync import Sync
from intake.envelope.format import digest
from tests.courier.cable import Cable, courier_of, serving
from tests.publication import publication, signed
from tests.relay.world import INBOX, World

PATIENCE = 900.0


@dataclass
class Pc:
    """The GGD's PC with the network, the stick in it, and the relay at the other end."""

    world: World
    cable: Cable
    stick: Path
    now: float = 0.0
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shared = Shared(self.stick, INBOX)
        self.client = courier_of(self.world, self.cable.address)
        self.rounds = self.begin()

    def begin(self) -> Rounds:
        """A sync that starts anew."""
        return Rounds(self.client, self.shared, self.said.append, patience=PATIENCE, clock=lambda: self.now)

    def round(self) -> list[str]:
        """One round; what it said."""
        self.said.clear()
        self.rounds.bring()
        self.rounds.fetch()
        return list(self.said)

    def files(self) -> set[str]:
        """What lies on the stick for all to see, with the folders' contents."""
        return {
            str(path.relative_to(self.stick))
            for path in self.stick.rglob("*")
            if path.is_file() and not path.name.startswith(".")
        }

    def bundles(self) -> list[tuple[int, int]]:
        """Number and count of each bundle on the stick."""
        found = []
        for path in sorted(self.stick.glob("*.envelop")):
            with path.open("rb") as file:
                head = read_head(file.read)
            found.append((head.sequence, head.count))
        return found

    def receipt(self, name: str, *args: object, **said: object) -> None:
        """The desk puts a receipt onto the stick."""
        (self.stick / name).write_bytes(self.world.ggd.receipt(*args, **said)[0])  # type: ignore[arg-type]


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[Pc]:
    for name in ("relay", "stick"):
        (tmp_path / name).mkdir()
    world = World(tmp_path / "relay", hours_between_bundles=24)
    with serving(world.app) as port:
        cable = Cable(port)
        yield Pc(world, cable, tmp_path / "stick")
        cable.close()
    world.relay.engine.dispose()


def test_a_round_brings_the_receipt_and_fetches_the_bundle(pc: Pc) -> None:
    stored = pc.world.stored(3)
    (told,) = pc.round()
    assert told.startswith("bundle 1, with 3 envelopes: bundle-ggd-demo-000001-")
    pc.receipt("receipt-monday", map(digest, stored))
    assert pc.round() == ["the relay has the receipt receipt-monday"]
    assert "sent/receipt-monday" in pc.files()
    pc.world.later(days=1)
    fetched, gone = pc.round()
    assert fetched.startswith("bundle 2, with 0 envelopes")
    assert gone.startswith("bundle-ggd-demo-000001-")
    assert pc.bundles() == [(2, 0)]


def test_a_round_in_which_nothing_happens_says_nothing_and_changes_nothing(pc: Pc) -> None:
    pc.world.stored(1)
    pc.round()
    before = pc.files()
    assert pc.round() == []
    assert pc.files() == before


def test_the_key_sheet_goes_first_and_receipts_go_in_their_order(pc: Pc) -> None:
    (stored,) = pc.world.stored(1)
    _, first = pc.world.ggd.receipt([])
    _, second = pc.world.ggd.receipt([digest(stored)], sequence=2, previous=first)
    # The names say another order, and so do the times of a stick that counts in steps of two seconds.
    pc.receipt("a", [digest(stored)], sequence=10, previous=second)
    pc.receipt("b", [digest(stored)], sequence=2, previous=first)
    pc.receipt("c", [])
    sheet = pc.world.ggd.sheet(pc.world.today + timedelta(days=1))
    (pc.stick / "z").write_bytes(sheet.raw)
    for path in pc.stick.iterdir():
        os.utime(path, (1e9, 1e9))
    told = pc.round()
    assert told[:4] == [
        "the relay has the key sheet z",
        "the relay has the receipt c",
        "the relay has the receipt b",
        "the relay has the receipt a",
    ]
    assert pc.files() >= {"sent/z", "sent/c", "sent/b", "sent/a"}
    assert pc.world.open(pc.world.link()).get_json()["key_sheet"]["sheet"]["issued"] == sheet.issued.isoformat()


def test_what_is_published_goes_after_the_key_sheet_and_a_file_for_the_network_book_stays(pc: Pc) -> None:
    for name, sequence in (("a", 12), ("b", 11)):
        (pc.stick / name).write_bytes(signed(pc.world.ggd, publication(sequence=sequence)))
    (pc.stick / "c").write_bytes(pc.world.ggd.sheet(pc.world.today + timedelta(days=1)).raw)
    slips = b'{"certificate":{},"signature":"","slips":{"inbox":"ggd-demo","slips":[],"v":1}}'
    (pc.stick / "slips").write_bytes(slips)
    told = pc.round()
    assert told[:3] == [
        "the relay has the key sheet c",
        "the relay has the published file b",
        "the relay has the published file a",
    ]
    pc.now += 2 * PATIENCE
    assert pc.round() == []
    assert (pc.stick / "slips").read_bytes() == slips


def test_what_the_relay_refuses_for_good_is_set_aside_with_the_reason(pc: Pc) -> None:
    _, first = pc.world.ggd.receipt([])
    pc.world.acknowledge([], sequence=2, previous=first)
    pc.receipt("receipt-old", [])
    (told, _) = pc.round()
    assert told.startswith("receipt-old was refused: the relay has a newer receipt of this desk. ")
    assert pc.files() >= {"refused/receipt-old", "refused/receipt-old.txt"}
    text = (pc.stick / "refused" / "receipt-old.txt").read_text()
    assert text.startswith("the relay has a newer receipt of this desk\nPush the newest one.")
    # A second one of that name takes nobody's place.
    pc.receipt("receipt-old", [])
    pc.round()
    assert pc.files() >= {"refused/receipt-old-2", "refused/receipt-old-2.txt", "refused/receipt-old"}


def test_trouble_on_the_way_leaves_everything_for_the_next_round(pc: Pc) -> None:
    stored = pc.world.stored(1)
    pc.receipt("receipt", map(digest, stored))
    pc.cable.length = 0
    with pytest.raises(CourierError):
        pc.round()
    assert pc.files() == {"receipt"}
    pc.cable.length = None
    assert pc.round()[0] == "the relay has the receipt receipt"


def test_a_receipt_waits_for_the_key_sheet(pc: Pc) -> None:
    with pc.world.relay.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM key_sheet")
    pc.receipt("receipt", [])
    assert pc.round()[0].startswith("receipt waits: the relay needs this inbox's key sheet first")
    assert "receipt" in pc.files()
    (pc.stick / "sheet").write_bytes(pc.world.ggd.sheet(pc.world.today).raw)
    assert pc.round() == ["the relay has the key sheet sheet", "the relay has the receipt receipt"]


def test_half_a_copy_is_not_pushed_and_only_what_stays_half_is_refused(pc: Pc) -> None:
    data, _ = pc.world.ggd.receipt([bytes([number]) * 32 for number in range(200)])
    for length in (1, 40, 4000, len(data) - 1):
        (pc.stick / "receipt").write_bytes(data[:length])
        pc.now += 2 * PATIENCE
        pc.round()
        assert "receipt" in pc.files()
    pc.now += PATIENCE - 1
    pc.round()
    assert "receipt" in pc.files()
    pc.now += 1
    assert pc.round()[0].startswith("receipt was refused: the file is damaged, or only a part of it was copied. ")
    assert "refused/receipt" in pc.files()
    (pc.stick / "receipt").write_bytes(data)
    assert pc.round() == ["the relay has the receipt receipt"]


def test_whatever_else_lies_on_the_stick_is_left_alone(pc: Pc) -> None:
    others = {"holiday.jpg": b"\xff\xd8", "notes.json": b'{"a":1}', "empty": b"", "list.json": b"[]", "text": b"{"}
    for name, content in others.items():
        (pc.stick / name).write_bytes(content)
    (pc.stick / "folder").mkdir()
    (pc.stick / "folder" / "receipt").write_bytes(pc.world.ggd.receipt([])[0])
    (pc.stick / "link").symlink_to(pc.stick / "folder" / "receipt")
    os.mkfifo(pc.stick / "pipe")
    before = pc.files()
    pc.now += 2 * PATIENCE
    pc.round()
    pc.now += 2 * PATIENCE
    pc.round()
    assert pc.files() >= before
    assert not (pc.stick / "refused").exists()


def test_another_inboxs_receipt_is_left_for_its_own_courier_and_said_once(pc: Pc) -> None:
    pc.receipt("theirs", [], inbox="ggd-open")
    assert "theirs is another inbox's: it is left where it is" in pc.round()
    assert pc.round() == []
    assert "theirs" in pc.files()


def test_another_inboxs_bundles_are_nobodys_business(pc: Pc) -> None:
    other = pc.stick / "bundle-ggd-demo-2-000001-0123abcd.envelop"
    other.write_bytes(b"not ours")
    pc.round()
    pc.world.later(days=1)
    pc.round()
    assert other.read_bytes() == b"not ours"


def test_a_bundle_that_was_hurt_is_set_aside_and_comes_again(pc: Pc) -> None:
    pc.world.stored(2)
    pc.round()
    (path,) = pc.stick.glob("*.envelop")
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    told = pc.round()
    assert told[0].startswith(f"{path.name} was refused: the bundle broke off or is damaged")
    assert path.read_bytes() == whole


def test_a_bundle_stays_until_a_newer_one_is_there_whole(pc: Pc) -> None:
    pc.world.stored(5)
    pc.round()
    pc.world.stored(1)
    pc.world.later(days=1)
    pc.cable.length = 30_000
    with pytest.raises(CourierError):
        pc.round()
    assert pc.bundles() == [(1, 5)]
    pc.cable.length = None
    pc.round()
    assert pc.bundles() == [(2, 6)]


def test_an_older_bundle_that_came_back_with_a_stick_goes_too(pc: Pc, tmp_path: Path) -> None:
    pc.world.stored(1)
    pc.round()
    (old,) = pc.stick.glob("*.envelop")
    shutil.copy(old, tmp_path / "kept")
    pc.world.later(days=1)
    pc.round()
    shutil.copy(tmp_path / "kept", old)
    assert len(pc.bundles()) == 2
    pc.rounds = pc.begin()
    assert len(pc.round()) == 1
    assert pc.bundles() == [(2, 1)]


def test_one_sync_at_a_time_works_in_a_folder(pc: Pc) -> None:
    with (pc.stick / LOCK).open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(CourierError, match="another sync"):
            pc.round()
    pc.round()


def test_a_name_that_would_write_on_the_terminal_is_shown_tamed(pc: Pc) -> None:
    name = os.fsdecode(b"\x1b[31mre\nceipt\xff")
    pc.receipt(name, [])
    assert pc.round()[0] == "the relay has the receipt ?[31mre?ceipt?"


@dataclass
class Running:
    """A sync that runs by itself."""

    said: list[str] = field(default_factory=list)
    complained: list[str] = field(default_factory=list)

    def until(self, done: Callable[[], object]) -> None:
        """Wait; raises AssertionError where it does not come."""
        deadline = time.monotonic() + 20
        while not done():
            assert time.monotonic() < deadline, (self.said, self.complained)
            time.sleep(0.02)


@pytest.fixture
def running(pc: Pc, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setattr(sync_module, "LOOK_SECONDS", 0.05)
    made, end = Running(), Event()
    sync = Sync(pc.client, pc.shared, every_seconds=0.4, say=made.said.append, complain=made.complained.append, end=end)
    thread = Thread(target=sync.run)
    thread.start()
    yield made
    end.set()
    thread.join(20)
    assert not thread.is_alive()


def test_the_stick_comes_and_goes(pc: Pc, running: Running) -> None:
    running.until(lambda: pc.bundles())
    aside = pc.stick.with_name("pocket")
    pc.stick.rename(aside)
    running.until(lambda: len(running.said) > 1)
    time.sleep(0.3)
    assert running.said[1:] == [f"the folder is not there ({pc.stick}): waiting for it"]
    (aside / "receipt").write_bytes(pc.world.ggd.receipt([])[0])
    aside.rename(pc.stick)
    running.until(lambda: "sent/receipt" in pc.files())
    running.until(lambda: "the relay has the receipt receipt" in running.said)
    assert running.said[2] == f"the folder is there again ({pc.stick})"
    assert running.complained == []


def test_trouble_is_said_once_and_so_is_its_end(pc: Pc, running: Running) -> None:
    running.until(lambda: pc.bundles())
    pc.cable.length = 0
    running.until(lambda: running.complained)
    time.sleep(1)
    assert len(running.complained) == 1
    pc.cable.length = None
    running.until(lambda: "all is well again" in running.said)
