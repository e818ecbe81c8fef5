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
@click.option("--count", type=click.IntRange(1, 100_000), default=1000, show_default=True, help="Envelopes a round.")
def command(as_json: bool, rounds: int, count: int) -> None:
    """Ratios to the raw primitives: envelopes opened, submissions stored. Takes about half a minute."""
    log.configure()
    now = utc_now()
    figures = [measure(now, rounds=rounds, count=count) for measure in (opened_per_second, stored_per_second)]
    if as_json:
        click.echo(msgspec.json.encode({"figures": figures}))
        return
    for figure in figures:
        click.echo(
            f"{figure.name:8} {figure.achieved:9.1f} {figure.unit:14} "
            f"{figure.ratio:6.3f} of {figure.limit:9.1f} {figure.limit_name}/s"
        )
