"""``intake network card`` and ``letter``: introducing ambassadors, as PDF."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.files import refuse_existing, write_new
from intake.cli.network_deed import deed
from intake.cli.options import config_option, passphrase_option

language_option = click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
out_option = click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="A new file.")
ids_argument = click.argument("ambassadors", metavar="ID...", nargs=-1, required=True)


@click.command()
@config_option
@passphrase_option
@language_option
@out_option
@click.option("--copies", type=click.IntRange(1, 50), default=1, show_default=True, help="Of each card.")
@ids_argument
def card(
    config_path: Path, passphrase_file: Path | None, language: str, out: Path, copies: int, ambassadors: tuple[str, ...]
) -> None:
    """Cards of introduction, ten on a sheet of A4 to cut. Refused without papers that hold."""
    _print(config_path, passphrase_file, "card", ambassadors, language, out, copies)


@click.command()
@config_option
@passphrase_option
@language_option
@out_option
@ids_argument
def letter(
    config_path: Path, passphrase_file: Path | None, language: str, out: Path, ambassadors: tuple[str, ...]
) -> None:
    """A letter of introduction, a page for each ambassador. Refused without papers that hold."""
    _print(config_path, passphrase_file, "letter", ambassadors, language, out)


def _print(
    config_path: Path,
    passphrase_file: Path | None,
    kind: str,
    ambassadors: tuple[str, ...],
    language: str,
    out: Path,
    copies: int = 1,
) -> None:
    from sqlalchemy import Connection

    from intake.network.introducing.frame import pdf
    from intake.network.introducing.making import introduction, print_introduction
    from intake.network.unlock import OpenNetwork

    refuse_existing(out)

    def work(network: OpenNetwork, connection: Connection) -> None:
        made = introduction(network, connection, kind, ambassadors, language, copies)
        print_introduction(network, connection, made, pdf, lambda data: write_new(out, data))

    deed(config_path, passphrase_file, work)
    click.echo(str(out))
