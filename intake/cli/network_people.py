"""``intake network people`` and beside it: who may unlock the book, with which role, by which passphrase."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.network_unlocking import section_and_passphrase, unlocked
from intake.cli.options import config_option, passphrase_option, read_passphrase
from intake.cli.printing import print_lines
from intake.cli.table import table
from intake.network.people import Role

ROLES = click.Choice([role.value for role in Role])
name_argument = click.argument("name")
new_passphrase_option = click.option(
    "--new-passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Read the new passphrase from this file's first line instead of asking twice.",
)


@click.group()
def people() -> None:
    """Who may unlock the network book, and in which role."""


@people.command("list")
@config_option
@passphrase_option
def list_(config_path: Path, passphrase_file: Path | None) -> None:
    """List who has a slot, with role and since when."""
    from intake.network.staff import staff

    with unlocked(config_path, passphrase_file) as network:
        rows = [(each.name, each.role or "no role", each.since, each.until or "") for each in staff(network)]
    print_lines(table([("name", "role", "since", "until"), *rows]))


@people.command()
@config_option
@passphrase_option
@new_passphrase_option
@click.option("--role", type=ROLES, required=True, help="What they may do here.")
@name_argument
def add(
    config_path: Path, passphrase_file: Path | None, new_passphrase_file: Path | None, role: str, name: str
) -> None:
    """Let NAME unlock the book too, with a passphrase that they choose and type themselves."""
    from intake.network.staff import add_person
    from intake.network.unlock import open_network

    section, words = section_and_passphrase(config_path, passphrase_file)
    with open_network(section, words) as network:
        theirs = read_passphrase(new_passphrase_file, prompt=f"New passphrase of {name}, typed by them", confirm=True)
        add_person(network, words, name=name, new_passphrase=theirs, role=Role(role))
    click.echo(f"{name} may unlock this book, as {role}.")


@people.command()
@config_option
@passphrase_option
@name_argument
def remove(config_path: Path, passphrase_file: Path | None, name: str) -> None:
    """Take out the slot of NAME. That is no revocation: it says what is."""
    from intake.network.staff import NO_REVOCATION, remove_person
    from intake.network.unlock import open_network

    section, words = section_and_passphrase(config_path, passphrase_file)
    with open_network(section, words) as network:
        remove_person(network, words, name=name)
    print_lines([f"{name} cannot unlock this book any more.", NO_REVOCATION])


@people.command("role")
@config_option
@passphrase_option
@click.option("--role", "given", type=ROLES, required=True, help="What they may do here from now on.")
@name_argument
def role_(config_path: Path, passphrase_file: Path | None, given: str, name: str) -> None:
    """Give NAME another role."""
    from intake.network.staff import change_role

    with unlocked(config_path, passphrase_file) as network:
        change_role(network, name=name, role=Role(given))
    click.echo(f"{name} is {given} now.")


@click.command()
@config_option
@passphrase_option
@new_passphrase_option
def passphrase(config_path: Path, passphrase_file: Path | None, new_passphrase_file: Path | None) -> None:
    """Change your own passphrase."""
    from intake.network.staff import change_passphrase
    from intake.network.unlock import open_network

    section, words = section_and_passphrase(config_path, passphrase_file)
    with open_network(section, words) as network:
        new = read_passphrase(new_passphrase_file, prompt="Your new passphrase", confirm=True)
        change_passphrase(network, words, new)
        click.echo(f"{network.actor}'s passphrase is changed.")
