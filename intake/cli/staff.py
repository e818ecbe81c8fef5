"""``intake staff``: accounts of those who hand out, coordinate, operate or carry, made on the relay itself.

The first operator and the first coordinators come from here; coordinators invite their colleagues in the pages. A name
and an address are typed, never given on the command line: that would stand in the shell's history and in every list
of processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import click
import msgspec

from intake.cli.options import config_option, json_option, passphrase_option, read_passphrase
from intake.cli.table import table
from intake.config import load, section
from intake.relay.clock import utc_now
from intake.relay.handout.instance import OpenHandout, open_handout
from intake.relay.handout.invitations import invitation_link
from intake.relay.handout.office import Office
from intake.relay.handout.roles import Role
from intake.relay.handout.staff import Staff
from intake.relay.instance import unlock_relay
from intake.web.words import LANGUAGES


@click.group("staff")
def command() -> None:
    """Accounts of those who hand out, coordinate, operate or carry. Everything here stands in the staff's log."""


id_argument = click.argument("staff_id", metavar="ID")


@command.command()
@config_option
@passphrase_option
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True, help="What they do.")
@click.option("--organisation", metavar="ID", help="Where they hand out or coordinate.")
@click.option("--inbox", metavar="ID", help="Which envelopes they carry (a courier).")
@click.option("--language", type=click.Choice(LANGUAGES), default="nl", show_default=True, help="Of their pages.")
def add(
    config_path: Path,
    passphrase_file: Path | None,
    role: str,
    organisation: str | None,
    inbox: str | None,
    language: str,
) -> None:
    """Make an account, and print the link of its invitation: give it to them yourself. It stands nowhere else.

    Name and e-mail address are asked for, or read from standard input, one a line.
    """
    with _office(config_path, passphrase_file) as (handout, office):
        office.refuse_unknown(organisation, inbox)
        name, email = (click.prompt(asked, err=True) for asked in ("Name", "E-mail address"))
        token = office.add(
            email=email, name=name, role=Role(role), organisation=organisation, inbox=inbox, language=language
        )
        _tell(handout, token)


@command.command("list")
@config_option
@passphrase_option
@click.option("--organisation", metavar="ID", help="Only theirs.")
@json_option
def list_(config_path: Path, passphrase_file: Path | None, organisation: str | None, as_json: bool) -> None:
    """List accounts, one a line: id, role, organisation or inbox, name, address, and whether it is disabled."""
    with _office(config_path, passphrase_file) as (_, office):
        found = office.everybody(organisation)
    if as_json:
        click.echo(msgspec.json.encode(found).decode())
    elif found:
        click.echo("\n".join(table([_row(staff) for staff in found])))


@command.command()
@config_option
@passphrase_option
@id_argument
def disable(config_path: Path, passphrase_file: Path | None, staff_id: str) -> None:
    """Sign them out everywhere and let them in no more; their invitations end."""
    _change(config_path, passphrase_file, staff_id, Office.disable, "disabled")


@command.command()
@config_option
@passphrase_option
@id_argument
def enable(config_path: Path, passphrase_file: Path | None, staff_id: str) -> None:
    """Let them sign in again, as they did."""
    _change(config_path, passphrase_file, staff_id, Office.enable, "enabled")


@command.command()
@config_option
@passphrase_option
@id_argument
def invite(config_path: Path, passphrase_file: Path | None, staff_id: str) -> None:
    """Print the link of a new invitation; the older ones end. What they sign in with works until they use it."""
    with _office(config_path, passphrase_file) as (handout, office):
        _tell(handout, office.invite(staff_id))


@contextmanager
def _office(config_path: Path, passphrase_file: Path | None) -> Iterator[tuple[OpenHandout, Office]]:
    config = load(config_path)
    relay = section(config.relay, "relay")
    section(relay.handout, "relay.handout")
    passphrase = read_passphrase(passphrase_file or config.passphrase_file, prompt="Passphrase of the relay")
    handout = open_handout(relay, unlock_relay(relay, passphrase))
    try:
        yield handout, Office(handout, utc_now())
    finally:
        handout.close()


def _change(
    config_path: Path, passphrase_file: Path | None, staff_id: str, change: Callable[[Office, str], None], done: str
) -> None:
    with _office(config_path, passphrase_file) as (_, office):
        change(office, staff_id)
    click.echo(f"{staff_id}  {done}")


def _tell(handout: OpenHandout, token: str) -> None:
    days = handout.settings.invitation_days
    click.echo(f"Works once, until {utc_now().date() + timedelta(days)}. Give it to them yourself.", err=True)
    click.echo(invitation_link(handout.settings.origin, token))


def _row(staff: Staff) -> list[str]:
    place = staff.organisation or staff.inbox or "-"
    return [staff.id, staff.role.value, place, staff.name, staff.email, "disabled" if staff.disabled else ""]
