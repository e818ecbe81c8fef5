"""``intake desk away``: who is away and who stands in, and the cases to hand over. Nothing goes over by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.cli.desk_fields import read_texts
from intake.cli.desk_unlocking import print_json, print_lines, unlocked
from intake.cli.options import config_option, json_option, passphrase_option
from intake.desk.errors import DeskError

if TYPE_CHECKING:
    from intake.desk.casework.assigning import Held

FIELDS = ("person", "since", "until", "stand_in")
absence_argument = click.argument("number", type=int)


@click.group()
def away() -> None:
    """Who is away and who stands in; their cases, to be handed over."""


@away.command("list")
@config_option
@passphrase_option
@json_option
def list_(config_path: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """List who is away now or will be."""
    from intake.desk.casework.absences import absences_from
    from intake.desk.local_time import today
    from intake.desk.terminal.plain import plain

    with unlocked(config_path, passphrase_file) as desk, desk.reading() as connection:
        found = absences_from(connection, today(desk.clock()))
    if as_json:
        print_json(found)
        return
    for each in found:
        who = f"{plain(each.person)}; {plain(each.stand_in)} stands in"
        click.echo(f"{each.number:>5}  {each.since} to {each.until}  {who}")


@away.command("note")
@config_option
@passphrase_option
@click.option(
    "--fields",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default="-",
    help="A TOML file with person, since, until, stand_in; standard input where it is left out.",
)
def note(config_path: Path, passphrase_file: Path | None, fields: Path) -> None:
    """Note that somebody is away, and who stands in."""
    from intake.desk.casework.absences import set_absence

    typed = read_texts(fields, FIELDS, of="an absence")
    person, since, until, stand_in = (typed.get(name, "") for name in FIELDS)
    with unlocked(config_path, passphrase_file) as desk, desk.writing() as connection:
        number = set_absence(desk, connection, person=person, since=since, until=until, stand_in=stand_in)
    click.echo(f"Absence {number}: saved. See `intake desk away cases {number}`.")


@away.command()
@config_option
@passphrase_option
@absence_argument
def end(config_path: Path, passphrase_file: Path | None, number: int) -> None:
    """Absence NUMBER is over, or was a mistake."""
    from intake.desk.casework.absences import end_absence

    with unlocked(config_path, passphrase_file) as desk, desk.writing() as connection:
        end_absence(desk, connection, number)


@away.command()
@config_option
@passphrase_option
@json_option
@absence_argument
def cases(config_path: Path, passphrase_file: Path | None, as_json: bool, number: int) -> None:
    """List the open cases of whoever is away in absence NUMBER, with what is to be done in each."""
    from intake.desk.casework.absences import read_absence
    from intake.desk.casework.assigning import look_at_held

    with unlocked(config_path, passphrase_file) as desk:
        with desk.reading() as connection:
            person = read_absence(connection, number).person
        held = look_at_held(desk, person)
    print_json(held) if as_json else print_lines(_lines(held))


@away.command("hand-over")
@config_option
@passphrase_option
@click.option("--to", metavar="PERSON", help="A colleague; whoever stands in where it is left out.")
@click.option("--nobody", is_flag=True, help="Put the cases back, for anybody to take.")
@absence_argument
@click.argument("chosen", metavar="CASE...", type=int, nargs=-1, required=True)
def hand_over(
    config_path: Path, passphrase_file: Path | None, to: str | None, nobody: bool, number: int, chosen: tuple[int, ...]
) -> None:
    """Hand these cases of absence NUMBER over, each in a transaction of its own."""
    from intake.desk.casework.absences import read_absence
    from intake.desk.casework.assigning import hand_over as give

    with unlocked(config_path, passphrase_file) as desk:
        with desk.reading() as connection:
            absence = read_absence(connection, number)
        gone, left = give(desk, absence.person, None if nobody else to or absence.stand_in, chosen)
    for case in gone:
        click.echo(f"Case {case}: handed over.")
    if left:
        raise DeskError(f"not handed over: {', '.join(map(str, left))}", "They were not with that person any more.")


def _lines(held: list[Held]) -> Iterator[str]:
    from intake.desk.terminal.plain import grouped, plain

    for each in held:
        yield f"case {each.case:<6}  {grouped(each.code)}  {each.level:<7}  {each.status:<11}  due {each.due or '-'}"
        yield from (f"       {reminder.due}  {plain(reminder.text)}" for reminder in each.reminders)
