"""``intake network sessions`` and ``signals``: how many were informed, and what ambassadors see more than once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.cli.network_deed import deed, look, number_argument, told, typed
from intake.cli.options import config_option, json_option, passphrase_option
from intake.cli.typed import fields_option

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from intake.network.signals.model import Signal
    from intake.network.unlock import OpenNetwork


@click.group()
def sessions() -> None:
    """Information sessions, and how many they reached."""


@sessions.command("list")
@config_option
@passphrase_option
@json_option
def list_sessions(config_path: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """List sessions, the last one first."""
    from intake.network.sessions.model import all_sessions

    found = look(config_path, passphrase_file, lambda _, connection: all_sessions(connection))
    lines = (f"{each.number:>5}  {each.day}  {each.reached:>5}  {each.topic}  {each.venue or ''}" for each in found)
    told(found, as_json=as_json, lines=lines)


@sessions.command()
@config_option
@passphrase_option
@json_option
def quarters(config_path: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """How many sessions there were and how many they reached, by quarter."""
    from intake.network.sessions.model import all_sessions, by_quarter

    found = by_quarter(look(config_path, passphrase_file, lambda _, connection: all_sessions(connection)))
    lines = (
        f"{each.quarter}  sessions {each.sessions}  reached {each.reached}  "
        + " ".join(f"{topic}={count}" for topic, count in each.topics)
        for each in found
    )
    told(found, as_json=as_json, lines=lines)


@sessions.command("add")
@config_option
@passphrase_option
@fields_option
def add_session(config_path: Path, passphrase_file: Path | None, fields: Path) -> None:
    """Write one down, from TOML: day, topic, reached, place, venue, language, organisation, ambassadors (ids), note."""
    from intake.network.sessions.writing import add_session as write

    filled = typed(fields)
    click.echo(deed(config_path, passphrase_file, lambda network, connection: write(network, connection, filled)))


@sessions.command("change")
@config_option
@passphrase_option
@fields_option
@number_argument
def change_session(config_path: Path, passphrase_file: Path | None, fields: Path, number: int) -> None:
    """Change what the TOML names of session NUMBER."""
    from intake.network.sessions.model import read_session
    from intake.network.sessions.writing import change_session as write

    filled = typed(fields)

    def work(network: OpenNetwork, connection: Connection) -> None:
        found = read_session(connection, number)
        write(network, connection, number, found.revision, found.as_typed() | filled)

    deed(config_path, passphrase_file, work)
    click.echo(f"Session {number}: changed.")


@sessions.command("withdraw")
@config_option
@passphrase_option
@number_argument
def withdraw_session(config_path: Path, passphrase_file: Path | None, number: int) -> None:
    """Session NUMBER was written down by mistake."""
    from intake.network.sessions.model import read_session
    from intake.network.sessions.writing import withdraw_session as write

    def work(network: OpenNetwork, connection: Connection) -> None:
        write(network, connection, number, read_session(connection, number).revision)

    deed(config_path, passphrase_file, work)
    click.echo(f"Session {number}: withdrawn.")


@click.group()
def signals() -> None:
    """Signals: what ambassadors see more than once. No person is in one."""


@signals.command("list")
@config_option
@passphrase_option
@json_option
@click.option("--quarter", help="Of this quarter only: 2026-Q4.")
def list_signals(config_path: Path, passphrase_file: Path | None, as_json: bool, quarter: str | None) -> None:
    """List signals, the newest quarter first."""
    from intake.network.signals.model import all_signals

    found = look(config_path, passphrase_file, lambda _, connection: all_signals(connection, quarter))
    told(found, as_json=as_json, lines=map(_signal, found))


@signals.command("add")
@config_option
@passphrase_option
@fields_option
def add_signal(config_path: Path, passphrase_file: Path | None, fields: Path) -> None:
    """Write one down, from TOML: topic, region, quarter, pattern, gap, recommendation."""
    from intake.network.signals.writing import add_signal as write

    filled = typed(fields)
    click.echo(deed(config_path, passphrase_file, lambda network, connection: write(network, connection, filled)))


@signals.command("change")
@config_option
@passphrase_option
@fields_option
@number_argument
def change_signal(config_path: Path, passphrase_file: Path | None, fields: Path, number: int) -> None:
    """Change what the TOML names of signal NUMBER, until it has left."""
    from intake.network.signals.model import read_signal
    from intake.network.signals.writing import change_signal as write

    filled = typed(fields)

    def work(network: OpenNetwork, connection: Connection) -> None:
        found = read_signal(connection, number)
        write(network, connection, number, found.revision, found.as_typed() | filled)

    deed(config_path, passphrase_file, work)
    click.echo(f"Signal {number}: changed.")


@signals.command("withdraw")
@config_option
@passphrase_option
@number_argument
def withdraw_signal(config_path: Path, passphrase_file: Path | None, number: int) -> None:
    """The next export does not have signal NUMBER any more."""
    from intake.network.signals.model import read_signal
    from intake.network.signals.writing import withdraw_signal as write

    def work(network: OpenNetwork, connection: Connection) -> None:
        write(network, connection, number, read_signal(connection, number).revision)

    deed(config_path, passphrase_file, work)
    click.echo(f"Signal {number}: withdrawn.")


def _signal(each: Signal) -> str:
    state = "withdrawn" if each.withdrawn else f"in export {each.exported}" if each.exported else "not exported yet"
    return f"{each.number:>5}  {each.quarter}  {each.region}  {each.topic}  {state}  {each.pattern}"
