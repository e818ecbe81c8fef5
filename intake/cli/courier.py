"""``intake courier``: carry bundles from the relay, and receipts, key sheets and published files to it."""

from __future__ import annotations

import signal
from pathlib import Path
from threading import Event

import click

from intake.cli.options import config_option, passphrase_option, read_passphrase
from intake.config import Config, load, section
from intake.courier.client import RelayClient
from intake.courier.key import make_key, open_key
from intake.courier.pull import pull as pull_bundle
from intake.courier.push import push as push_file
from intake.courier.round import WORDS
from intake.courier.shared import Shared
from intake.courier.sync import Sync
from intake.errors import ConfigError


@click.group("courier")
def command() -> None:
    """The GGD's networked PC: carries what it cannot open."""


@command.command()
@config_option
@passphrase_option
def init(config_path: Path, passphrase_file: Path | None) -> None:
    """Make the courier's key, and print the fingerprint to register at the relay (couriers of the inbox)."""
    config = load(config_path)
    courier = section(config.courier, "courier")
    passphrase = read_passphrase(
        passphrase_file or config.passphrase_file, prompt="New passphrase of the courier", confirm=True
    )
    click.echo(make_key(courier.data, passphrase))


@command.command()
@config_option
@passphrase_option
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The bundle's new file.")
def pull(config_path: Path, passphrase_file: Path | None, out: Path) -> None:
    """Fetch the bundle of sealed envelopes that wait for the desk."""
    count = pull_bundle(_client(load(config_path), passphrase_file), out)
    click.echo(f"{count} envelopes in {out}")


@command.command()
@config_option
@passphrase_option
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def push(config_path: Path, passphrase_file: Path | None, file: Path) -> None:
    """Bring a receipt, a key sheet or a published file from the desk to the relay."""
    kind = push_file(_client(load(config_path), passphrase_file), file)
    click.echo(f"the relay has the {WORDS[kind]}")


@command.command()
@config_option
@passphrase_option
@click.option("--once", is_flag=True, help="One round, for a timer; ends with 1 if anything was refused or failed.")
def sync(config_path: Path, passphrase_file: Path | None, once: bool) -> None:
    """Carry between the relay and [courier] folder, a stick or a share, until it is stopped.

    Receipts, key sheets and published files that the desk put there go to the relay; the newest bundle comes.
    """
    config = load(config_path)
    courier = section(config.courier, "courier")
    if courier.folder is None:
        raise ConfigError("[courier] has no folder", "Name the folder on the stick or share that the desk uses.")
    client, end = _client(config, passphrase_file), Event()
    carrying = Sync(
        client,
        Shared(courier.folder, courier.inbox),
        every_seconds=courier.every_minutes * 60,
        say=click.echo,
        complain=lambda line: click.echo(f"trouble: {line}", err=True),
        end=end,
    )
    if once:
        carrying.once()
    else:
        _end_at_signals(end)
        carrying.run()


def _end_at_signals(end: Event) -> None:
    """Between two steps."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: end.set())


def _client(config: Config, passphrase_file: Path | None) -> RelayClient:
    courier = section(config.courier, "courier")
    passphrase = read_passphrase(passphrase_file or config.passphrase_file, prompt="Passphrase of the courier")
    return RelayClient(courier.relay, courier.inbox, open_key(courier.data, passphrase))
