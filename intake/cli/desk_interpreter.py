"""``intake desk interpreter``: who interprets for a case. Nothing is sent: whoever books calls the agency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from sqlalchemy import Connection

from intake.cli.desk_deed import case_argument, do, looked
from intake.cli.desk_fields import fields_option, only_texts, read_fields
from intake.cli.desk_going_on import number_option, to_option, went_on
from intake.cli.desk_unlocking import print_json, print_lines
from intake.cli.options import config_option, json_option, passphrase_option
from intake.desk.casework.interpreters import Booked
from intake.desk.errors import DeskError
from intake.desk.unlock import OpenDesk

if TYPE_CHECKING:
    from intake.desk.casework.appointments import Appointment
    from intake.desk.casework.interpreters import Booking

NOT_OWN = "not_own_community"
FIELDS = ("language", "dialect", "gender", "way", "starts", "avoid", NOT_OWN)


@click.command()
@config_option
@passphrase_option
@json_option
@fields_option
@number_option
@to_option(state.value for state in Booked if state is not Booked.ASKED)
@case_argument
def interpreter(
    config_path: Path,
    passphrase_file: Path | None,
    as_json: bool,
    fields: Path | None,
    number: int | None,
    to: str | None,
    case: str,
) -> None:
    """List the interpreters of CASE; note with --fields that one is needed; say with --to how far it is.

    What the file leaves out is as the talk told, so who it must not be goes along. Never a relative, never a child.
    """
    from intake.desk.casework.interpreters import change_booking

    if changed := went_on(number, to, fields):
        do(config_path, passphrase_file, case, change_booking, changed[0], Booked(changed[1]))
    elif fields is not None:
        do(config_path, passphrase_file, case, _ask, read_fields(fields, FIELDS, of="an interpreter"))
    else:
        booked, made = looked(config_path, passphrase_file, case, _read)[1]
        print_json(booked) if as_json else print_lines(_lines(booked, made))


def _ask(desk: OpenDesk, connection: Connection, case: int, seen: int, typed: Mapping[str, object]) -> int:
    from intake.desk.casework.interpreters import ask_for_interpreter

    whole = {**_as_told(connection, case), **typed}
    not_own = whole.pop(NOT_OWN)
    if not isinstance(not_own, bool):
        raise DeskError(f"{NOT_OWN} is true or false", "Write it without quotation marks.")
    return ask_for_interpreter(desk, connection, case, seen, only_texts(whole), not_own=not_own)


def _as_told(connection: Connection, case: int) -> dict[str, object]:
    """What the page of the case fills in beforehand."""
    from intake.desk.cases import read_case
    from intake.desk.casework.facts import Facts, read_facts

    written = read_facts(connection, case)
    told = Facts() if written is None else written.facts
    found = {"language": read_case(connection, str(case)).language, "dialect": told.dialect, "avoid": told.exclusions}
    found |= {"gender": told.interpreter_gender, "way": told.interpreter}
    return {NOT_OWN: told.not_own_community, **{name: value for name, value in found.items() if value}}


def _read(_: OpenDesk, connection: Connection, case: int) -> tuple[list[Booking], list[Appointment]]:
    from intake.desk.casework.appointments import appointments_of
    from intake.desk.casework.interpreters import bookings_of

    return bookings_of(connection, case), appointments_of(connection, case)


def _lines(booked: list[Booking], made: list[Appointment]) -> Iterator[str]:
    from intake.desk.casework.interpreters import for_nothing
    from intake.desk.terminal.plain import flat, plain

    for each in booked:
        dialect = f" ({plain(each.dialect)})" if each.dialect else ""
        who = f"{plain(each.language)}{dialect}, {each.gender}, {each.way}"
        yield f"{each.number:>5}  {each.starts or 'no time yet':<16}  {each.state:<9}  {who}"
        if each.not_own_community:
            yield "       nobody from the own town or community"
        if each.avoid:
            yield f"       must not be: {flat(each.avoid)}"
        if for_nothing(each, made):
            yield "       there is no appointment at this time any more: cancel the interpreter"
