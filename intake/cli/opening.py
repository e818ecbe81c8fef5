"""The relay that a command works on: its configuration and passphrase, or the relay, open until the command ends."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.options import read_passphrase
from intake.config import Relay, load, section
from intake.relay.instance import OpenRelay, open_relay


def relay_and_passphrase(config_path: Path, passphrase_file: Path | None) -> tuple[Relay, str]:
    """The relay's section, and its passphrase, which may be asked for; raises IntakeError."""
    config = load(config_path)
    relay = section(config.relay, "relay")
    return relay, read_passphrase(passphrase_file or config.passphrase_file, prompt="Passphrase of the relay")


def opened_relay(config_path: Path, passphrase_file: Path | None) -> OpenRelay:
    """The configured relay; raises IntakeError. Its connections are closed when the command ends."""
    relay = open_relay(*relay_and_passphrase(config_path, passphrase_file))
    click.get_current_context().call_on_close(relay.engine.dispose)
    return relay
