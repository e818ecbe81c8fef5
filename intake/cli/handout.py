"""``intake handout``: serve the pages of those who hand out."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.options import address, address_options, config_option, passphrase_option, read_passphrase
from intake.config import load, section


@click.group("handout")
def command() -> None:
    """The pages of case managers and coordinators: they give out forms and learn nothing of them."""


@command.command()
@config_option
@passphrase_option
@address_options
def serve(config_path: Path, passphrase_file: Path | None, port: int | None, listen: str | None) -> None:
    """Serve the pages until stopped, at an address of their own. A proxy in front must speak HTTPS."""
    from intake.relay.handout.serve import serve as serve_handout
    from intake.relay.instance import unlock_relay

    config = load(config_path)
    relay = section(config.relay, "relay")
    settings = section(relay.handout, "relay.handout")
    passphrase = read_passphrase(passphrase_file or config.passphrase_file, prompt="Passphrase of the relay")
    serve_handout(
        relay,
        unlock_relay(relay, passphrase),
        environment=config.environment,
        listen=address(settings.listen, listen, port),
    )
