"""Whatever stops an import, importing again gives each case exactly once, and no receipt promises too much."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from intake.desk import audit
from intake.desk.importing import import_bundle
from intake.desk.importing.bundle import CHUNK
from intake.desk.tables import cases
from tests.desk.world import Cut, World, sealed, submission

ROOT = Path(__file__).parents[2]
PEOPLE = CHUNK + 3

# Stops itself without a word, as a power cut would: after the first chunk, or before the receipt is written.
KILLED = """
import os, signal, sys
from pathlib import Path
from tests.desk.world import World
from intake.desk.importing import bundle
folder, file, when = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
world = World(folder)
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
if when == "receipt":
    bundle.write_new = die
with world.desk() as desk:
    bundle.import_bundle(desk, file, folder / "receipt", progress=die if when == "chunk" else lambda *_: None)
"""


class PowerCutError(Exception):
    """Stops an import in the middle."""


@pytest.fixture
def cut(world: World) -> Cut:
    return world.bundle(*(sealed(submission()) for _ in range(PEOPLE)))


def counted(world: World) -> tuple[int, int]:
    """Cases, and different people among them."""
    with world.desk() as desk, desk.reading() as connection:
        audit.verify(connection)
        row = connection.execute(select(func.count(), func.count(cases.c.id.distinct()))).one()
        return row[0], row[1]


def test_an_error_in_the_middle_keeps_what_was_committed_and_writes_no_receipt(world: World, cut: Cut) -> None:
    def stop(done: int, total: int) -> None:
        raise PowerCutError

    receipt = world.folder / "receipt"
    with world.desk() as desk, pytest.raises(PowerCutError):
        import_bundle(desk, cut.path, receipt, progress=stop)
    assert counted(world) == (CHUNK, CHUNK)
    assert not receipt.exists()
    summary = world.take_in(cut)
    assert (summary.new, summary.known) == (PEOPLE - CHUNK, CHUNK)
    assert counted(world) == (PEOPLE, PEOPLE)


@pytest.mark.parametrize(("when", "kept"), [("chunk", CHUNK), ("receipt", PEOPLE)])
def test_a_killed_import_is_made_good_by_importing_again(world: World, cut: Cut, when: str, kept: int) -> None:
    command = [sys.executable, "-c", KILLED, str(world.folder), str(cut.path), when]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL
    assert counted(world) == (kept, kept)
    assert not (world.folder / "receipt").exists()
    summary, receipt = world.take_in_with_receipt(cut)
    assert (summary.new, summary.known) == (PEOPLE - kept, kept)
    assert counted(world) == (PEOPLE, PEOPLE)
    assert receipt.have == frozenset(cut.digests)
