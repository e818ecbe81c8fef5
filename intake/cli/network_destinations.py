"""``intake network destinations`` and ``waiting``: where people can be referred to, by command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from sqlalchemy import Connection

from intake.cli.network_sheet import export, import_
from intake.cli.network_unlocking import unlocked
from intake.cli.options import config_option, json_option, passphrase_option
from intake.cli.printing import print_json, print_lines
from intake.cli.table import table
from intake.cli.typed import fields_option, read_toml
from intake.network.destinations.model import Listed
from intake.network.unlock import OpenNetwork

EXAMPLE = "docs/network.md"
id_argument = click.argument("destination")


@click.group()
def destinations() -> None:
    """Where people can be referred to."""


@destinations.command("list")
@config_option
@passphrase_option
@json_option
@click.option("--kind", help="Of this kind: PSY, GP, CSG and others.")
@click.option("--place", help="That serve this municipality: its CBS code.")
@click.option("--words", help="With these words in what they are called, or were called before.")
@click.option("--removed", is_flag=True, help="Those that are offered no more.")
def list_(
    config_path: Path,
    passphrase_file: Path | None,
    as_json: bool,
    kind: str | None,
    place: str | None,
    words: str | None,
    removed: bool,
) -> None:
    """List them, by kind and name."""
    from intake.network.destinations.reading import Wanted, find

    with unlocked(config_path, passphrase_file) as book, book.reading() as connection:
        found = find(connection, Wanted(kind, place, words, removed))
    if as_json:
        print_json([_members(each) for each in found])
        return
    rows = [(each.id, each.what.kind, each.what.name, each.what.phone or "", _day(each)) for each in found]
    print_lines(table([("id", "kind", "name", "telephone", "checked"), *rows]))


@destinations.command()
@config_option
@passphrase_option
@id_argument
def show(config_path: Path, passphrase_file: Path | None, destination: str) -> None:
    """Show one DESTINATION: all fields, earlier names, and every waiting time that was reported. JSON."""
    from intake.network.destinations.reading import read_destination, reports_of

    with unlocked(config_path, passphrase_file) as book, book.reading() as connection:
        found, reports = read_destination(connection, destination), reports_of(connection, destination)
    print_json(_members(found) | {"reports": reports})


@destinations.command()
@config_option
@passphrase_option
@fields_option
def add(config_path: Path, passphrase_file: Path | None, fields: Path) -> None:
    """Add one, as a TOML file says; print its id."""
    from intake.network.destinations.writing import add_destination

    typed = read_toml(fields, example=EXAMPLE)
    with unlocked(config_path, passphrase_file) as book, book.writing() as connection:
        made = add_destination(book, connection, typed)
    click.echo(made)


@destinations.command()
@config_option
@passphrase_option
@fields_option
@id_argument
def change(config_path: Path, passphrase_file: Path | None, fields: Path, destination: str) -> None:
    """Change the fields of DESTINATION that a TOML file names. What it was called before is kept."""
    from intake.network.destinations.writing import change_destination, overlaid

    typed = read_toml(fields, example=EXAMPLE)
    _do(
        config_path, passphrase_file, destination,
        lambda book, connection, seen: change_destination(
            book, connection, destination, seen, overlaid(connection, destination, typed)
        ),
    )  # fmt: skip


@destinations.command()
@config_option
@passphrase_option
@id_argument
def checked(config_path: Path, passphrase_file: Path | None, destination: str) -> None:
    """Somebody checked all that is known of DESTINATION today."""
    from intake.network.destinations.writing import checked as check

    _do(
        config_path, passphrase_file, destination,
        lambda book, connection, seen: check(book, connection, destination, seen),
    )  # fmt: skip


@destinations.command()
@config_option
@passphrase_option
@click.option("--back", is_flag=True, help="Offer it again.")
@id_argument
def remove(config_path: Path, passphrase_file: Path | None, back: bool, destination: str) -> None:
    """Offer DESTINATION no more. It is kept, and found by --removed."""
    from intake.network.destinations.writing import bring_back
    from intake.network.destinations.writing import remove as take_away

    deed = bring_back if back else take_away
    _do(
        config_path, passphrase_file, destination,
        lambda book, connection, seen: deed(book, connection, destination, seen),
    )  # fmt: skip


@destinations.command()
@config_option
@passphrase_option
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Of opening hours.")
def national(config_path: Path, passphrase_file: Path | None, language: str) -> None:
    """Add the national numbers that are not there yet. Nobody has checked them: do so."""
    from intake.network.destinations.writing import add_national

    with unlocked(config_path, passphrase_file) as book, book.writing() as connection:
        added = add_national(book, connection, language)
    click.echo(f"{added} national numbers were added: check each, then say so.")


@destinations.command()
@config_option
@passphrase_option
@json_option
def stale(config_path: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """List what nobody has checked for longer than [network] stale_days, or how long one waits there."""
    from intake.local.local_time import today
    from intake.network.destinations.staleness import stale as find_stale

    with unlocked(config_path, passphrase_file) as book, book.reading() as connection:
        found = find_stale(connection, today(book.clock()), book.section.stale_days)
    if as_json:
        print_json([_members(each.which) | {"unchecked": each.unchecked, "waits": each.waits} for each in found])
        return
    rows = [
        (each.which.id, each.which.what.kind, each.which.what.name, _day(each.which), _reported(each.which))
        for each in found
    ]
    print_lines(table([("id", "kind", "name", "checked", "waiting time told"), *rows]))


@click.command()
@config_option
@passphrase_option
@fields_option
@id_argument
def waiting(config_path: Path, passphrase_file: Path | None, fields: Path, destination: str) -> None:
    """Report how long one waits at DESTINATION: intake and treatment in weeks, reported_on, source, as TOML."""
    from intake.network.destinations.writing import report

    typed = read_toml(fields, example=EXAMPLE)
    with unlocked(config_path, passphrase_file) as book, book.writing() as connection:
        report(book, connection, destination, typed)
    click.echo("saved")


def _do(
    config_path: Path,
    passphrase_file: Path | None,
    wanted: str,
    deed: Callable[[OpenNetwork, Connection, int], object],
) -> None:
    """``deed`` with the destination ``wanted``: whoever types a command saw no revision."""
    from intake.network.destinations.reading import read_destination

    with unlocked(config_path, passphrase_file) as book, book.writing() as connection:
        deed(book, connection, read_destination(connection, wanted).revision)
    click.echo("saved")


def _members(each: Listed) -> dict[str, object]:
    """For other programs."""
    import msgspec

    members: dict[str, object] = msgspec.to_builtins(each.what)
    return members | {"revision": each.revision, "removed": each.removed, "former": each.former}


def _day(each: Listed) -> str:
    day = each.what.checked_on
    return day.isoformat() if day else "never"


def _reported(each: Listed) -> str:
    day = each.what.reported_on
    return day.isoformat() if day else ""


for each in (import_, export):
    destinations.add_command(each)
