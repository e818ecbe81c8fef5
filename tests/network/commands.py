"""Commands of the network book as a person runs them, in this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.commands import Home
from tests.network.world import PASSPHRASE, REGION

CONFIG = f"""
environment = "test"

[network]
data = "network"
organisation = "Steunpunt Zuid"
region = "{REGION}"
"""


def network_home(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Home:
    """A folder with the configuration of a network book, and somebody who types commands there."""
    home = Home(folder, capsys, monkeypatch)
    home.passphrase(PASSPHRASE)
    (folder / "config.toml").write_text(CONFIG, "utf-8")
    return home
