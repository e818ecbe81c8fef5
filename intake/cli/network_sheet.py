"""``intake network destinations import`` and ``export``: the list as CSV, in after a look, and out."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.files import write_new
from intake.cli.network_unlocking import unlocked
from intake.cli.options import config_option, json_option, passphrase_option
from intake.cli.printing import print_json, print_lines

file_argument = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.command("import")
@config_option
@passphrase_option
@json_option
@click.option("--confirm", metavar="CODE", help="Bring it in: the code that the same file was shown with.")
@file_argument
def import_(config_path: Path, passphrase_file: Path | None, as_json: bool, confirm: str | None, file: Path) -> None:
    """Show what the CSV FILE would change, row by row; with --confirm, bring all of it in.

    Exit 1 where a row is refused: then nothing of the file is brought in.
    """
    from intake.local.local_time import today
    from intake.network.destinations.sheet.bringing_in import bring_in
    from intake.network.destinations.sheet.preview import State, preview
    from intake.network.destinations.sheet.telling import preview_lines, preview_members
    from intake.network.folder import FILES

    data = FILES.read(file, "Is the path right, and may you read it?")
    with unlocked(config_path, passphrase_file) as book:
        if confirm is not None:
            with book.writing() as connection:
                found = bring_in(book, connection, data, confirm)
        else:
            with book.reading() as connection:
                found = preview(connection, data, today(book.clock()))
    if as_json:
        print_json(preview_members(found))
    else:
        print_lines(preview_lines(found, done=confirm is not None))
    if found.count(State.REFUSED):
        click.get_current_context().exit(1)


@click.command()
@config_option
@passphrase_option
@click.option(
    "--separator",
    type=click.Choice(["semicolon", "comma"]),
    default="semicolon",
    show_default=True,
    help="What a Dutch Excel opens by itself is the semicolon.",
)
@file_argument
def export(config_path: Path, passphrase_file: Path | None, separator: str, file: Path) -> None:
    """Write all that are offered as CSV to the new FILE. Contact persons are in it: it is personal data."""
    from intake.network.destinations.sheet.bringing_out import bring_out

    with unlocked(config_path, passphrase_file) as book:
        with book.writing() as connection:
            number, sheet = bring_out(book, connection, separator={"semicolon": ";", "comma": ","}[separator])
        write_new(file, sheet)
    click.echo(f"{number} destinations are in {file}. Delete it when it is no longer needed.")
