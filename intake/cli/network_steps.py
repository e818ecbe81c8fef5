"""``intake network steps``: steps of ambassadors towards paid work."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.network_deed import deed, id_argument, look, number_argument, told, typed
from intake.cli.options import config_option, json_option, passphrase_option
from intake.cli.typed import fields_option


@click.group()
def steps() -> None:
    """Steps of ambassadors towards paid work."""


@steps.command("list")
@config_option
@passphrase_option
@json_option
@id_argument
def list_steps(config_path: Path, passphrase_file: Path | None, as_json: bool, ambassador: str) -> None:
    """List the steps of one ambassador, the last one first."""
    from intake.network.steps.steps import steps_of

    found = look(config_path, passphrase_file, lambda _, connection: steps_of(connection, ambassador))
    lines = (
        f"{each.number:>5}  {each.day}  {each.step}  {each.organisation or ''}  {each.note or ''}" for each in found
    )
    told(found, as_json=as_json, lines=lines)


@steps.command("add")
@config_option
@passphrase_option
@fields_option
@id_argument
def add_one(config_path: Path, passphrase_file: Path | None, fields: Path, ambassador: str) -> None:
    """Write a step down, from TOML: day, step, organisation, note."""
    from intake.network.steps.steps import add_step

    filled = typed(fields)
    click.echo(
        deed(
            config_path, passphrase_file, lambda network, connection: add_step(network, connection, ambassador, filled)
        )
    )


@steps.command()
@config_option
@passphrase_option
@number_argument
def withdraw(config_path: Path, passphrase_file: Path | None, number: int) -> None:
    """Take step NUMBER back."""
    from intake.network.steps.steps import withdraw_step

    deed(config_path, passphrase_file, lambda network, connection: withdraw_step(network, connection, number))
    click.echo(f"Step {number}: withdrawn.")
