"""``intake keys``: the GGD's keys, made and used in ceremonies at the offline workstation."""

from __future__ import annotations

import getpass
from datetime import date
from pathlib import Path

import click

from intake.cli.options import config_option, passphrase_option, read_passphrase
from intake.config import load, section
from intake.desk.clock import utc_now
from intake.desk.keys.ceremony import PERIOD_DAYS, SHEET_DAYS, Slot, new_keys
from intake.desk.keys.keeping import keeping
from intake.envelope.encoding import base64url
from intake.envelope.sheet import KeySheet


@click.group("keys")
def command() -> None:
    """The GGD's keys: make them, and sign key sheets for the relay."""


@command.command()
@config_option
@passphrase_option
@click.option(
    "--recovery-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write the recovery key, locked: on a stick that goes into a safe.",
)
@click.option("--name", default=lambda: _login(), show_default="your login name", help="Whose slot this is.")
@click.option("--period", type=click.IntRange(1, 3650), default=PERIOD_DAYS, show_default=True, help="In days.")
def new(config_path: Path, passphrase_file: Path | None, recovery_file: Path | None, name: str, period: int) -> None:
    """Make all keys of a new desk, once. Nothing is overwritten."""
    keep = keeping(recovery_file, None, None)
    config = load(config_path)
    desk = section(config.desk, "desk")
    file = passphrase_file or config.passphrase_file
    passphrase = read_passphrase(file, prompt=f"New passphrase of {name}", confirm=True)
    ring = new_keys(desk, slot=Slot(name, passphrase), keep=keep, today=_today(), period_days=period)
    click.echo(f"identity  {ring.fingerprint}  (fingerprint: it goes on every card)")
    _print_keys(ring)


@command.command()
@config_option
@passphrase_option
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Where to write it: a new file."
)
@click.option("--days", type=click.IntRange(1, 100), default=SHEET_DAYS, show_default=True, help="How long it holds.")
def sheet(config_path: Path, passphrase_file: Path | None, out: Path, days: int) -> None:
    """Sign a key sheet with the identity key, for the courier to carry to the relay."""
    from intake.desk.folder import refuse_unwritable
    from intake.desk.keys.signing import sign_and_record

    config = load(config_path)
    desk = section(config.desk, "desk")
    refuse_unwritable(out)
    passphrase = read_passphrase(passphrase_file or config.passphrase_file, prompt="Your passphrase")
    signed = sign_and_record(desk, passphrase, out=out, days=days)
    click.echo(f"identity  {signed.fingerprint}")
    _print_keys(signed)
    click.echo(f"valid     {signed.issued} until before {signed.expires}: {out}")


def _print_keys(ring: KeySheet) -> None:
    for key in sorted(ring.keys, key=lambda key: (key.start, key.purpose)):
        click.echo(f"{key.purpose.value:<8}  {base64url(key.id)}  {key.start} until before {key.end}")


def _today() -> date:
    return utc_now().date()


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "desk"
