"""``intake network backup``, ``restore`` and ``upgrade``."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.network_unlocking import COORDINATORS, section_and_passphrase, unlocked
from intake.cli.options import config_option, passphrase_option

_file = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
_number = click.IntRange(0, 1_000_000)


@click.command()
@config_option
@passphrase_option
@_file
def backup(config_path: Path, passphrase_file: Path | None, file: Path) -> None:
    """Write a backup of the book to FILE, encrypted, and read it back. It is as secret as the book itself."""
    from intake.network.backup.making import back_up

    with unlocked(config_path, passphrase_file, roles=COORDINATORS) as network:
        back_up(network, file)
    click.echo(f"the book is in {file}, which was read back and is whole. Keep it on another disk.")


@click.command()
@config_option
@passphrase_option
@_file
@click.option("--name", help="Whose slot the passphrase opens.")
@click.option("--exported", type=_number, default=0, help="The number of the last export that the desk has.")
@click.option("--outcomes", type=_number, default=0, help="The number of the last file of outcomes that it has.")
@click.option("--try", "trying", is_flag=True, help="Only try it: everything is done beside, and thrown away.")
def restore(
    config_path: Path,
    passphrase_file: Path | None,
    file: Path,
    name: str | None,
    exported: int,
    outcomes: int,
    trying: bool,
) -> None:
    """Make the book from the backup FILE, in a folder where there is none. The passphrase is one of its day."""
    from intake.network.backup.restoring import restore as restore_network

    section, passphrase = section_and_passphrase(config_path, passphrase_file)
    made = restore_network(section, passphrase, file, name=name, exported=exported, outcomes=outcomes, trying=trying)
    if trying:
        click.echo(f"{file} is whole, as of {made[:10]}. Nothing was kept of this try.")
        return
    click.echo(f"the book is back as it was on {made[:10]}; what was written since is gone")
    click.echo("people and passphrases are those of that day: take out again who has left since")


@click.command()
@config_option
@passphrase_option
def upgrade(config_path: Path, passphrase_file: Path | None) -> None:
    """Bring the database of an older version up to date. Close the book's pages before."""
    from intake.network.upgrading import upgrade_network

    before = upgrade_network(*section_and_passphrase(config_path, passphrase_file))
    up_to_date = "the database is up to date"
    click.echo(up_to_date if before is None else f"the database went from step {before} to the newest")
