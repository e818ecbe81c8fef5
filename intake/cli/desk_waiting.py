"""``intake desk waiting|wait|check-in``: who waits for care, and how it goes with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click
from sqlalchemy import Connection

from intake.cli.desk_deciding import local_moment
from intake.cli.desk_deed import case_argument, do, looked, read_words
from intake.cli.desk_fields import fields_option, read_fields
from intake.cli.desk_unlocking import print_json, print_lines, unlocked
from intake.cli.options import config_option, json_option, passphrase_option
from intake.desk.casework.attempts import Attempt, Result, Way
from intake.desk.errors import DeskError
from intake.desk.unlock import OpenDesk
from intake.desk.waiting.changing import DATES, FIELDS, change_wait, date_wait
from intake.desk.waiting.checking import Goes, Heard

referral_option = click.option(
    "--number", type=int, help="The referral’s number, where the person waits at more than one place."
)


@click.command()
@config_option
@passphrase_option
@json_option
@click.option("--at", "place", metavar="PLACE", help="Only one destination: its key, as --json has it.")
@click.option("--past", is_flag=True, help="Only who waits longer than the norm.")
@click.option("--due", is_flag=True, help="Only whom somebody is to ask how it goes.")
@click.option("--worse", is_flag=True, help="Only with whom it went worse, and no nurse decided since.")
@click.option("--mine", is_flag=True, help="Only your own cases.")
def waiting(
    config_path: Path,
    passphrase_file: Path | None,
    as_json: bool,
    place: str | None,
    past: bool,
    due: bool,
    worse: bool,
    mine: bool,
) -> None:
    """List who waits for care: past the norm first, then the longest; and how it is per destination."""
    from intake.desk.terminal.waiting import waiting_lines, waiting_members
    from intake.desk.waiting.listing import Wanted, read_waiting

    with unlocked(config_path, passphrase_file) as desk:
        found = read_waiting(desk, Wanted(place, past, due, worse, desk.actor if mine else None))
    print_json(waiting_members(found)) if as_json else print_lines(waiting_lines(found))


@click.command()
@config_option
@passphrase_option
@json_option
@fields_option
@referral_option
@case_argument
def wait(
    config_path: Path, passphrase_file: Path | None, as_json: bool, fields: Path | None, number: int | None, case: str
) -> None:
    """Show what CASE waits for; with --fields write down what is known of it.

    The file has since, expected (what was said there), bridges (poh-ggz, ambassador, group, information), rhythm (days
    between questions how it goes), check_on; and once they were, intake_on and treatment_on. A wait begins and ends
    with its referral: `intake desk referral CASE --to waiting`, or --to ended.
    """
    from intake.desk.terminal.waiting import wait_lines
    from intake.desk.waiting.checking import check_ins_of
    from intake.desk.waiting.waits import waits_of

    if fields is not None:
        typed = _typed(read_fields(fields, (*FIELDS, *DATES), of="a wait"))
        do(config_path, passphrase_file, case, _write, number, typed)
        return
    found = looked(
        config_path,
        passphrase_file,
        case,
        lambda _, connection, of: (waits_of(connection, of), check_ins_of(connection, of)),
    )[1]
    print_json({"waits": found[0], "check_ins": found[1]}) if as_json else print_lines(wait_lines(*found))


@click.command("check-in")
@config_option
@passphrase_option
@referral_option
@click.option("--way", type=click.Choice([way.value for way in Way]), help="How you asked. Left out: others told you.")
@click.option("--result", type=click.Choice([result.value for result in Result]), help="What came of it; else reached.")
@click.option("--at", "moment", metavar="MOMENT", help="When, by the clock here, as 2026-11-24T10:30; else now.")
@click.option(
    "--note-file",
    "note",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Where a note stands; - for standard input.",
)
@case_argument
@click.argument("goes", type=click.Choice([each.value for each in Goes]))
def check_in(
    config_path: Path,
    passphrase_file: Path | None,
    number: int | None,
    way: str | None,
    result: str | None,
    moment: str | None,
    note: Path | None,
    case: str,
    goes: str,
) -> None:
    """Log how it GOES with who waits by CASE. A call or message is an attempt: never outside the safe times."""
    from intake.desk.waiting import checking

    if way is None and (result or moment):
        raise click.UsageError("--result and --at belong to --way.")
    said = None if note is None else read_words(note)
    asked = None if way is None else Attempt(Way(way), Result(result or Result.REACHED), local_moment(moment))
    do(config_path, passphrase_file, case, checking.check_in, number, Heard(Goes(goes), asked, said))
    if goes == Goes.WORSE:
        click.echo("It goes worse: look at the case again, and decide. `intake desk show`, `intake desk decide`.")


def _write(
    desk: OpenDesk, connection: Connection, case: int, seen: int, number: int | None, typed: Mapping[str, str]
) -> int:
    """Both in one transaction: what is known of the wait, and the days on which care began."""
    kept, dates = ({name: typed[name] for name in names if name in typed} for names in (FIELDS, DATES))
    taken = change_wait(desk, connection, case, seen, number, kept) if kept else seen
    return date_wait(desk, connection, case, taken, number, dates) if dates else taken


def _typed(members: Mapping[str, object]) -> dict[str, str]:
    """As a page sends it: ``bridges`` may be a list, ``rhythm`` a number."""
    found = dict[str, str]()
    for name, value in members.items():
        if isinstance(value, list) and name == "bridges" and all(isinstance(each, str) for each in value):
            found[name] = " ".join(value)
        elif isinstance(value, str) or (isinstance(value, int) and name == "rhythm" and not isinstance(value, bool)):
            found[name] = str(value)
        else:
            raise DeskError(f"{name}: this cannot be read", "docs/waiting.md shows how it is written.")
    return found


WAITING = (waiting, wait, check_in)
