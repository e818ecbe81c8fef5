"""``intake desk backup`` and ``intake desk restore``."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.desk_unlocking import section_and_passphrase, unlocked
from intake.cli.options import config_option, passphrase_option

_file = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))

_KEEP = """\
Keep it on another disk, as safe as the desk itself: with it and one passphrase somebody reads every case.
Try it once: `intake desk restore --try FILE`."""

_MOVED = """\
This desk does nothing any more. On the other machine: `intake desk restore FILE`. Once that works, wipe this folder."""

_BACK = """\
- The relay offers again everything that it still holds, from the second bundle on. What is known is not counted twice.
- What was done at the desk after that day is gone: decisions, notes, attempts. Go through the paper you have.
- People and passphrases are those of that day: take out again who has left since.
- If the old machine is found again, do not work with it: the relay takes no receipt of it any more."""

_ERASED = """\
- Cases that were erased after that day are back: give the list of erasures with --erased, or erase them once more."""


@click.command()
@config_option
@passphrase_option
@_file
@click.option("--move", is_flag=True, help="To go on with on another machine: this desk then does nothing any more.")
def backup(config_path: Path, passphrase_file: Path | None, file: Path, move: bool) -> None:
    """Write a backup of the whole desk to FILE, and read it back. It is as secret as the desk itself."""
    from intake.desk.backup.making import back_up, move_away

    with unlocked(config_path, passphrase_file) as desk:
        made = (move_away if move else back_up)(desk, file)
    click.echo(f"{made.cases} cases are in {file}, which was read back and is whole\n{_MOVED if move else _KEEP}")


@click.command()
@config_option
@passphrase_option
@_file
@click.option("--name", help="Whose slot the passphrase opens.")
@click.option(
    "--erased",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The list of erasures, newer than the backup: what is in it is erased again at once.",
)
@click.option(
    "--restored-before",
    "before",
    type=click.IntRange(0, 1000),
    default=0,
    show_default=True,
    help="How often this very backup was brought back, and worked with, before.",
)
@click.option("--try", "trying", is_flag=True, help="Only try it: everything is done beside, and thrown away.")
def restore(
    config_path: Path,
    passphrase_file: Path | None,
    file: Path,
    name: str | None,
    erased: Path | None,
    before: int,
    trying: bool,
) -> None:
    """Make the desk from the backup FILE, in a folder where there is none. The passphrase is one of its day."""
    from intake.desk.backup.restoring import restore as restore_desk

    section, passphrase = section_and_passphrase(config_path, passphrase_file)
    found = restore_desk(section, passphrase, file, name=name, erased=erased, trying=trying, before=before)
    day = found.made[:10]
    if trying:
        click.echo(f"{file} is whole: {found.cases} cases, as they were on {day}. Nothing was kept of this try.")
        return
    click.echo(
        f"{found.cases} cases are back as they were on {day}; it is a new epoch of this desk: {found.epoch}\n\n{_BACK}"
    )
    click.echo(f"- {found.erased} cases were erased again." if erased else _ERASED)
