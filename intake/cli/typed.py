"""What somebody typed, from a file or standard input, never from the command line: other programs can read that."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import click

from intake.cli.files import FileError

fields_option = click.option(
    "--fields",
    "fields",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default="-",
    help="A TOML file, or - for standard input, which is also read where this is left out. Delete it afterwards.",
)


def read_words(path: Path) -> str:
    """What somebody wrote, from a file or from standard input (``-``); raises FileError where it cannot be read."""
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise FileError(f"cannot read {path}", "Give a text file in UTF-8.") from None


def read_toml(path: Path, *, example: str) -> dict[str, object]:
    """The members of a TOML file or of standard input; raises FileError. ``example`` is the document that shows one."""
    try:
        return tomllib.loads(read_words(path))
    except tomllib.TOMLDecodeError:
        raise FileError("this is not TOML", f"{example} has an example.") from None
