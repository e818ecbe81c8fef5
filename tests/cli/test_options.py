"""--config may stand before or behind the command, or in the environment; what is typed wins."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def refused(*arguments: str, environment: dict[str, str] | None = None) -> str:
    """What a command that cannot find its configuration says."""
    command = [sys.executable, "-m", "intake.cli", *arguments]
    environment = {**os.environ, **(environment or {})}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "hint:" in done.stderr
    return done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("--config", "typed.toml", "relay", "status"), ("relay", "status", "--config", "typed.toml")],
    ids=["before", "behind"],
)
def test_a_typed_configuration_wins_over_the_environment(arguments: tuple[str, ...]) -> None:
    assert "typed.toml" in refused(*arguments, environment={"INTAKE_CONFIG": "environment.toml"})


def test_behind_the_command_wins_over_before_it() -> None:
    assert "behind.toml" in refused("--config", "before.toml", "relay", "status", "--config", "behind.toml")


def test_the_environment_serves_where_nothing_is_typed() -> None:
    assert "environment.toml" in refused("relay", "status", environment={"INTAKE_CONFIG": "environment.toml"})


def test_wrong_usage_ends_with_two(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "intake.cli", "links", "new"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--organisation" in done.stderr
