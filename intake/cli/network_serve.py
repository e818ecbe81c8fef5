"""``intake network serve``: the network book's pages, on this computer only."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.options import config_option
from intake.config import load, section


@click.command()
@config_option
@click.option("--port", type=click.IntRange(1024, 65535), help="Another port than the configured one.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
def serve(config_path: Path, port: int | None, no_browser: bool) -> None:
    """Open the network book in the browser of this computer. Each person unlocks it with their own passphrase."""
    from intake.network.web.serve import serve as serve_network

    config = load(config_path)
    network = section(config.network, "network")
    chosen = port or int(network.listen.rpartition(":")[2])
    demo = config.environment == "demo"
    serve_network(network, port=chosen, demo=demo, open_browser=not no_browser, say=click.echo)
