"""One deed with one case by command, or one look at it: in one transaction, and with words that never stand on the
command line, which other programs on the computer can read.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import click
from sqlalchemy import Connection

from intake.cli.desk_unlocking import unlocked
from intake.cli.typed import read_words
from intake.desk.unlock import OpenDesk

__all__ = ["case_argument", "do", "looked", "read_words", "words_option"]

P = ParamSpec("P")
T = TypeVar("T")
case_argument = click.argument("case")
words_option = click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default="-",
    help="Where the words are; standard input where it is left out.",
)


def do(
    config_path: Path,
    passphrase_file: Path | None,
    wanted: str,
    deed: Callable[Concatenate[OpenDesk, Connection, int, int, P], object],
    *args: P.args,
    **kwargs: P.kwargs,
) -> None:
    """``deed`` with the case that is ``wanted``, by number or short code: whoever types a command saw no revision."""
    from intake.desk.cases import read_case

    with unlocked(config_path, passphrase_file) as desk, desk.writing() as connection:
        found = read_case(connection, wanted)
        deed(desk, connection, found.number, found.revision, *args, **kwargs)
    click.echo(f"Case {found.number}: saved.")


def looked(
    config_path: Path, passphrase_file: Path | None, wanted: str, read: Callable[[OpenDesk, Connection, int], T]
) -> tuple[int, T]:
    """The case that is ``wanted``, by number or short code, and what ``read`` finds of it; the look is recorded."""
    from intake.desk.audit import Action
    from intake.desk.cases import find_case

    with unlocked(config_path, passphrase_file) as desk, desk.writing() as connection:
        number = find_case(connection, wanted)
        desk.record(connection, Action.CASE_VIEWED, case=number)
        return number, read(desk, connection, number)
