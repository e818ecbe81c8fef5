"""What every command of the desk begins and ends with: unlocking it, and printing what it found."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import click

from intake.cli.options import read_passphrase
from intake.cli.printing import print_json, print_lines
from intake.config import Desk, load, section
from intake.desk.people import CASE_WORKERS, Role, require
from intake.desk.unlock import OpenDesk, open_desk

__all__ = ["language_option", "print_json", "print_lines", "section_and_passphrase", "unlocked"]

language_option = click.option(
    "--language", type=click.Choice(["en", "nl"]), default="en", show_default=True, help="English or Dutch."
)


def section_and_passphrase(config_path: Path, passphrase_file: Path | None) -> tuple[Desk, str]:
    """The desk's section, and the passphrase of whoever works."""
    config = load(config_path)
    desk = section(config.desk, "desk")
    return desk, read_passphrase(passphrase_file or config.passphrase_file, prompt="Your passphrase")


def unlocked(config_path: Path, passphrase_file: Path | None, *, roles: Collection[Role] = CASE_WORKERS) -> OpenDesk:
    """The open desk; to be closed. Raises DeskError where whoever unlocks it has none of ``roles``."""
    desk = open_desk(*section_and_passphrase(config_path, passphrase_file))
    try:
        with desk.reading() as connection:
            require(connection, desk.actor, *sorted(roles))
    except BaseException:
        desk.close()
        raise
    return desk
