"""``intake bench``: how fast, as ratios to the raw primitives, measured in the same run."""

from __future__ import annotations

import click
import msgspec

from intake.bench.opening import opened_per_second
from intake.bench.storing import stored_per_second
from intake.cli.options import json_option
from intake.relay import log
from intake.relay.clock import utc_now


@click.command("bench")
@json_option
@click.option("--rounds", type=click.IntRange(1, 20), default=3, show_default=True, help="The median of so many.")
def command(as_json: bool, rounds: int) -> None:
    """Ratios to the raw primitives: envelopes opened, submissions stored. Takes about half a minute."""
    log.configure()
    now = utc_now()
    figures = [opened_per_second(now, rounds), stored_per_second(now, rounds)]
    if as_json:
        click.echo(msgspec.json.encode({"figures": figures}))
        return
    for figure in figures:
        click.echo(
            f"{figure.name:8} {figure.achieved:9.1f} {figure.unit:14} "
            f"{figure.ratio:6.3f} of {figure.limit:9.1f} {figure.limit_name}/s"
        )
