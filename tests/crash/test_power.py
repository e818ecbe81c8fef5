"""The power fails between two files: each is whole on disk, but one lacks what was written last.

What SQLite writes to two files in one transaction it writes whole to each, and not to both together. So at the begin of
every transaction that writes, both files are copied; between two of these moments one file may be as before and the
other as after. All such pairs are opened as a relay. Envelopes move in two transactions of which the first is on disk
before the second begins: no loss of power makes a pair of that.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event

from intake.envelope.format import digest
from intake.envelope.receipt import Receipt
from intake.relay.carrying.receipts import newest_desk, take_receipt
from intake.relay.database import ARRIVALS_FILE, FILE, open_database
from intake.relay.housekeeping import keep_house
from intake.relay.mailbox import settling
from intake.relay.mailbox.kept import bytes_of, known_digest, offered, stored_by_week
from intake.sqlcipher import reading, refuse_damaged
from tests.relay.world import INBOX, World

FILES = (FILE, ARRIVALS_FILE)
WEEKS = 3
"""With a receipt in each: of what moved and of what did not, and so written to both files."""


@dataclass
class Moments:
    """Copies of both files at the begin of each transaction, with what had been answered with 201 by then."""

    world: World
    folder: Path
    answered: set[bytes] = field(default_factory=set)
    seen: list[tuple[Path, frozenset[bytes]]] = field(default_factory=list)

    def copy(self, connection: Connection) -> None:
        """Under the lock of the transaction that begins nobody else writes, and nothing is half there."""
        if connection.get_execution_options().get("only_reads"):
            return
        copy = self.folder / f"{len(self.seen):03d}"
        copy.mkdir()
        for path in self.world.config.data.iterdir():
            if path.name.startswith(FILES) and not path.name.endswith("-shm"):
                shutil.copyfile(path, copy / path.name)
        self.seen.append((copy, frozenset(self.answered)))

    def pairs(self) -> Iterator[tuple[str, Path, frozenset[bytes]]]:
        """The two ways in which a transaction may be half there, with what was answered before it."""
        for number, ((before, answered), (after, _)) in enumerate(pairwise(self.seen)):
            if not all(_changed(before, after, file) for file in FILES):
                continue  # it wrote to one file: it is there, or not
            for name, relay, arrivals in (("relay", after, before), ("arrivals", before, after)):
                yield f"{number}: {name} only", self._mixed(number, name, relay, arrivals), answered

    def _mixed(self, number: int, name: str, relay: Path, arrivals: Path) -> Path:
        mixed = self.folder / f"{number:03d}-{name}"
        mixed.mkdir()
        for source, file in ((relay, FILE), (arrivals, ARRIVALS_FILE)):
            for path in source.glob(f"{file}*"):
                shutil.copyfile(path, mixed / path.name)
        return mixed


def _changed(before: Path, after: Path, file: str) -> bool:
    return {path.name: path.read_bytes() for path in before.glob(f"{file}*")} != {
        path.name: path.read_bytes() for path in after.glob(f"{file}*")
    }


@pytest.fixture(scope="module")
def moments(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moments]:
    """Some weeks of one relay, small: envelopes come, are carried and moved."""
    world = World(tmp_path_factory.mktemp("relay"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settling, "ROWS_A_STEP", 2)
        yield _lived(Moments(world, tmp_path_factory.mktemp("copies")))
    world.relay.engine.dispose()


def _lived(made: Moments) -> Moments:
    world = made.world
    event.listen(world.relay.engine, "begin", made.copy)
    receipts: list[Receipt] = []
    for week in range(WEEKS):
        token = world.link()
        for _ in range(3):
            sealed = world.ggd.seal()
            assert world.send(sealed, f"Link {token}").status_code == 201
            made.answered.add(digest(sealed))
        world.collected()
        receipts.append(_acknowledge(world, sorted(made.answered)[:: 2 - week % 2], receipts))
        world.later(days=7)
        keep_house(world.relay, world.today)
    return made


def _acknowledge(world: World, have: list[bytes], before: list[Receipt]) -> Receipt:
    return world.acknowledge(have, sequence=len(before) + 1, previous=before[-1] if before else None)


def test_whichever_file_lacks_the_last_transaction_nothing_is_lost_or_carried_twice(moments: Moments) -> None:
    tried = 0
    for name, folder, answered in moments.pairs():
        engine = open_database(folder, moments.world.key)
        refuse_damaged(engine)
        with reading(engine).begin() as connection:
            assert all(known_digest(connection, each) for each in answered), name
            bundle = list(offered(connection, INBOX, newest_desk(connection, INBOX)))
            assert bundle == sorted(set(bundle)), name
            assert len(bytes_of(connection, bundle)) == len(bundle), name
            stored = sum(stored_by_week(connection, INBOX).values())
            assert stored == len(set(offered(connection, INBOX, None))), name
        assert _ends_well(moments.world, engine) >= answered, name
        engine.dispose()
        tried += 1
    assert tried >= 2, "the pairs are what this is about"


def _ends_well(world: World, engine: Engine) -> frozenset[bytes]:
    """Keep house on what is left and take one more receipt for all it offers: then nothing waits. What is held."""
    relay = replace(world.relay, engine=engine)
    keep_house(relay, world.today)
    everything, left = _offered(engine)
    take_receipt(engine, world.ggd.receipt(left, sequence=100)[1], world.today)
    keep_house(relay, world.today)
    assert _offered(engine) == (everything, frozenset())
    return everything


def _offered(engine: Engine) -> tuple[frozenset[bytes], frozenset[bytes]]:
    """To a new desk, and to the newest."""
    with reading(engine).begin() as connection:
        newest = newest_desk(connection, INBOX)
        return frozenset(offered(connection, INBOX, None)), frozenset(offered(connection, INBOX, newest))


def test_copies_of_the_arrivals_first_and_of_the_rest_later_miss_nothing(moments: Moments) -> None:
    """However long it takes: an envelope that moved in between is seen twice. The other way round it would be lost."""
    for (first, answered), (last, _) in ((one, moments.seen[-1]) for one in moments.seen):
        mixed = moments.folder / f"backup-{first.name}"
        mixed.mkdir()
        for source, file in ((first, ARRIVALS_FILE), (last, FILE)):
            for path in source.glob(f"{file}*"):
                shutil.copyfile(path, mixed / path.name)
        engine = open_database(mixed, moments.world.key)
        with reading(engine).begin() as connection:
            assert all(known_digest(connection, each) for each in answered)
        engine.dispose()
