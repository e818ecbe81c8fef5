"""A relay that is half made when the power fails, or the disk is full, is not in the way of the next try."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from intake.config import Relay
from intake.locked import FLOOR
from intake.relay.errors import RelayError
from intake.relay.instance import LOCKED, open_relay
from intake.relay.making import make_relay
from tests.relay.world import ORIGIN, PASSPHRASE

ROOT = Path(__file__).parents[2]
NAMES = {"arrivals.sqlite", "handout.sqlite", "relay.locked", "relay.pub", "relay.sqlite"}
# Dies without a word at the given call: while the staff's database is made, or when so many files have their place.
KILLED = """
import os, signal, sys
from pathlib import Path
from intake.config import Relay
from intake.locked import FLOOR
from intake.relay import making, placing
folder, at = Path(sys.argv[1]), int(sys.argv[2])
die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
left, link = [at], os.link
def placed(*names):
    if left[0] == 0:
        die()
    left[0] -= 1
    link(*names)
if at < 0:
    making.make_store = die
else:
    os.link = placed
    placing.shutil.rmtree = die if at == 5 else placing.shutil.rmtree
making.make_relay(Relay(data=folder, origin="https://x.example"), "correct horse battery staple", cost=FLOOR)
"""


@pytest.fixture
def config(tmp_path: Path) -> Relay:
    return Relay(data=tmp_path / "relay", origin=ORIGIN)


def names(config: Relay) -> set[str]:
    return {path.name for path in config.data.iterdir()}


def killed_at(config: Relay, step: int) -> None:
    command = [sys.executable, "-c", KILLED, str(config.data), str(step)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL


@pytest.mark.parametrize("step", [-1, 2, 4])
def test_a_relay_whose_making_was_killed_is_made_by_the_next_try(config: Relay, step: int) -> None:
    killed_at(config, step)
    assert LOCKED not in names(config)
    public = make_relay(config, PASSPHRASE, cost=FLOOR)
    assert names(config) == NAMES
    assert open_relay(config, PASSPHRASE).signing.verify_key.encode() == public


def test_a_relay_killed_when_it_was_whole_is_a_relay(config: Relay) -> None:
    make_relay(config, PASSPHRASE, cost=FLOOR)
    unfinished = config.data / ".making"
    unfinished.mkdir()
    for name in NAMES:
        os.link(config.data / name, unfinished / name)
    with pytest.raises(RelayError, match=r"relay\.locked exists already"):
        make_relay(config, PASSPHRASE, cost=FLOOR)
    assert names(config) == NAMES
    open_relay(config, PASSPHRASE).engine.dispose()


def test_no_room_is_said_and_leaves_nothing(config: Relay, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit on the size of a file stands for the disk here; tests/crash/test_full_disk.py fills one."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(RelayError, match="could not be made"):
            make_relay(config, PASSPHRASE, cost=FLOOR)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert names(config) == set()
    make_relay(config, PASSPHRASE, cost=FLOOR)
    assert names(config) == NAMES


def test_what_somebody_else_put_there_is_never_taken_away(config: Relay) -> None:
    """A database without its locked file: perhaps the file comes from a backup yet."""
    config.data.mkdir()
    (config.data / "relay.sqlite").write_bytes(b"somebody's")
    (config.data / ".making").mkdir()
    with pytest.raises(RelayError, match=r"relay\.sqlite exists already"):
        make_relay(config, PASSPHRASE, cost=FLOOR)
    assert (config.data / "relay.sqlite").read_bytes() == b"somebody's"
    assert names(config) == {"relay.sqlite"}
