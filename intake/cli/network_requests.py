"""``intake network requests``: what ambassadors are asked, what came of it, and clearing what it says of a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.cli.network_deed import day_of, deed, id_argument, look, number_argument, told, typed
from intake.cli.options import config_option, json_option, passphrase_option
from intake.cli.typed import fields_option

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from intake.network.requests.model import Request
    from intake.network.unlock import OpenNetwork


@click.group()
def requests() -> None:
    """Requests of a GGD, a GP, a school or others, and their outcome."""


@requests.command("list")
@config_option
@passphrase_option
@json_option
@click.option("--closed", is_flag=True, help="Those with an end, the last one first.")
@click.option("--of", "ambassador", metavar="ID", help="Those of one ambassador.")
def list_(config_path: Path, passphrase_file: Path | None, as_json: bool, closed: bool, ambassador: str | None) -> None:
    """List requests: open ones, unless asked otherwise."""
    from intake.network.requests.reading import closed_requests, open_requests, requests_of

    def work(_: OpenNetwork, connection: Connection) -> tuple[Request, ...]:
        if ambassador is not None:
            return requests_of(connection, ambassador)
        return closed_requests(connection) if closed else open_requests(connection)

    found = look(config_path, passphrase_file, work)
    told(found, as_json=as_json, lines=map(_line, found))


@requests.command()
@config_option
@passphrase_option
@fields_option
def add(config_path: Path, passphrase_file: Path | None, fields: Path) -> None:
    """Write one down, from TOML (docs/network.md has an example)."""
    from intake.network.requests.writing import add_request

    filled = typed(fields)
    click.echo(deed(config_path, passphrase_file, lambda network, connection: add_request(network, connection, filled)))


@requests.command()
@config_option
@passphrase_option
@number_argument
@id_argument
def give(config_path: Path, passphrase_file: Path | None, number: int, ambassador: str) -> None:
    """Ask the ambassador ID for request NUMBER."""
    from intake.network.requests.reading import read_request
    from intake.network.requests.writing import give as write

    def work(network: OpenNetwork, connection: Connection) -> None:
        write(network, connection, number, read_request(connection, number).revision, ambassador)

    deed(config_path, passphrase_file, work)
    click.echo(f"Request {number}: {ambassador} is asked.")


@requests.command()
@config_option
@passphrase_option
@number_argument
def accept(config_path: Path, passphrase_file: Path | None, number: int) -> None:
    """The ambassador does request NUMBER."""
    from intake.network.requests.reading import read_request
    from intake.network.requests.writing import accept as write

    def work(network: OpenNetwork, connection: Connection) -> None:
        write(network, connection, number, read_request(connection, number).revision)

    deed(config_path, passphrase_file, work)
    click.echo(f"Request {number}: accepted.")


@requests.command()
@config_option
@passphrase_option
@fields_option
@number_argument
def outcome(config_path: Path, passphrase_file: Path | None, fields: Path, number: int) -> None:
    """What came of request NUMBER, from TOML: outcome, on, minutes in all.

    With `enter = true` the minutes that are new become an entry of hours, with euros and override as there.
    """
    from intake.network.hours.writing import Entered
    from intake.network.requests.reading import read_request
    from intake.network.requests.writing import finish

    filled = typed(fields)

    def work(network: OpenNetwork, connection: Connection) -> Entered | None:
        return finish(network, connection, number, read_request(connection, number).revision, filled)

    made = deed(config_path, passphrase_file, work)
    click.echo(f"Request {number}: written down." + (f" Entry of hours {made.number}." if made else ""))


@requests.command()
@config_option
@passphrase_option
@click.option("--yes", is_flag=True, help="Clear them; without it, only how many is said.")
def clear(config_path: Path, passphrase_file: Path | None, yes: bool) -> None:
    """Take away what requests say of a person, 90 days after their end. The numbers stay."""
    from intake.network.requests.clearing import clear as write
    from intake.network.requests.clearing import due

    if not yes:
        found = look(config_path, passphrase_file, lambda network, connection: due(connection, day_of(network)))
        click.echo(f"{len(found)} requests: {' '.join(map(str, found))}".rstrip(": ") + ". Give --yes to clear them.")
        return
    found = deed(config_path, passphrase_file, lambda network, connection: write(network, connection, day_of(network)))
    click.echo(f"{len(found)} requests cleared.")


def _line(each: Request) -> str:
    day, who = str(each.day or "no day"), each.ambassador or "nobody yet"
    return f"{each.number:>5}  {day:<10}  {each.state:<9}  {each.asker:<6}  {who:<10}  {each.language or ''}"
