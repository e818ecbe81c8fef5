"""``intake network hours``: what was worked and paid, by month, against the caps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.cli.network_deed import day_of, deed, id_argument, look, number_argument, told, typed
from intake.cli.options import config_option, json_option, passphrase_option
from intake.cli.typed import fields_option, read_words

if TYPE_CHECKING:
    from intake.network.hours.entries import Entry
    from intake.network.hours.overview import Line
    from intake.network.hours.writing import Entered


@click.group()
def hours() -> None:
    """Hours and allowance, against the caps of a month."""


@hours.command()
@config_option
@passphrase_option
@json_option
@click.argument("month", required=False)
def month(config_path: Path, passphrase_file: Path | None, as_json: bool, month: str | None) -> None:
    """What each ambassador worked and got in MONTH (2026-11; this one, where it is left out)."""
    from intake.network.hours.month import Month
    from intake.network.hours.overview import overview

    found = look(
        config_path,
        passphrase_file,
        lambda network, connection: overview(
            connection, network.section, Month.read(month) if month else Month.of(day_of(network)), day_of(network)
        ),
    )
    told([_member(each) for each in found], as_json=as_json, lines=map(_line, found))


@hours.command()
@config_option
@passphrase_option
@json_option
@click.option("--month", help="Of this month only: 2026-11.")
@id_argument
def of(config_path: Path, passphrase_file: Path | None, as_json: bool, month: str | None, ambassador: str) -> None:
    """List the entries of one ambassador, the newest day first."""
    from intake.network.hours.entries import entries_of
    from intake.network.hours.month import Month

    wanted = Month.read(month) if month else None
    found = look(config_path, passphrase_file, lambda _, connection: entries_of(connection, ambassador, wanted))
    told(found, as_json=as_json, lines=map(_entry, found))


@hours.command()
@config_option
@passphrase_option
@fields_option
@id_argument
def enter(config_path: Path, passphrase_file: Path | None, fields: Path, ambassador: str) -> None:
    """Enter hours, from TOML: day, minutes (90 or "1:30"), euros ("12,50"), what, note.

    Past the cap it is refused; a coordinator adds `override` with the reason.
    """
    from intake.network.hours.writing import Work
    from intake.network.hours.writing import enter as write

    filled = typed(fields)
    made = deed(
        config_path,
        passphrase_file,
        lambda network, connection: write(network, connection, ambassador, Work.read(filled, day_of(network))),
    )
    for line in _entered(made):
        click.echo(line)


@hours.command()
@config_option
@passphrase_option
@click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default="-",
    help="Where the reason is; standard input where it is left out.",
)
@number_argument
def correct(config_path: Path, passphrase_file: Path | None, path: Path, number: int) -> None:
    """Take away what entry NUMBER counted, by an entry of its own. What is right is entered as a new one."""
    from intake.network.hours.writing import correct as write

    why = read_words(path)
    made = deed(config_path, passphrase_file, lambda network, connection: write(network, connection, number, why))
    for line in _entered(made):
        click.echo(line)


def _entered(made: Entered) -> Iterator[str]:
    from intake.network.hours.caps import Standing

    total, cap = made.total, made.cap
    hours_so_far = f"{_hours(total.minutes)} of {_hours(cap.minutes)} hours"
    yield f"entry {made.number}: {made.month} has {hours_so_far}, {_euros(total.cents)} of {_euros(cap.cents)} euros"
    if made.standing is not Standing.BELOW:
        yield f"warning: {'past' if made.standing is Standing.OVER else 'near'} the cap of this month"


def _entry(each: Entry) -> str:
    counted = f"{_hours(each.minutes):>7}  {_euros(each.cents):>9}"
    return f"{each.number:>5}  {each.day}  {counted}  {each.what}  {each.note or ''}"


def _line(each: Line) -> str:
    counted = f"{_hours(each.total.minutes):>7} of {_hours(each.cap.minutes)}"
    paid = f"{_euros(each.total.cents):>8} of {_euros(each.cap.cents)}"
    return f"{each.ambassador.id}  {counted}  {paid}  {each.standing:<5}  {each.ambassador.name}"


def _member(each: Line) -> dict[str, object]:
    return {
        "id": each.ambassador.id,
        "minutes": each.total.minutes,
        "most_minutes": each.cap.minutes,
        "cents": each.total.cents,
        "most_cents": each.cap.cents,
        "standing": each.standing.value,
    }


def _hours(minutes: int) -> str:
    sign = "-" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60}:{abs(minutes) % 60:02}"


def _euros(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100},{abs(cents) % 100:02}"
