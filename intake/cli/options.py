"""Options that many commands share: --config, --passphrase-file, --json."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

import click

from intake.errors import ConfigError


def _from_root(name: str) -> Path | None:
    """The option may also stand before the command: ``intake --config FILE desk queue``."""
    context = click.get_current_context(silent=True)
    value = None if context is None or context.parent is None else context.find_root().params.get(name)
    return value if isinstance(value, Path) else None


config_option = click.option(
    "--config",
    "config_path",
    envvar="INTAKE_CONFIG",
    type=click.Path(path_type=Path, dir_okay=False),
    default=lambda: _from_root("config_path") or Path("config.toml"),
    show_default="config.toml",
    show_envvar=True,
    help="The configuration file.",
)
passphrase_option = click.option(
    "--passphrase-file",
    envvar="INTAKE_PASSPHRASE_FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    default=lambda: _from_root("passphrase_file"),
    show_envvar=True,
    help="Read the passphrase from this file's first line instead of asking.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def read_passphrase(file: Path | None, *, prompt: str = "Passphrase", confirm: bool = False) -> str:
    """The passphrase, from ``file``'s first line or asked for on the terminal (twice with ``confirm``)."""
    if file is not None:
        return _first_line(file)
    if not os.isatty(0):
        raise ConfigError("a passphrase is needed, and nobody can be asked", "Give --passphrase-file FILE.")
    first = getpass.getpass(f"{prompt}: ")
    if confirm and getpass.getpass(f"{prompt}, again: ") != first:
        raise ConfigError("the two passphrases differ", "Nothing was written; try again.")
    return first


def _first_line(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ConfigError(
            f"cannot read the passphrase file {file}", "Is the path right, and may you read it?"
        ) from None
    return text.split("\n", 1)[0].rstrip("\r")
