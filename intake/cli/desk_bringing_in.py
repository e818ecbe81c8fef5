"""``intake desk aside`` and ``intake desk receipt``: what did not come in, and what goes back."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.desk_unlocking import print_json, print_lines, unlocked
from intake.cli.options import config_option, json_option, passphrase_option

ALL = 1_000_000


@click.command()
@config_option
@passphrase_option
@json_option
def aside(config_path: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """List what was set aside, parked or damaged, the newest first: day, the digest's first letters, and why."""
    from intake.desk.importing.aside import set_aside
    from intake.desk.terminal.aside import aside_lines, aside_members

    with unlocked(config_path, passphrase_file) as desk, desk.reading() as connection:
        found = set_aside(connection, ALL)
    if as_json:
        print_json(aside_members(found))
    else:
        print_lines(aside_lines(found))


@click.command()
@config_option
@passphrase_option
@click.argument("number", type=click.IntRange(1), required=False)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
def receipt(config_path: Path, passphrase_file: Path | None, number: int | None, file: Path | None) -> None:
    """Write the receipt NUMBER once more, to a new FILE; without them, list the last ones."""
    from intake.desk.folder import refuse_unwritable, write_new
    from intake.desk.importing.brought import latest, receipt_file
    from intake.desk.terminal.aside import brought_lines

    if number is not None and file is None:
        raise click.UsageError("Say also where to write it: NUMBER FILE.")
    if file is not None:
        refuse_unwritable(file)
    with unlocked(config_path, passphrase_file) as desk, desk.reading() as connection:
        if number is None or file is None:
            print_lines(brought_lines(latest(connection)))
            return
        data = receipt_file(connection, number)
    write_new(file, data)
    click.echo(f"Receipt {number}: {file}")
