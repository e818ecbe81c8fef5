"""``intake network``: the network book of a local organisation, by command."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.network_ambassadors import ambassadors
from intake.cli.network_backup import backup, restore, upgrade
from intake.cli.network_destinations import destinations, waiting
from intake.cli.network_exchanging import desks, export, fingerprint_, outcomes, slips
from intake.cli.network_hours import hours
from intake.cli.network_introducing import card, letter
from intake.cli.network_meetings import meetings
from intake.cli.network_people import passphrase, people
from intake.cli.network_requests import requests
from intake.cli.network_serve import serve
from intake.cli.network_sessions import sessions, signals
from intake.cli.network_steps import steps
from intake.cli.network_unlocking import section_and_passphrase, unlocked
from intake.cli.options import config_option, json_option, passphrase_option
from intake.cli.printing import print_json, print_lines


@click.group("network")
def command() -> None:
    """The network book: who can help whom. It knows no case."""


@command.command()
@config_option
@passphrase_option
@click.option("--name", required=True, help="Whose slot this is: the coordinator's, and the name in the log.")
def init(config_path: Path, passphrase_file: Path | None, name: str) -> None:
    """Make an empty book, with a key that signs its files and a passphrase for one coordinator."""
    from intake.envelope.signatures import fingerprint
    from intake.network.making import make_network

    network, words = section_and_passphrase(config_path, passphrase_file)
    public = make_network(network, name, words)
    click.echo(f"book of {network.organisation}")
    click.echo(f"key  {fingerprint(public)}  (fingerprint: the desk compares it by telephone)")


@command.command()
@config_option
@passphrase_option
@json_option
@click.option(
    "--most", type=click.IntRange(1, 10_000), default=50, show_default=True, help="So many, the newest first."
)
def log(config_path: Path, passphrase_file: Path | None, as_json: bool, most: int) -> None:
    """List who changed what, the newest first."""
    from intake.local.clock import stamp
    from intake.network.log import read

    with unlocked(config_path, passphrase_file) as network, network.reading() as connection:
        entries = read(connection, most=most)
    if as_json:
        members = ("actor", "action", "what", "key", "detail")
        print_json([{"at": stamp(each.at)} | {name: getattr(each, name) for name in members} for each in entries])
        return
    for each in entries:
        more = " ".join(f"{name}={value}" for name, value in each.detail.items())
        print_lines([f"{stamp(each.at)}  {each.actor}  {each.action} {each.what} {each.key or ''}  {more}".rstrip()])


command.add_command(people)
command.add_command(passphrase)
command.add_command(destinations)
command.add_command(waiting)
command.add_command(serve)
command.add_command(ambassadors)
command.add_command(steps)
command.add_command(hours)
command.add_command(meetings)
command.add_command(sessions)
command.add_command(requests)
command.add_command(signals)
command.add_command(card)
command.add_command(letter)
for each in (backup, restore, upgrade, desks, export, fingerprint_, outcomes, slips):
    command.add_command(each)
