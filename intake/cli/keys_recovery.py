"""``intake keys split``, ``recover`` and ``drill``: the recovery key on paper, and back."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from intake.cli.desk_unlocking import section_and_passphrase
from intake.cli.options import config_option, passphrase_option, read_passphrase
from intake.cli.screen import another_screen
from intake.config import Desk

if TYPE_CHECKING:
    from intake.desk.keys.shares import Share
    from intake.desk.opening import OpeningKey
    from intake.envelope.sheet import KeySheet

F = TypeVar("F", bound=Callable[..., object])
_FILE = click.Path(path_type=Path, dir_okay=False)

ERASE = "Print it, then erase the file: whoever has it has the key. A printer may remember what it printed."

share_option = click.option(
    "--share-file",
    "share_files",
    type=_FILE,
    multiple=True,
    help="A share as text; once for each. Else: asked.",
)
recovery_passphrase_option = click.option(
    "--recovery-passphrase-file",
    type=_FILE,
    help="First line: the recovery file's passphrase, where it differs.",
)


def keeping_options(command: F) -> F:
    """Where a new recovery key goes: ``--recovery-file``, or ``--shares`` with ``--shares-out``."""
    for option in (
        click.option("--shares-out", type=_FILE, help="Where to write the shares: FILE.pdf, or FILE.html to print."),
        click.option("--shares", metavar="K-of-N", help="Print the recovery key in N shares, of which K are needed."),
        click.option(
            "--recovery-file",
            type=_FILE,
            help="Where to write the recovery key, locked: on a stick that goes into a safe.",
        ),
    ):
        command = option(command)
    return command


@click.command()
@config_option
@passphrase_option
@recovery_passphrase_option
@click.option("--recovery-file", required=True, type=_FILE, help="The locked file to split.")
@click.option("--shares", required=True, metavar="K-of-N", help="N shares, of which K are needed.")
@click.option("--shares-out", required=True, type=_FILE, help="Where: FILE.pdf, or FILE.html to print.")
def split(
    config_path: Path,
    passphrase_file: Path | None,
    recovery_passphrase_file: Path | None,
    recovery_file: Path,
    shares: str,
    shares_out: Path,
) -> None:
    """Print the recovery key of a locked file in paper shares."""
    from intake.desk.keys.keeping import keeping
    from intake.desk.keys.splitting import split_and_record
    from intake.desk.unlock import open_desk

    keep = keeping(None, shares, shares_out)
    keep.look_first()
    section, words = section_and_passphrase(config_path, passphrase_file)
    with open_desk(section, words) as desk:
        key = _from_file(recovery_file, recovery_passphrase_file, words, desk.ring)
        split_and_record(desk, key, keep)
    click.echo(f"{shares_out}: {shares} shares. {ERASE}")
    click.echo(f"Once the shares are tried (`intake keys drill`), destroy {recovery_file}.")


@click.command()
@config_option
@passphrase_option
@share_option
def drill(config_path: Path, passphrase_file: Path | None, share_files: tuple[Path, ...]) -> None:
    """Prove that the paper shares work, without touching an envelope, a case or a key."""
    from intake.desk.keys.recovery import hold_drill
    from intake.desk.unlock import open_desk
    from intake.envelope.encoding import base64url

    section, words = section_and_passphrase(config_path, passphrase_file)
    with open_desk(section, words) as desk:
        shares = _shares(share_files)
        entry = hold_drill(desk, shares)
    click.echo(f"recovery  {base64url(entry.id)}  {entry.start} until before {entry.end}")
    click.echo("These shares open what is sealed to this key. That is written down; the key is forgotten.")


@click.command()
@config_option
@passphrase_option
@recovery_passphrase_option
@share_option
@click.option("--recovery-file", type=_FILE, help="The locked file, where the key is not on paper.")
@click.option("--sheet", type=_FILE, help="A key sheet that names the key, where this desk's own ring does not.")
@click.option("--name", help="Whose slot it will be, where the desk's locked file is lost: a name in identity.locked.")
def recover(
    config_path: Path,
    passphrase_file: Path | None,
    recovery_passphrase_file: Path | None,
    share_files: tuple[Path, ...],
    recovery_file: Path | None,
    sheet: Path | None,
    name: str | None,
) -> None:
    """Take in the recovery key when the desk key is lost, so that this desk opens what was sealed."""
    from intake.desk.folder import Folder
    from intake.desk.keys.recovery import from_shares

    section, words = section_and_passphrase(config_path, passphrase_file)
    named = _ring(section, sheet)
    if recovery_file is not None:
        key = _from_file(recovery_file, recovery_passphrase_file, words, named)
    else:
        key = from_shares(_shares(share_files), named)
    if Folder(section.data).desk.exists():
        _take_in(section, words, key)
    else:
        _begin_again(section, words, key, name)


def _take_in(section: Desk, words: str, key: OpeningKey) -> None:
    from intake.desk.keys.recovery import take_in
    from intake.desk.unlock import open_desk
    from intake.envelope.encoding import base64url

    with open_desk(section, words) as desk:
        added = take_in(desk, words, key)
    click.echo(f"This desk opens with the recovery key {base64url(key.id)} too. New cases from before: {added}.")


def _begin_again(section: Desk, words: str, key: OpeningKey, name: str | None) -> None:
    from intake.desk.folder import Folder
    from intake.desk.keys.ceremony import Slot
    from intake.desk.keys.recovery import begin_again
    from intake.locked import slots

    folder = Folder(section.data)
    begin_again(section, Slot(name or slots(folder.identity)[0], words), key)
    click.echo("New daily keys are made, and the recovery key opens what was sealed.")
    if folder.database.exists():
        click.echo(f"The key of {folder.database} was lost with the old ones: move it away.")
    click.echo("Now: `intake desk init`, import again what the relay still holds, then `intake keys rotate`.")


def _ring(section: Desk, sheet: Path | None) -> KeySheet:
    from intake.desk.folder import Folder, read
    from intake.desk.keys.ring import read_ring
    from intake.envelope.sheet import read_sheet

    if sheet is None:
        return read_ring(Folder(section.data), inbox=section.inbox)
    return read_sheet(read(sheet, "Is the path right, and may you read it?"))


def _from_file(path: Path, passphrase_file: Path | None, words: str, named: KeySheet) -> OpeningKey:
    from intake.desk.keys.recovery import from_file
    from intake.locked import LockedFileError, unlock

    if passphrase_file is not None:
        return from_file(unlock(path, read_passphrase(passphrase_file)), named)
    try:
        return from_file(unlock(path, words), named)
    except LockedFileError:
        if not os.isatty(0):
            raise
    return from_file(unlock(path, read_passphrase(None, prompt="Passphrase of the recovery file")), named)


def _shares(files: Sequence[Path]) -> list[Share]:
    from intake.desk.errors import DeskError
    from intake.desk.folder import read
    from intake.desk.keys.shares import Share, missing

    shares = [Share.read(read(file, "Is the path right?").decode("utf-8", "replace")) for file in files]
    if files or not os.isatty(0):
        return shares
    with another_screen():
        while missing(shares) > 0:
            try:
                shares.append(Share.read(_typed(shares)))
            except DeskError as error:
                click.echo(f"{error.message}. {error.hint}", err=True)
    return shares


def _typed(shares: Sequence[Share]) -> str:
    if shares:
        click.echo(f"That was share {shares[-1].number}; {shares[0].needed} are needed.", err=True)
    typed: str = click.prompt("The words of a share, or the first four letters of each", err=True)
    return typed
