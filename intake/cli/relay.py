"""``intake relay``: make the online server, serve it, see how it is doing."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from intake.cli.backup import backup, restore, upgrade
from intake.cli.mail import mail
from intake.cli.options import address, address_options, config_option, json_option, passphrase_option, read_passphrase
from intake.config import load, section
from intake.envelope.encoding import base64url
from intake.relay.clock import utc_now
from intake.relay.instance import open_relay
from intake.relay.making import make_relay
from intake.relay.status import InboxStatus, relay_status


@click.group("relay")
def command() -> None:
    """The online server: takes sealed envelopes and can open none."""


for _command in (backup, mail, restore, upgrade):
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
    click.echo(base64url(make_relay(relay, passphrase)))


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


@command.command()
@config_option
@passphrase_option
@json_option
def status(config_path: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Per inbox: what waits, the last bundle and receipt, and what needs attention."""
    config = load(config_path)
    passphrase = read_passphrase(passphrase_file or config.passphrase_file, prompt="Passphrase of the relay")
    relay = open_relay(section(config.relay, "relay"), passphrase)
    found = relay_status(relay, utc_now().date())
    if as_json:
        click.echo(msgspec.json.encode(found).decode())
        return
    for inbox in found:
        click.echo("\n".join(_lines(inbox)))


def _lines(inbox: InboxStatus) -> list[str]:
    oldest = f", the oldest of {inbox.oldest}" if inbox.oldest else ""
    cut = f", cut in {inbox.bundle_week}" if inbox.bundle_week else ""
    return [
        f"{inbox.inbox}",
        f"  envelopes   {inbox.waiting} waiting, {inbox.stored} stored{oldest}",
        f"  bundle      {inbox.bundle or 'none'}{cut}",
        f"  receipt     {inbox.receipt or 'none'}",
        f"  key sheet   {inbox.sheet_expires or 'none'}",
        *(f"  warning     {warning}" for warning in inbox.warnings),
    ]
