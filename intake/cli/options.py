"""Options that many commands share: --config, --passphrase-file, --json."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from intake.errors import ConfigError

F = TypeVar("F", bound=Callable[..., object])


def _given(name: str, variable: str) -> Path | None:
    """The option may also stand before the command: ``intake --config FILE desk queue``. What is typed wins."""
    context = click.get_current_context(silent=True)
    typed = None if context is None or context.parent is None else context.find_root().params.get(name)
    value = typed or os.environ.get(variable)
    return Path(value) if value else None


def _option(flag: str, name: str, variable: str, last_resort: Path | None, text: str) -> Callable[[F], F]:
    return click.option(
        flag,
        name,
        type=click.Path(path_type=Path, dir_okay=False),
        default=lambda: _given(name, variable) or last_resort,
        show_default=str(last_resort or "") or False,
        help=f"{text}  [env var: {variable}]",
    )


config_option = _option("--config", "config_path", "INTAKE_CONFIG", Path("config.toml"), "The configuration file.")
passphrase_option = _option(
    "--passphrase-file",
    "passphrase_file",
    "INTAKE_PASSPHRASE_FILE",
    None,
    "Read the passphrase from this file's first line instead of asking.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def address_options(command: F) -> F:
    """``--port`` and ``--listen``, for whatever serves: `address` puts them together."""
    for option in (
        click.option("--listen", metavar="HOST:PORT", help="Another address than the configured one."),
        click.option(
            "--port", type=click.IntRange(0, 65535), help="Another port than the configured one (0: any free one)."
        ),
    ):
        command = option(command)
    return command


def address(configured: str, listen: str | None, port: int | None) -> str:
    """HOST:PORT to listen on: the configured one, unless something else was asked for."""
    chosen = listen or configured
    return chosen if port is None else f"{chosen.rpartition(':')[0]}:{port}"


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
