"""The relay that a command works on, open for as long as the command runs."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.options import read_passphrase
from intake.config import load, section
from intake.relay.instance import OpenRelay, open_relay


def opened_relay(config_path: Path, passphrase_file: Path | None) -> OpenRelay:
    """The configured relay; raises IntakeError. Its connections are closed when the command ends."""
    config = load(config_path)
    passphrase = read_passphrase(passphrase_file or config.passphrase_file, prompt="Passphrase of the relay")
    relay = open_relay(section(config.relay, "relay"), passphrase)
    click.get_current_context().call_on_close(relay.engine.dispose)
    return relay
