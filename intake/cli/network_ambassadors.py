"""``intake network ambassadors``: who can help, what of theirs runs out, who stopped, and erasing them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.cli.network_deed import day_of, deed, id_argument, look, told, typed
from intake.cli.network_unlocking import COORDINATORS
from intake.cli.options import config_option, json_option, passphrase_option
from intake.cli.table import table
from intake.cli.typed import fields_option

if TYPE_CHECKING:
    from intake.network.ambassadors.model import Ambassador
    from intake.network.ambassadors.standing import Expiry

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def ambassadors() -> None:
    """Ambassadors: languages, papers, availability, conflicts of interest."""


@ambassadors.command("list")
@config_option
@passphrase_option
@json_option
@click.option("--language", metavar="TAG", help="Who speaks it: ti, ar, prs.")
@click.option("--region", metavar="GGD", help="Who lives in the region of this GGD.")
@click.option("--expertise", help="Who knows much about it: fgm, palliative.")
@click.option("--available", is_flag=True, help="Only who may be asked today.")
@click.option("--left", is_flag=True, help="Those who stopped.")
def list_(
    config_path: Path,
    passphrase_file: Path | None,
    as_json: bool,
    language: str | None,
    region: str | None,
    expertise: str | None,
    available: bool,
    left: bool,
) -> None:
    """List ambassadors. How to reach them says `show`, to a coordinator."""
    from intake.network.ambassadors.reading import Wanted, find

    wanted = Wanted(language, region, expertise, available, left=left)
    found, now = look(
        config_path, passphrase_file, lambda network, connection: (
            find(connection, wanted, day_of(network)), day_of(network)
        )
    )  # fmt: skip
    told([_listed(each) for each in found], as_json=as_json, lines=_table(found, now))


@ambassadors.command()
@config_option
@passphrase_option
@json_option
@id_argument
def show(config_path: Path, passphrase_file: Path | None, as_json: bool, ambassador: str) -> None:
    """All that the book has of one ambassador, for a coordinator."""
    from intake.network.ambassadors.fields import as_typed
    from intake.network.ambassadors.reading import read_ambassador

    found = look(
        config_path,
        passphrase_file,
        lambda _, connection: read_ambassador(connection, ambassador),
        roles=COORDINATORS,
    )
    told(found, as_json=as_json, lines=(f"{name}: {value}" for name, value in as_typed(found).items()))


@ambassadors.command()
@config_option
@passphrase_option
@fields_option
def add(config_path: Path, passphrase_file: Path | None, fields: Path) -> None:
    """Write down somebody new, from TOML (docs/network.md has an example)."""
    from intake.network.ambassadors.writing import add_ambassador

    filled = typed(fields)
    click.echo(
        deed(config_path, passphrase_file, lambda network, connection: add_ambassador(network, connection, filled))
    )


@ambassadors.command()
@config_option
@passphrase_option
@fields_option
@id_argument
def change(config_path: Path, passphrase_file: Path | None, fields: Path, ambassador: str) -> None:
    """Change what the TOML names; all else stays."""
    from intake.network.ambassadors.reading import read_ambassador
    from intake.network.ambassadors.writing import change_ambassador, overlaid

    filled = typed(fields)
    with_revision = deed(
        config_path, passphrase_file, lambda network, connection: change_ambassador(
            network, connection, ambassador, read_ambassador(connection, ambassador).revision,
            overlaid(connection, ambassador, filled),
        )
    )  # fmt: skip
    click.echo(f"{ambassador}: revision {with_revision}.")


@ambassadors.command()
@config_option
@passphrase_option
@click.option("--on", "day", type=DAY, required=True, help="Their last day: 2026-11-24.")
@id_argument
def stop(config_path: Path, passphrase_file: Path | None, day: object, ambassador: str) -> None:
    """They stopped, or will. What they did stays; `erase` takes it away."""
    from datetime import datetime

    from intake.network.ambassadors.reading import read_ambassador
    from intake.network.ambassadors.writing import stop as write

    assert isinstance(day, datetime)
    deed(
        config_path, passphrase_file, lambda network, connection: write(
            network, connection, ambassador, read_ambassador(connection, ambassador).revision, day.date()
        )
    )  # fmt: skip
    click.echo(f"{ambassador}: stopped on {day.date()}.")


@ambassadors.command()
@config_option
@passphrase_option
@id_argument
def back(config_path: Path, passphrase_file: Path | None, ambassador: str) -> None:
    """They came back."""
    from intake.network.ambassadors.reading import read_ambassador
    from intake.network.ambassadors.writing import bring_back

    deed(
        config_path, passphrase_file, lambda network, connection: bring_back(
            network, connection, ambassador, read_ambassador(connection, ambassador).revision
        )
    )  # fmt: skip
    click.echo(f"{ambassador}: here again.")


@ambassadors.command()
@config_option
@passphrase_option
@click.option("--yes", is_flag=True, help="Erase; without it, only who it would be is said.")
@id_argument
def erase(config_path: Path, passphrase_file: Path | None, yes: bool, ambassador: str) -> None:
    """Erase who has stopped: every row about them, for good."""
    from intake.cli.network_unlocking import unlocked
    from intake.network.ambassadors import erasing
    from intake.network.ambassadors.reading import read_ambassador

    if not yes:
        found = look(config_path, passphrase_file, lambda _, connection: read_ambassador(connection, ambassador))
        click.echo(
            f"{ambassador} stopped on {found.until or 'no day yet'}. Give --yes to erase all that is kept of them."
        )
        return
    with unlocked(config_path, passphrase_file) as network:
        with network.writing() as connection:
            seen = read_ambassador(connection, ambassador).revision
            erasing.erase(network, connection, ambassador, seen)
        erasing.rewrite(network)
    click.echo(f"{ambassador}: erased.")


@ambassadors.command()
@config_option
@passphrase_option
@json_option
@click.option("--within", type=click.IntRange(0, 1000), default=60, show_default=True, help="Days.")
def expiring(config_path: Path, passphrase_file: Path | None, as_json: bool, within: int) -> None:
    """List certificates of conduct and secrecy agreements that are missing, past, or run out soon."""
    from intake.network.ambassadors.reading import everybody
    from intake.network.ambassadors.standing import expiries

    found = look(
        config_path, passphrase_file, lambda network, connection: expiries(
            everybody(connection), day_of(network), within=within
        )
    )  # fmt: skip
    told([_expiry(each) for each in found], as_json=as_json, lines=map(_said, found))


def _table(found: tuple[Ambassador, ...], now: date) -> list[str]:
    from intake.network.ambassadors.standing import out_of_proposals

    rows = [("id", "name", "place", "languages", "")]
    for each in found:
        spoken = " ".join(f"{one.tag}:{one.level}" for one in each.languages)
        rows.append((each.id, each.name, each.place, spoken, "; ".join(out_of_proposals(each, now))))
    return table(rows)


def _listed(each: Ambassador) -> dict[str, object]:
    """What the list says: a helper reads it too."""
    names = ("id", "name", "gender", "place", "languages", "expertise", "training", "available", "times", "since")
    return {name: getattr(each, name) for name in names}


def _expiry(each: Expiry) -> dict[str, object]:
    return {"id": each.ambassador.id, "paper": each.paper.value, "until": each.until, "days": each.days}


def _said(each: Expiry) -> str:
    when = "missing" if each.until is None else f"until {each.until} ({each.days} days)"
    return f"{each.ambassador.id}  {each.ambassador.name}  {each.paper}  {when}"
