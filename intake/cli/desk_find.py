"""``intake desk find``: a case by what a person says at the counter or on the telephone. It is asked for, or read from
standard input: a telephone number on the command line could be read by other programs.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from intake.cli.desk_unlocking import print_json, unlocked
from intake.cli.options import config_option, json_option, passphrase_option

ASKED = "Number, code, telephone number or e-mail address: "
SHOWN = ("code", "level", "due", "status", "language", "place", "assigned", "closed")


@click.command()
@config_option
@passphrase_option
@json_option
def find(config_path: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Find cases by number, short code, telephone number or e-mail address, which is asked for."""
    from intake.desk.queue.finding import find_cases
    from intake.desk.terminal.plain import grouped

    with unlocked(config_path, passphrase_file) as desk:
        if sys.stdin.isatty():
            click.echo(ASKED, nl=False, err=True)
        rows = find_cases(desk, sys.stdin.readline())
    if as_json:
        print_json([{"case": row.number, **{name: getattr(row, name) for name in SHOWN}} for row in rows])
        return
    for row in rows:
        line = f"case {row.number:<6}  {grouped(row.code)}  {row.level:<7}  {row.status:<11}  due {row.due or '-':<10}"
        click.echo(f"{line}  {row.language}")
    if not rows:
        click.echo("no case fits; has the last bundle been brought in?")
