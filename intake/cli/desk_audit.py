"""``intake desk audit``: the audit trail, by command."""

from __future__ import annotations

from pathlib import Path

import click

from intake.cli.desk_unlocking import print_json, print_lines, unlocked
from intake.cli.options import config_option, json_option, passphrase_option


@click.group()
def audit() -> None:
    """The audit trail: who did what, when, with which case, and why."""


@audit.command()
@config_option
@passphrase_option
@json_option
@click.option(
    "--receipt",
    "receipts",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="A receipt that this desk signed, kept elsewhere; may be given several times.",
)
@click.option("--head", "heads", multiple=True, metavar="CODE", help="The head of a printed sheet, as it stands there.")
def verify(
    config_path: Path, passphrase_file: Path | None, receipts: tuple[Path, ...], heads: tuple[str, ...], as_json: bool
) -> None:
    """Walk the whole audit trail, and say up to which anchor it is proven.

    Exit 1 where an entry is wrong, or an anchor is not in it: then entries were cut off, or an older copy was put back.
    """
    from intake.desk.terminal.trail import verified_lines, verified_members
    from intake.desk.trail.anchors import from_paper, from_receipt_file
    from intake.desk.trail.verifying import verify as verify_trail

    with unlocked(config_path, passphrase_file) as desk:
        given = [from_receipt_file(desk, path) for path in receipts] + [from_paper(text) for text in heads]
        found = verify_trail(desk, given)
    if as_json:
        print_json(verified_members(found))
    else:
        print_lines(verified_lines(found))
