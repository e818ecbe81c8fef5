"""``intake desk note|remind|reminders|done|refer|assign``: case work by command. What is said of a person comes from a
file or standard input, never from the command line, which other programs on the computer can read.
"""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy import Connection

from intake.cli.desk_deed import case_argument, do, read_words, words_option
from intake.cli.desk_fields import read_texts
from intake.cli.desk_unlocking import print_json, unlocked
from intake.cli.options import config_option, json_option, passphrase_option
from intake.desk.unlock import OpenDesk


@click.command()
@config_option
@passphrase_option
@words_option
@case_argument
def note(config_path: Path, passphrase_file: Path | None, path: Path, case: str) -> None:
    """Add a note to CASE, a number or short code. It cannot be changed afterwards."""
    from intake.desk.casework.notes import add_note

    do(config_path, passphrase_file, case, add_note, read_words(path))


@click.command()
@config_option
@passphrase_option
@words_option
@click.option("--on", "due", required=True, metavar="DAY", help="The day, as 2026-11-24.")
@case_argument
def remind(config_path: Path, passphrase_file: Path | None, path: Path, due: str, case: str) -> None:
    """Set a reminder about CASE. It stands in a list; nothing is sent."""
    from intake.desk.casework.reminders import set_reminder

    do(config_path, passphrase_file, case, set_reminder, due, read_words(path))


@click.command()
@config_option
@passphrase_option
@json_option
@click.argument("which", type=click.Choice(["mine", "today", "overdue", "all"]), default="mine")
def reminders(config_path: Path, passphrase_file: Path | None, as_json: bool, which: str) -> None:
    """List reminders: mine (those of my cases), today, overdue, all."""
    from intake.desk.casework.reminders import Which, list_reminders
    from intake.desk.terminal.plain import plain

    with unlocked(config_path, passphrase_file) as desk, desk.writing() as connection:
        found = list_reminders(desk, connection, Which(which))
    if as_json:
        print_json([{name: getattr(each, name) for name in ("number", "case", "due", "text")} for each in found])
        return
    for each in found:
        click.echo(f"{each.number:>5}  {each.due}  case {each.case}  {plain(each.text)}")


@click.command()
@config_option
@passphrase_option
@click.argument("number", type=int)
def done(config_path: Path, passphrase_file: Path | None, number: int) -> None:
    """Reminder NUMBER is done."""
    from intake.desk.casework.reminders import finish

    with unlocked(config_path, passphrase_file) as desk, desk.writing() as connection:
        finish(desk, connection, number)


@click.command()
@config_option
@passphrase_option
@words_option
@case_argument
def refer(config_path: Path, passphrase_file: Path | None, path: Path, case: str) -> None:
    """Write down a referral of CASE, from TOML.

    destination (a code, as GP, or a number of the network book, as D-7K2M9Q or A-4F8Q2P), organisation, reply_by, and
    of the consent: consent_on, consent_how ("spoken" or "written"), consent_language, shared. Without consent it is
    only offered, and cannot be sent.
    """
    from intake.desk.casework.referring import refer as write_down

    typed = read_texts(path, FIELDS, of="a referral")
    do(config_path, passphrase_file, case, write_down, typed)


FIELDS = {
    "destination",
    "entry",
    "ambassador",
    "organisation",
    "reply_by",
    "consent_on",
    "consent_how",
    "consent_language",
    "shared",
}


@click.command()
@config_option
@passphrase_option
@click.option("--to", metavar="PERSON", help="A colleague; yourself where it is left out.")
@click.option("--nobody", is_flag=True, help="Put it back.")
@case_argument
def assign(config_path: Path, passphrase_file: Path | None, to: str | None, nobody: bool, case: str) -> None:
    """Take CASE, give it to a colleague, or put it back."""
    from intake.desk.casework.assigning import assign as give

    def deed(desk: OpenDesk, connection: Connection, number: int, seen: int) -> int:
        return give(desk, connection, number, seen, None if nobody else to or desk.actor)

    do(config_path, passphrase_file, case, deed)


CASEWORK = (note, remind, reminders, done, refer, assign)
