"""``intake network meetings``: planning them, who came, who is due for intervision, who missed what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.cli.network_deed import day_of, deed, look, number_argument, told, typed
from intake.cli.options import config_option, json_option, passphrase_option
from intake.cli.typed import fields_option

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from intake.network.meetings.model import Meeting
    from intake.network.unlock import OpenNetwork


@click.group()
def meetings() -> None:
    """The network's meetings, and intervision."""


@meetings.command("list")
@config_option
@passphrase_option
@json_option
def list_(config_path: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """List meetings, the last one first."""
    from intake.network.meetings.model import all_meetings

    found = look(config_path, passphrase_file, lambda _, connection: all_meetings(connection))
    told(found, as_json=as_json, lines=map(_line, found))


@meetings.command()
@config_option
@passphrase_option
@json_option
@number_argument
def show(config_path: Path, passphrase_file: Path | None, as_json: bool, number: int) -> None:
    """One meeting: its agenda, and who came."""
    from intake.network.meetings.model import read_meeting, who_came

    meeting, came = look(
        config_path, passphrase_file, lambda _, connection: (
            read_meeting(connection, number), who_came(connection, number)
        )
    )  # fmt: skip
    lines = [f"{name}: {value}" for name, value in meeting.as_typed().items()]
    lines += [f"{presence}: {ambassador}" for ambassador, presence in came.items()]
    told({"meeting": meeting, "came": came}, as_json=as_json, lines=lines)


@meetings.command()
@config_option
@passphrase_option
@fields_option
def plan(config_path: Path, passphrase_file: Path | None, fields: Path) -> None:
    """Plan one, from TOML: kind (network, intervision), day, starts, minutes, place, agenda, note."""
    from intake.network.meetings.writing import plan as write

    filled = typed(fields)
    click.echo(deed(config_path, passphrase_file, lambda network, connection: write(network, connection, filled)))


@meetings.command()
@config_option
@passphrase_option
@fields_option
@number_argument
def change(config_path: Path, passphrase_file: Path | None, fields: Path, number: int) -> None:
    """Change what the TOML names of meeting NUMBER."""
    from intake.network.meetings.model import read_meeting
    from intake.network.meetings.writing import change as write

    filled = typed(fields)

    def work(network: OpenNetwork, connection: Connection) -> None:
        found = read_meeting(connection, number)
        write(network, connection, number, found.revision, found.as_typed() | filled)

    deed(config_path, passphrase_file, work)
    click.echo(f"Meeting {number}: changed.")


@meetings.command()
@config_option
@passphrase_option
@number_argument
def off(config_path: Path, passphrase_file: Path | None, number: int) -> None:
    """Meeting NUMBER does not take place."""
    from intake.network.meetings.model import read_meeting
    from intake.network.meetings.writing import call_off

    def work(network: OpenNetwork, connection: Connection) -> None:
        call_off(network, connection, number, read_meeting(connection, number).revision)

    deed(config_path, passphrase_file, work)
    click.echo(f"Meeting {number}: called off.")


@meetings.command()
@config_option
@passphrase_option
@fields_option
@number_argument
def came(config_path: Path, passphrase_file: Path | None, fields: Path, number: int) -> None:
    """Write down who came to meeting NUMBER, from TOML: present and excused, lists of ids."""
    from intake.network.ambassadors.reading import everybody
    from intake.network.filling import Filling
    from intake.network.meetings.model import read_meeting
    from intake.network.meetings.writing import tick_off

    filled = typed(fields)

    def work(network: OpenNetwork, connection: Connection) -> None:
        known = tuple(each.id for each in everybody(connection))
        filling = Filling(filled)
        present, excused = filling.choices("present", known), filling.choices("excused", known)
        filling.refuse()
        tick_off(network, connection, number, read_meeting(connection, number).revision, present, excused)

    deed(config_path, passphrase_file, work)
    click.echo(f"Meeting {number}: written down.")


@meetings.command()
@config_option
@passphrase_option
@json_option
def due(config_path: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """List who needs intervision by now or within a month."""
    from intake.network.meetings.missing import intervision_due

    found = look(
        config_path, passphrase_file, lambda network, connection: intervision_due(connection, day_of(network))
    )  # fmt: skip
    members = [{"id": each.ambassador.id, "last": each.last, "by": each.by} for each in found]
    lines = (
        f"{each.ambassador.id}  by {each.by}  last {each.last or 'never'}  {each.ambassador.name}" for each in found
    )
    told(members, as_json=as_json, lines=lines)


@meetings.command()
@config_option
@passphrase_option
@json_option
@click.option("--kind", type=click.Choice(["network", "intervision"]), default="network", show_default=True)
def missed(config_path: Path, passphrase_file: Path | None, as_json: bool, kind: str) -> None:
    """Who missed how many meetings of the last year."""
    from intake.network.meetings.missing import attended

    found = look(
        config_path, passphrase_file, lambda network, connection: attended(connection, day_of(network), kind)
    )  # fmt: skip
    members = [
        {"id": each.ambassador.id, "held": each.held, "present": each.present, "excused": each.excused}
        for each in found
    ]
    lines = (f"{each.ambassador.id}  missed {each.missed} of {each.held}  {each.ambassador.name}" for each in found)
    told(members, as_json=as_json, lines=lines)


def _line(each: Meeting) -> str:
    more = "called off" if each.cancelled else each.place or ""
    return f"{each.number:>5}  {each.day}  {each.starts or '     '}  {each.kind:<12}  {more}"
