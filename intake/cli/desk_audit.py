"""``intake desk audit``: the audit trail, by command."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

import click

from intake.cli.desk_unlocking import language_option, print_json, print_lines, unlocked
from intake.cli.options import config_option, json_option, passphrase_option
from intake.desk.audit import Action, Why
from intake.desk.people import Role
from intake.desk.wording import StaffLanguage

day_type = click.DateTime(["%Y-%m-%d"])


def _words(kind: type[StrEnum]) -> click.Choice[str]:
    """Only what can stand in the trail."""
    return click.Choice([each.value for each in kind])


COORDINATOR = frozenset({Role.COORDINATOR})


@click.group()
def audit() -> None:
    """The audit trail: who did what, when, with which case, and why."""


@audit.command()
@config_option
@passphrase_option
@json_option
@click.option(
    "--receipt",
    "receipts",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="A receipt that this desk signed, kept elsewhere; may be given several times.",
)
@click.option("--head", "heads", multiple=True, metavar="CODE", help="The head of a printed sheet, as it stands there.")
def verify(
    config_path: Path, passphrase_file: Path | None, receipts: tuple[Path, ...], heads: tuple[str, ...], as_json: bool
) -> None:
    """Walk the whole audit trail, and say up to which anchor it is proven.

    Exit 1 where an entry is wrong, or an anchor is not in it: then entries were cut off, or an older copy was put back.
    """
    from intake.desk.terminal.trail import verified_lines, verified_members
    from intake.desk.trail.anchors import from_paper, from_receipt_file
    from intake.desk.trail.verifying import verify as verify_trail

    with unlocked(config_path, passphrase_file) as desk:
        given = [from_receipt_file(desk, path) for path in receipts] + [from_paper(text) for text in heads]
        found = verify_trail(desk, given)
    if as_json:
        print_json(verified_members(found))
    else:
        print_lines(verified_lines(found))


@audit.command("list")
@config_option
@passphrase_option
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print all that is found as CSV, for a spreadsheet.")
@click.option("--actor", metavar="NAME", help="Who: the name of a slot.")
@click.option("--action", metavar="WORDS", type=_words(Action), help="What, as in the trail: 'case viewed'.")
@click.option("--case", type=click.IntRange(1, 2**53), help="With which case: its number.")
@click.option("--why", type=_words(Why), help="On what ground.")
@click.option("--since", type=day_type, help="From this day on.")
@click.option("--until", type=day_type, help="Up to and with this day.")
@click.option("--before", type=click.IntRange(1, 2**53), metavar="NUMBER", help="Older than this entry: the next page.")
@click.option("--most", type=click.IntRange(1, 10_000), default=100, show_default=True, help="How many to print.")
def list_(
    config_path: Path,
    passphrase_file: Path | None,
    as_json: bool,
    as_csv: bool,
    since: datetime | None,
    until: datetime | None,
    before: int | None,
    most: int,
    **said: str | int | None,
) -> None:
    """List entries, the newest first. The search is written into the trail too, and so is taking them out as CSV."""
    from intake.desk.local_time import start_of
    from intake.desk.terminal.trail import entry_lines
    from intake.desk.trail.looking_up import look_up, table, taken_out
    from intake.desk.trail.searching import Wanted
    from intake.local.csv_cells import csv_lines

    if as_csv and (as_json or before is not None):
        raise click.UsageError("--csv takes all out that is found: without --json and --before.")
    first = since and start_of(since.date())
    after = until and start_of(until.date() + timedelta(1))
    wanted = Wanted(since=first, until=after, **said)  # type: ignore[arg-type]  # click gives what the options say
    with unlocked(config_path, passphrase_file, roles=COORDINATOR) as desk:
        if as_csv:
            with taken_out(desk, wanted) as entries:
                for piece in csv_lines(table(entries)):
                    click.echo(piece.encode("utf-8"), nl=False)
            return
        found = look_up(desk, wanted, before=before, most=most)
    if as_json:
        print_json([each.members() for each in found])
    else:
        print_lines(entry_lines(found, most))


@audit.command()
@config_option
@passphrase_option
@language_option
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write the PDF: a new file.",
)
def sheet(config_path: Path, passphrase_file: Path | None, language: StaffLanguage, out: Path) -> None:
    """Make the weekly sheet: where the trail ends, to print, sign and keep in a binder."""
    from intake.desk.folder import refuse_unwritable, write_new
    from intake.desk.trail.sheet import make_sheet
    from intake.desk.trail.sheet_page import pdf
    from intake.pdf import PdfError, pdf_possible

    refuse_unwritable(out)
    if not pdf_possible():
        raise PdfError(
            "this machine makes no PDFs", "Print the sheet from the browser: `intake desk serve`, Audit trail."
        )
    with unlocked(config_path, passphrase_file, roles=COORDINATOR) as desk:
        made = make_sheet(desk)
        write_new(out, pdf(made, language))
    click.echo(f"{made.head.entries} entries, {made.code}: {out}")
