"""One deed with the network book by command, or one look into it: in one transaction.

Names and words of people come from a TOML file or standard input, never from the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

import click
import msgspec
from sqlalchemy import Connection

from intake.cli.network_unlocking import unlocked
from intake.cli.printing import print_json
from intake.cli.typed import read_toml
from intake.local.local_time import today
from intake.network.people import EVERYBODY, Role
from intake.network.unlock import OpenNetwork

T = TypeVar("T")
DOCUMENT = "docs/network.md"
id_argument = click.argument("ambassador", metavar="ID")
number_argument = click.argument("number", type=click.IntRange(1))


def deed(config_path: Path, passphrase_file: Path | None, work: Callable[[OpenNetwork, Connection], T]) -> T:
    """What ``work`` gives, in a transaction that writes."""
    with unlocked(config_path, passphrase_file) as network, network.writing() as connection:
        return work(network, connection)


def look(
    config_path: Path,
    passphrase_file: Path | None,
    work: Callable[[OpenNetwork, Connection], T],
    *,
    roles: Collection[Role] = EVERYBODY,
) -> T:
    """What ``work`` gives, in a transaction that only reads."""
    with unlocked(config_path, passphrase_file, roles=roles) as network, network.reading() as connection:
        return work(network, connection)


def day_of(network: OpenNetwork) -> date:
    """Today, here."""
    return today(network.clock())


def typed(path: Path) -> dict[str, object]:
    """A TOML file, or standard input. Raises FileError."""
    return read_toml(path, example=DOCUMENT)


def told(found: object, *, as_json: bool, lines: Iterable[str]) -> None:
    """As JSON, or as lines; what was typed in several lines stands in one."""
    if as_json:
        print_json(msgspec.to_builtins(found))
        return
    for line in lines:
        click.echo(" ".join(line.splitlines()).rstrip())
