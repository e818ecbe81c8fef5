"""``intake network export|slips|outcomes|desks|fingerprint``: what the book and a GGD's desk hand each other."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.files import refuse_existing, write_new
from intake.cli.network_unlocking import COORDINATORS, unlocked
from intake.cli.options import config_option, json_option, passphrase_option
from intake.cli.printing import print_json, print_lines
from intake.cli.table import table

_file = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.command()
@config_option
@passphrase_option
@_file
def export(config_path: Path, passphrase_file: Path | None, file: Path) -> None:
    """Sign the book of now into the new FILE, for the GGD's desk. Names are in it: it is personal data."""
    from intake.network.exchanging.book_out import export_book

    refuse_existing(file)
    with unlocked(config_path, passphrase_file, roles=COORDINATORS) as network:
        left, _ = export_book(network, lambda data: write_new(file, data))
    click.echo(
        f"export {left.sequence}: {left.ambassadors} ambassadors, {left.destinations} destinations, "
        f"{left.signals} signals are in {file}"
    )


@click.command("fingerprint")
@config_option
@passphrase_option
def fingerprint_(config_path: Path, passphrase_file: Path | None) -> None:
    """Print the fingerprint of the book's key, to be read out to the GGD by telephone."""
    from intake.envelope.signatures import fingerprint

    with unlocked(config_path, passphrase_file) as network:
        click.echo(fingerprint(network.keys.public))


@click.command()
@config_option
@passphrase_option
@json_option
@click.option("--fingerprint", "compared", metavar="CODE", help="The GGD's, as it read it out: the first time only.")
@_file
def slips(config_path: Path, passphrase_file: Path | None, as_json: bool, compared: str | None, file: Path) -> None:
    """Take in the slips in FILE, which a GGD's desk signed, as requests."""
    from intake.network.exchanging.slips_in import take_slips
    from intake.network.folder import FILES

    data = FILES.read(file, "Is the path right, and may you read it?")
    with unlocked(config_path, passphrase_file, roles=COORDINATORS) as network, network.writing() as connection:
        found = take_slips(network, connection, data, compared=compared)
    if as_json:
        new = [slip.id for slip in found.new]
        print_json({"inbox": found.inbox, "new": new, "known": found.known, "astray": found.astray})
        return
    click.echo(f"{len(found.new)} slips were taken in, {found.known} came before")
    astray = "the ambassador is not in this book any more; write down what came of it"
    print_lines(f"{slip}: {astray}" for slip in found.astray)


@click.command()
@config_option
@passphrase_option
@click.option("--inbox", help="Of which desk's slips, where several were compared here.")
@_file
def outcomes(config_path: Path, passphrase_file: Path | None, inbox: str | None, file: Path) -> None:
    """Sign what came of a desk's slips into the new FILE: all that is known."""
    from intake.network.exchanging.outcomes_out import write_outcomes

    refuse_existing(file)
    with unlocked(config_path, passphrase_file, roles=COORDINATORS) as network:
        sequence, number, _ = write_outcomes(network, lambda data: write_new(file, data), inbox=inbox)
    click.echo(f"file {sequence} of outcomes: what came of {number} slips is in {file}")


@click.group()
def desks() -> None:
    """The GGDs' desks whose key was compared here."""


@desks.command("list")
@config_option
@passphrase_option
def list_(config_path: Path, passphrase_file: Path | None) -> None:
    """List them, with the fingerprint of their GGD's key."""
    from intake.network.exchanging.desks import believed

    with unlocked(config_path, passphrase_file) as network, network.reading() as connection:
        rows = [(each.inbox, each.fingerprint, each.since[:10]) for each in believed(connection).values()]
    print_lines(table([("inbox", "fingerprint", "compared on"), *rows]))


@desks.command()
@config_option
@passphrase_option
@click.argument("inbox")
def forget(config_path: Path, passphrase_file: Path | None, inbox: str) -> None:
    """Believe the desk of INBOX no more: its next file is compared anew."""
    from intake.network.exchanging.desks import forget as forget_desk

    with unlocked(config_path, passphrase_file) as network, network.writing() as connection:
        forget_desk(network, connection, inbox)
    click.echo("forgotten: compare the next file's fingerprint by telephone")
