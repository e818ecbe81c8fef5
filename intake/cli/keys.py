"""``intake keys``: the GGD's keys, made and used in ceremonies at the offline workstation."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from intake.cli.keys_people import add_slot, passphrase, people, remove_slot, role
from intake.cli.keys_periods import certificate, destroy, print_keys, rotate, status
from intake.cli.keys_recovery import drill, keeping_options, recover, split
from intake.cli.options import config_option, passphrase_option, read_passphrase
from intake.config import load, section
from intake.desk.clock import utc_now
from intake.desk.keys.ceremony import PERIOD_DAYS, SHEET_DAYS, Slot, new_keys
from intake.desk.keys.keeping import keeping


@click.group("keys")
def command() -> None:
    """The GGD's keys: make them, sign key sheets for the relay, renew and recover them, and say who may unlock."""


@command.command()
@config_option
@passphrase_option
@keeping_options
@click.option("--name", default=lambda: _login(), show_default="your login name", help="Whose slot this is.")
@click.option("--period", type=click.IntRange(1, 3650), default=PERIOD_DAYS, show_default=True, help="In days.")
def new(
    config_path: Path,
    passphrase_file: Path | None,
    recovery_file: Path | None,
    shares: str | None,
    shares_out: Path | None,
    name: str,
    period: int,
) -> None:
    """Make all keys of a new desk, once. Nothing is overwritten."""
    keep = keeping(recovery_file, shares, shares_out)
    config = load(config_path)
    desk = section(config.desk, "desk")
    keep.look_first()
    file = passphrase_file or config.passphrase_file
    words = read_passphrase(file, prompt=f"New passphrase of {name}", confirm=True)
    ring = new_keys(desk, slot=Slot(name, words), keep=keep, today=utc_now().date(), period_days=period)
    click.echo(f"identity  {ring.fingerprint}  (fingerprint: it goes on every card)")
    print_keys(ring)


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
    words = read_passphrase(passphrase_file or config.passphrase_file, prompt="Your passphrase")
    signed = sign_and_record(desk, words, out=out, days=days)
    click.echo(f"identity  {signed.fingerprint}")
    print_keys(signed)
    click.echo(f"valid     {signed.issued} until before {signed.expires}: {out}")


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "desk"


for each in (
    *(add_slot, people, passphrase, remove_slot, role),
    *(certificate, destroy, rotate, status),
    *(drill, recover, split),
):
    command.add_command(each)
