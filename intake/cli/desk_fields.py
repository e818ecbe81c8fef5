"""What somebody filled in, as TOML from a file or standard input, never from the command line. No value is quoted."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from pathlib import Path

import click

from intake.cli.desk_deed import read_words
from intake.desk.errors import DeskError

fields_option = click.option(
    "--fields",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="A TOML file (docs/casework.md shows it), or - for standard input. Delete it afterwards.",
)


def read_fields(path: Path, names: Collection[str], *, of: str) -> dict[str, object]:
    """The members of a TOML file, days and times as ISO 8601 texts; raises DeskError for one that is not of ``names``.

    ``of`` says what has these members: "a referral".
    """
    try:
        members = tomllib.loads(read_words(path))
    except tomllib.TOMLDecodeError:
        raise DeskError("this is not TOML", "docs/casework.md has an example.") from None
    refuse_unknown(members, names, of=of)
    return {name: _written(value) for name, value in members.items()}


def read_texts(path: Path, names: Collection[str], *, of: str) -> dict[str, str]:
    """As `read_fields`, where every member is a text or a day; raises DeskError for anything else."""
    return only_texts(read_fields(path, names, of=of))


def only_texts(members: Mapping[str, object]) -> dict[str, str]:
    """Raises DeskError where a member is something else."""
    found = {name: value for name, value in members.items() if isinstance(value, str)}
    if wrong := sorted(members.keys() - found.keys()):
        raise DeskError(f"{', '.join(wrong)}: this is no text", "Write it between quotation marks.")
    return found


def refuse_unknown(members: Mapping[str, object], names: Collection[str], *, of: str) -> None:
    """Raises DeskError for a member that there is not: a word typed wrongly would be lost without a sound."""
    if unknown := sorted(members.keys() - set(names)):
        raise DeskError(f"{of} has no {', '.join(unknown)}", f"It has {', '.join(sorted(names))}.")


def _written(value: object) -> object:
    if isinstance(value, dict):
        return {name: _written(each) for name, each in value.items()}
    if isinstance(value, datetime) and value.tzinfo is not None:
        from intake.desk.local_time import HERE

        return value.astimezone(HERE).replace(tzinfo=None).isoformat()
    return value.isoformat() if isinstance(value, date) else value
