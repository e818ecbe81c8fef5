"""``intake desk upgrade``."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.desk_unlocking import section_and_passphrase
from intake.cli.options import config_option, passphrase_option


@click.command()
@config_option
@passphrase_option
def upgrade(config_path: Path, passphrase_file: Path | None) -> None:
    """Bring the database of an older version up to date. Close the desk's pages before."""
    from intake.desk.database import REVISION
    from intake.desk.upgrading import upgrade_desk

    before = upgrade_desk(*section_and_passphrase(config_path, passphrase_file))
    up_to_date = "the database is up to date"
    click.echo(up_to_date if before is None else f"the database went from step {before} to {REVISION}")
