"""``intake keys people`` and beside it: who may unlock the desk, with which role, by which passphrase."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.desk_unlocking import print_lines, section_and_passphrase
from intake.cli.options import config_option, passphrase_option, read_passphrase

ROLES = click.Choice(["nurse", "coordinator", "manager"])

new_passphrase_option = click.option(
    "--new-passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Read the new passphrase from this file's first line instead of asking twice.",
)


@click.command()
@config_option
@passphrase_option
def people(config_path: Path, passphrase_file: Path | None) -> None:
    """List who has a slot, with role, since when, and who may do ceremonies."""
    from intake.desk.keys.staff import staff
    from intake.desk.unlock import open_desk

    with open_desk(*section_and_passphrase(config_path, passphrase_file)) as desk:
        for person in staff(desk):
            span = f"since {person.since or '?'}" + (f" until {person.until}" if person.until else "")
            more = "  ceremonies" if person.ceremonies else ""
            click.echo(f"{person.name:<24}  {person.role or 'no role':<12}  {span}{more}")


@click.command("add-slot")
@config_option
@passphrase_option
@new_passphrase_option
@click.option("--name", required=True, help="Whose slot this is: the name in the audit trail.")
@click.option("--role", type=ROLES, required=True, help="What they may do here.")
@click.option("--ceremonies", is_flag=True, help="They also unlock the identity key, for ceremonies.")
def add_slot(
    config_path: Path,
    passphrase_file: Path | None,
    new_passphrase_file: Path | None,
    name: str,
    role: str,
    ceremonies: bool,
) -> None:
    """Let somebody else unlock the desk, with a passphrase that they choose and type themselves."""
    from intake.desk.keys.staff import add_person
    from intake.desk.people import Role
    from intake.desk.unlock import open_desk

    section, words = section_and_passphrase(config_path, passphrase_file)
    with open_desk(section, words) as desk:
        theirs = read_passphrase(new_passphrase_file, prompt=f"New passphrase of {name}, typed by them", confirm=True)
        add_person(desk, words, name=name, new_passphrase=theirs, role=Role(role), ceremonies=ceremonies)
    click.echo(f"{name} may unlock this desk, as {role}.")


@click.command("remove-slot")
@config_option
@passphrase_option
@click.option("--name", required=True, help="Who shall not unlock the desk any more.")
def remove_slot(config_path: Path, passphrase_file: Path | None, name: str) -> None:
    """Take out somebody's slot. That is no revocation: it says what is."""
    from intake.desk.keys.staff import NO_REVOCATION, remove_person
    from intake.desk.unlock import open_desk

    section, words = section_and_passphrase(config_path, passphrase_file)
    with open_desk(section, words) as desk:
        remove_person(desk, words, name=name)
    print_lines([f"{name} cannot unlock this desk any more, nor what is locked in from now on.", NO_REVOCATION])


@click.command()
@config_option
@passphrase_option
@click.option("--name", required=True, help="Whose role.")
@click.option("--role", "given", type=ROLES, required=True, help="What they may do here from now on.")
def role(config_path: Path, passphrase_file: Path | None, name: str, given: str) -> None:
    """Give somebody another role."""
    from intake.desk.keys.staff import change_role
    from intake.desk.people import Role
    from intake.desk.unlock import open_desk

    with open_desk(*section_and_passphrase(config_path, passphrase_file)) as desk:
        change_role(desk, name=name, role=Role(given))
    click.echo(f"{name} is {given} now.")


@click.command()
@config_option
@passphrase_option
@new_passphrase_option
def passphrase(config_path: Path, passphrase_file: Path | None, new_passphrase_file: Path | None) -> None:
    """Change your own passphrase."""
    from intake.desk.keys.staff import change_passphrase
    from intake.desk.unlock import open_desk

    section, words = section_and_passphrase(config_path, passphrase_file)
    with open_desk(section, words) as desk:
        new = read_passphrase(new_passphrase_file, prompt="Your new passphrase", confirm=True)
        change_passphrase(desk, words, new)
        click.echo(f"{desk.actor}'s passphrase is changed. A recovery file keeps the one it was made with.")
