"""``intake desk referral``: how the referrals of a case go on, with consent. `intake desk refer` writes a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate

import click
from sqlalchemy import Connection

from intake.cli.desk_deed import case_argument, do, looked
from intake.cli.desk_fields import fields_option, read_texts
from intake.cli.desk_going_on import number_option, to_option
from intake.cli.desk_unlocking import print_json, print_lines
from intake.cli.options import config_option, json_option, passphrase_option
from intake.desk.casework.referrals import State
from intake.desk.unlock import OpenDesk

if TYPE_CHECKING:
    from intake.desk.casework.referrals import Referral

TOLD = "told"
"""No state of its own: the receiver heard that consent was withdrawn."""
CONSENT = ("consent_on", "consent_how", "consent_language", "shared")
Deed = Callable[Concatenate[OpenDesk, Connection, int, int, ...], int]


@click.command()
@config_option
@passphrase_option
@json_option
@fields_option
@number_option
@to_option([*(state.value for state in State if state is not State.OFFERED), TOLD])
@case_argument
def referral(
    config_path: Path,
    passphrase_file: Path | None,
    as_json: bool,
    fields: Path | None,
    number: int | None,
    to: str | None,
    case: str,
) -> None:
    """List the referrals of CASE, or say with --number and --to how one went on.

    agreed: the person consents; --fields says when, how, in which language, and to what. withdrawn: they take it back.
    told: the receiver has heard that. `intake desk refer` writes a new one.
    """
    if (number is None) is not (to is None):
        raise click.UsageError("--number and --to belong together.")
    if (fields is not None) is not (to == State.AGREED):
        raise click.UsageError("--fields is for --to agreed: it holds the consent.")
    if number is None or to is None:
        found = looked(config_path, passphrase_file, case, _read)[1]
        print_json(found) if as_json else print_lines(_lines(found))
        return
    deed, more = _deed(to, fields)
    do(config_path, passphrase_file, case, deed, number, *more)


def _deed(to: str, fields: Path | None) -> tuple[Deed, tuple[object, ...]]:
    from intake.desk.casework.referring import consent, move_on, told, withdraw

    if to == TOLD:
        return told, ()
    if to == State.WITHDRAWN:
        return withdraw, ()
    if fields is not None:
        return consent, (read_texts(fields, CONSENT, of="a consent"),)
    return move_on, (State(to),)


def _read(_: OpenDesk, connection: Connection, case: int) -> list[Referral]:
    from intake.desk.casework.referrals import referrals_of

    return referrals_of(connection, case)


def _lines(found: list[Referral]) -> Iterator[str]:
    from intake.desk.terminal.plain import flat, plain

    for each in found:
        to = each.destination + (f", {plain(each.organisation)}" if each.organisation else "")
        yield f"{each.number:>5}  {each.state:<9}  {each.state_on}  {to}"
        if each.consent_on:
            how = f"{each.consent_how}, in {plain(each.language or '?')}"
            yield f"       consent {each.consent_on}, {how}: {flat(each.shared or '')}"
        if each.reply_by and each.state is State.SENT:
            yield f"       reply asked for by {each.reply_by}"
        if each.untold:
            yield "       consent was withdrawn: tell them, and ask what they do with what they have"
