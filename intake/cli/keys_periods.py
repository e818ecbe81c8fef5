"""``intake keys status``, ``rotate``, ``destroy`` and ``certificate``: periods come and go."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.cli.desk_unlocking import print_lines, section_and_passphrase
from intake.cli.keys_recovery import ERASE, keeping_options
from intake.cli.options import config_option, passphrase_option
from intake.desk.keys.ceremony import PERIOD_DAYS
from intake.envelope.encoding import base64url
from intake.envelope.sheet import KeySheet

if TYPE_CHECKING:
    from intake.desk.unlock import OpenDesk

_FILE = click.Path(path_type=Path, dir_okay=False)
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@config_option
@passphrase_option
def status(config_path: Path, passphrase_file: Path | None) -> None:
    """Show the periods, which keys are here, until when the last key sheet holds, and what to do next."""
    from intake.desk.keys.standing import standing
    from intake.desk.unlock import open_desk

    with open_desk(*section_and_passphrase(config_path, passphrase_file)) as desk:
        found = standing(desk)
    click.echo(f"identity  {found.fingerprint}")
    for period in found.periods:
        for key in period.keys:
            here = "here" if key.here else "not here"
            span = f"{period.start} until before {period.end}"
            click.echo(f"{key.purpose.value:<8}  {key.id}  {span}  {period.state.value}, {here}")
    print_lines(f"other     {key}  not in the ring, here" for key in found.loose)
    click.echo(f"sheet     until before {found.sheet_until or '-'}")
    click.echo(f"drill     {found.drill or '-'}")
    print_lines(f"! {warning.value}" for warning in found.warnings)


@click.command()
@config_option
@passphrase_option
@keeping_options
@click.option("--from", "start", type=_DAY, help="The first day of the new period. [default: where the last one ends]")
@click.option("--period", type=click.IntRange(1, 3650), default=PERIOD_DAYS, show_default=True, help="In days.")
@click.option("--out", required=True, type=_FILE, help="Where to write the new key sheet, for the courier: a new file.")
def rotate(
    config_path: Path,
    passphrase_file: Path | None,
    recovery_file: Path | None,
    shares: str | None,
    shares_out: Path | None,
    start: datetime | None,
    period: int,
    out: Path,
) -> None:
    """Make the keys of the next period, and sign a key sheet with them. The old keys go on opening."""
    from intake.desk.keys.keeping import keeping
    from intake.desk.keys.rotation import rotate as rotate_keys
    from intake.desk.unlock import open_desk

    keep = keeping(recovery_file, shares, shares_out)
    section, words = section_and_passphrase(config_path, passphrase_file)
    first: date | None = None if start is None else start.date()
    with open_desk(section, words) as desk:
        made = rotate_keys(desk, words, keep=keep, start=first, period_days=period, sheet_out=out)
    print_keys(made.ring)
    click.echo(f"sheet     until before {made.sheet.expires}: {out} (carry it to the relay before {made.start})")
    if shares_out is not None:
        click.echo(f"shares    {shares_out}. {ERASE}")


@click.command()
@config_option
@passphrase_option
@click.option("--key", "key_id", help="The key's id, as `intake keys status` shows it.")
@click.option("--period", "period", type=_DAY, help="All keys of the period that began on this day.")
@click.option("--confirm", metavar="ID", help="The key's id once more, instead of typing it when asked.")
def destroy(
    config_path: Path, passphrase_file: Path | None, key_id: str | None, period: datetime | None, confirm: str | None
) -> None:
    """Destroy an opening key: what was sealed to it and is not opened becomes unreadable."""
    from intake.desk.keys.destroying import NOT_PROMISED
    from intake.desk.unlock import open_desk

    if (key_id is None) == (period is None):
        raise click.UsageError("Give --key ID or --period DAY.")
    section, words = section_and_passphrase(config_path, passphrase_file)
    with open_desk(section, words) as desk:
        wanted = [key_id] if key_id is not None else _of_period(desk, period)
    for each in wanted:
        # Opened anew for each: the one before is gone from the file.
        with open_desk(section, words) as desk:
            _destroy(desk, words, each, confirm)
    click.echo(NOT_PROMISED)


def _destroy(desk: OpenDesk, words: str, key_id: str, confirm: str | None) -> None:
    from intake.desk.keys.destroying import destroy as destroy_key
    from intake.desk.keys.destroying import loss

    gone = loss(desk, key_id)
    click.echo(f"{gone.id}: {gone.waiting} envelopes here become unreadable for good.", err=True)
    if gone.still_comes(desk.clock().date()):
        click.echo(f"Envelopes to it may still come until {gone.taken_until}: they could not be opened.", err=True)
    typed = confirm or click.prompt("Type the key's id to destroy it", err=True)
    destroy_key(desk, words, key_id, typed=typed)
    click.echo(f"{gone.id} is destroyed on this desk.")


def _of_period(desk: OpenDesk, period: datetime | None) -> list[str]:
    from intake.desk.errors import DeskError

    keys = [key for key in desk.ring.keys if period is not None and key.start == period.date()]
    held = [base64url(key.id) for key in keys if key.id in desk.bunch.opening]
    if not held:
        raise DeskError("this desk has no opening key of a period that began then", "See `intake keys status`.")
    return held


@click.command()
@config_option
@passphrase_option
@click.option("--out", required=True, type=_FILE, help="Where to write it: a new file.")
def certificate(config_path: Path, passphrase_file: Path | None, out: Path) -> None:
    """Sign and export the identity's word for this desk's signing key, which signs receipts and published files."""
    from intake.desk.keys.signing import sign_certificate
    from intake.desk.unlock import open_desk

    section, words = section_and_passphrase(config_path, passphrase_file)
    with open_desk(section, words) as desk:
        sign_certificate(desk, words, out=out)
        click.echo(f"desk      {base64url(desk.bunch.signing.verify_key.encode())}: {out}")


def print_keys(ring: KeySheet) -> None:
    """Which keys, from when until when."""
    for key in sorted(ring.keys, key=lambda key: (key.start, key.purpose)):
        click.echo(f"{key.purpose.value:<8}  {base64url(key.id)}  {key.start} until before {key.end}")
