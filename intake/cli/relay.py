"""``intake relay``: make the online server, serve it, see how it is doing."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.backup import backup, restore, upgrade
from intake.cli.discard import discard
from intake.cli.mail import mail
from intake.cli.options import address, address_options, config_option, passphrase_option, read_passphrase
from intake.cli.status import status
from intake.config import load, section
from intake.envelope.encoding import base64url
from intake.envelope.signatures import fingerprint
from intake.relay.making import make_relay


@click.group("relay")
def command() -> None:
    """The online server: takes sealed envelopes and can open none."""


for _command in (backup, discard, mail, restore, status, upgrade):
    command.add_command(_command)


@command.command()
@config_option
@passphrase_option
def init(config_path: Path, passphrase_file: Path | None) -> None:
    """Make the relay's folder, keys and database, and print its public key for the desk."""
    config = load(config_path)
    relay = section(config.relay, "relay")
    passphrase = read_passphrase(
        passphrase_file or config.passphrase_file, prompt="New passphrase of the relay", confirm=True
    )
    public = make_relay(relay, passphrase)
    click.echo(base64url(public))
    click.echo(f"fingerprint {fingerprint(public)}: `intake desk init` shows the same; compare by telephone", err=True)


@command.command()
@config_option
@passphrase_option
@address_options
def serve(config_path: Path, passphrase_file: Path | None, port: int | None, listen: str | None) -> None:
    """Serve the form and its interface until stopped. A proxy in front must speak HTTPS and buffer requests."""
    from intake.relay.serve import serve as serve_relay

    config = load(config_path)
    relay = section(config.relay, "relay")
    passphrase = read_passphrase(passphrase_file or config.passphrase_file, prompt="Passphrase of the relay")
    serve_relay(relay, passphrase, environment=config.environment, listen=address(relay.listen, listen, port))
