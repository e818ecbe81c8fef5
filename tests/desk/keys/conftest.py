"""A room for ceremonies, for each test its own copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from intake.desk.keys.bunch import opening_secret
from intake.desk.keys.recovery import from_file
from intake.desk.opening import OpeningKey
from intake.envelope.sheet import Purpose
from intake.locked import Secret, unlock
from tests.desk.keys.room import Room
from tests.desk.world import PASSPHRASE


@pytest.fixture
def room(tmp_path: Path, made_desk: Path) -> Room:
    """The desk that was made, in a folder of its own."""
    shutil.copytree(made_desk, tmp_path / "room")
    return Room(tmp_path / "room")


@pytest.fixture(scope="session")
def recovery(made_desk: Path) -> OpeningKey:
    """The recovery key of that desk, as the ceremony locked it."""
    return from_file(unlock(made_desk / "recovery.locked", PASSPHRASE), Room(made_desk).ring)


@pytest.fixture(scope="session")
def recovery_secret(recovery: OpeningKey) -> Secret:
    """As it would lie in a locked file."""
    return opening_secret(Purpose.RECOVERY, recovery)
