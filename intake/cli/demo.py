"""``intake demo``: everything on this machine, with sample data."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path

import click
from waitress.server import create_server

from intake.demo.colleagues import add_colleagues, open_scenes_handout
from intake.demo.history import remember
from intake.demo.life import bring_to_life
from intake.demo.network_life import make_book
from intake.demo.ports import HOST, Ports
from intake.demo.scene import COORDINATOR, Scene, is_scene, make_scene, open_scene
from intake.demo.serving import intake, served
from intake.demo.sound import placeholders
from intake.demo.tour.app import create_app
from intake.desk.unlock import open_desk
from intake.desk.upgrading import upgrade_desk
from intake.relay import log
from intake.relay.clock import utc_now
from intake.relay.instance import open_relay
from intake.relay.upgrading import upgrade_relay


def default_folder() -> Path:
    """Where a demo lives unless told otherwise: kept from run to run, outside every repository."""
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "envelop" / "demo"


@click.command("demo")
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="The demo's folder, kept from run to run."
)
@click.option("--port", type=click.IntRange(1024, 65531), default=8470, show_default=True, help="The form's port.")
@click.option("--no-browser", is_flag=True, help="Do not open the start page.")
@click.option("--once", is_flag=True, help="Stop after the queue was printed.")
def command(data: Path | None, port: int, no_browser: bool, once: bool) -> None:
    """Everything on this machine: keys, relay, links, sample people, a carried bundle, the desk's queue."""
    ports = Ports(port)
    if not once:
        ports.refuse_taken()
    log.configure()
    folder = (data or default_folder()).absolute()
    scene = opened_again(folder, ports) if is_scene(folder) else _made(folder, ports)
    _print_queue(scene)
    if not once:
        _serve(scene, ports, open_browser=not no_browser)


def _made(folder: Path, ports: Ports) -> Scene:
    click.echo("Setting up: keys, a relay, an organisation, forty sample people, a voice …", err=True)
    now = utc_now()
    with click.progressbar(length=40, label="Opening envelopes at the desk", file=sys.stderr) as bar:

        def fill(scene: Scene) -> None:
            add_colleagues(scene, now)
            remember(scene, now)
            with placeholders(scene):
                bring_to_life(scene, now, lambda done, _: bar.update(done - bar.pos))

        return make_scene(folder, ports, now.date(), fill)


def opened_again(folder: Path, ports: Ports) -> Scene:
    """The demo of an earlier run, which an older version may have made."""
    scene = open_scene(folder, ports)
    upgrade_relay(scene.relay, scene.passphrase)
    upgrade_desk(scene.desk, scene.passphrase)
    add_colleagues(scene, utc_now())
    if not scene.network.data.exists():
        make_book(scene.network, COORDINATOR, scene.passphrase, utc_now)
    return scene


def _print_queue(scene: Scene) -> None:
    """As the desk's own command prints it."""
    subprocess.run([*intake(scene), "desk", "queue"], check=True)  # noqa: S603 - our own command


def _serve(scene: Scene, ports: Ports, *, open_browser: bool) -> None:
    # Whoever ends the demo, by key or by signal, ends the relay's process with it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt), served(scene), open_desk(scene.desk, scene.passphrase) as desk:
        relay, handout = open_relay(scene.relay, scene.passphrase), open_scenes_handout(scene)
        tour = create_server(create_app(scene, relay, handout, desk, ports), host=HOST, port=ports.tour)
        _say_where(scene, ports)
        if open_browser:
            webbrowser.open(f"http://{ports.tour_host}/")
        tour.run()


def _say_where(scene: Scene, ports: Ports) -> None:
    click.echo(
        f"""
Start here      http://{ports.tour_host}/        the product in one minute
Handing out     {ports.handout_origin}/handout/        accounts and codes: on the start page
The desk        {ports.desk_origin}/        Noor’s passphrase: the line in {scene.folder / "passphrase"}
The network     {ports.network_origin}/        Wanda’s passphrase: the same
The form        {ports.origin}/        get a card on the start page, or:

  export PATH={Path(sys.executable).parent}:$PATH INTAKE_CONFIG={scene.config_file}
  intake links new --organisation demo         a new link
  intake courier pull --out post               carry what came …
  intake desk import post --receipt receipt    … open it
  intake courier push receipt                  … and say that it arrived
  intake desk queue                            who needs a talk, and why

Stop with Ctrl+C. Everything lies in {scene.folder}; delete it to begin anew."""
    )
