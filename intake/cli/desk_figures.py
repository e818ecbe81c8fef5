"""``intake desk figures``: tables that give nobody away, on the screen, as PDF or CSV; and releasing them."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.desk_unlocking import language_option, print_json, print_lines, unlocked
from intake.cli.files import refuse_existing, write_new
from intake.cli.options import config_option, json_option, passphrase_option
from intake.desk.wording import StaffLanguage

new_file = click.Path(path_type=Path, dir_okay=False)


@click.command()
@config_option
@passphrase_option
@json_option
@language_option
@click.option(
    "--audience",
    type=click.Choice(["manager", "municipality", "policy"]),
    default="manager",
    show_default=True,
    help="For whom.",
)
@click.option("--period", metavar="PERIOD", help="2026-Q3, 2026-H2 or 2026; without it, what can be released next.")
@click.option("--place", metavar="CODE", help="Only this municipality's row (CBS code): for --audience municipality.")
@click.option("--pdf", "pdf_path", type=new_file, help="Write the report here, as tagged PDF.")
@click.option("--csv", "csv_path", type=new_file, help="Write its numbers here, for a spreadsheet.")
@click.option("--release", "releasing", is_flag=True, help="Release them, for good. Without it, they are a draft.")
def figures(
    config_path: Path,
    passphrase_file: Path | None,
    as_json: bool,
    language: StaffLanguage,
    audience: str,
    period: str | None,
    place: str | None,
    pdf_path: Path | None,
    csv_path: Path | None,
    releasing: bool,
) -> None:
    """Show figures in which nobody is found: those that were released, or a draft of what may be released next.

    What was released is given again as it was. Each release is compared with all others: small numbers stay hidden.
    """
    from intake.desk.report.audiences import Audience
    from intake.desk.report.periods import Period
    from intake.desk.report.releasing import WHO, given
    from intake.desk.report.sheet import pdf, sheet_for
    from intake.desk.report.spreadsheet import csv_of
    from intake.desk.terminal.figures import figures_lines, figures_members

    asked = None if period is None else Period.read(period)
    for path in (pdf_path, csv_path):
        if path is not None:
            refuse_existing(path)
    with unlocked(config_path, passphrase_file, roles=WHO) as desk:
        told = given(desk, Audience(audience), asked, releasing=releasing)
        sheet = sheet_for(desk, told, language, place)
    if pdf_path is not None:
        write_new(pdf_path, pdf(sheet, language))
    if csv_path is not None:
        write_new(csv_path, "".join(csv_of(sheet, language)).encode())
    if as_json:
        print_json(figures_members(sheet))
    else:
        print_lines(figures_lines(sheet, language))
