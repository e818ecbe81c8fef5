"""``intake desk appointment``: conversations with the person of a case. Nothing is sent."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.desk_deed import case_argument, do, looked
from intake.cli.desk_fields import fields_option, read_texts
from intake.cli.desk_going_on import number_option, to_option, went_on
from intake.cli.desk_unlocking import print_json
from intake.cli.options import config_option, json_option, passphrase_option
from intake.desk.casework.appointments import Kept

FIELDS = ("starts", "place", "whom")


@click.command()
@config_option
@passphrase_option
@json_option
@fields_option
@number_option
@to_option(state.value for state in Kept if state is not Kept.PLANNED)
@case_argument
def appointment(
    config_path: Path,
    passphrase_file: Path | None,
    as_json: bool,
    fields: Path | None,
    number: int | None,
    to: str | None,
    case: str,
) -> None:
    """List the appointments of CASE; make one with --fields (starts, place, whom); say with --to what became of it."""
    from intake.desk.casework.appointments import change_appointment, make_appointment

    if changed := went_on(number, to, fields):
        do(config_path, passphrase_file, case, change_appointment, changed[0], Kept(changed[1]))
    elif fields is not None:
        typed = read_texts(fields, FIELDS, of="an appointment")
        starts, place, whom = (typed.get(name, "") for name in FIELDS)
        do(config_path, passphrase_file, case, make_appointment, starts=starts, place=place, whom=whom)
    else:
        _list(config_path, passphrase_file, case, as_json=as_json)


def _list(config_path: Path, passphrase_file: Path | None, case: str, *, as_json: bool) -> None:
    from intake.desk.casework.appointments import appointments_of
    from intake.desk.terminal.plain import plain

    made = looked(config_path, passphrase_file, case, lambda _, *where: appointments_of(*where))[1]
    if as_json:
        print_json(made)
        return
    for each in made:
        click.echo(f"{each.number:>5}  {each.starts}  {each.state:<9}  {plain(each.place)}; {plain(each.whom)}")
