"""``intake links``: hand out links."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.options import config_option, passphrase_option, read_passphrase
from intake.config import load, section
from intake.relay.clock import utc_now
from intake.relay.instance import open_relay
from intake.relay.links.handout import hand_out_links
from intake.relay.links.register import Kind


@click.group("links")
def command() -> None:
    """Links that open the form. Who used one, and whether, is known to nobody."""


@command.command()
@config_option
@passphrase_option
@click.option("--organisation", required=True, metavar="ID", help="Who hands the links out; from the configuration.")
@click.option("--count", type=click.IntRange(1, 10_000), default=1, show_default=True, help="How many.")
@click.option("--kiosk", is_flag=True, help="For a tablet that many people use, one after the other.")
def new(config_path: Path, passphrase_file: Path | None, organisation: str, count: int, kiosk: bool) -> None:
    """Make links, and print them one a line. They stand nowhere else: keep them or hand them out."""
    config = load(config_path)
    passphrase = read_passphrase(passphrase_file or config.passphrase_file, prompt="Passphrase of the relay")
    relay = open_relay(section(config.relay, "relay"), passphrase)
    kind = Kind.KIOSK if kiosk else Kind.CARD
    click.echo("\n".join(hand_out_links(relay, organisation, kind, now=utc_now(), count=count)))
