"""``intake desk green``: green cases that nobody decided on yet, looked at together and confirmed together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.cli.desk_unlocking import language_option, print_json, print_lines, unlocked
from intake.cli.options import config_option, json_option, passphrase_option
from intake.desk.errors import DeskError
from intake.desk.unlock import OpenDesk
from intake.desk.wording import StaffLanguage

if TYPE_CHECKING:
    from intake.desk.queue.green import Greens

_PAIR = re.compile(r"(\d{1,15})\.(\d{1,15})", re.ASCII)


@click.command()
@config_option
@passphrase_option
@json_option
@language_option
@click.option("--after", metavar="KEY", help="Go on with the list, from the key that stood below it.")
@click.argument("seen", metavar="[CASE.REVISION]...", nargs=-1)
def green(
    config_path: Path,
    passphrase_file: Path | None,
    as_json: bool,
    language: StaffLanguage,
    after: str | None,
    seen: tuple[str, ...],
) -> None:
    """List green cases with their reasons, and what was not answered quietly; or confirm those that you looked at.

    They are named as the list names them (17.3 is case 17 at its revision 3): what changed meanwhile is left alone.
    """
    pairs = _pairs(seen)
    with unlocked(config_path, passphrase_file) as desk:
        if pairs:
            _confirm(desk, pairs)
        else:
            _list(desk, language, after, as_json=as_json)


def _pairs(seen: tuple[str, ...]) -> Mapping[int, int]:
    found = [_PAIR.fullmatch(each) for each in seen]
    if None in found:
        raise click.UsageError("Name cases as the list does: 17.3 is case 17 at its revision 3.")
    return {int(pair[1]): int(pair[2]) for pair in found if pair is not None}


def _confirm(desk: OpenDesk, pairs: Mapping[int, int]) -> None:
    from intake.desk.queue.green import confirm_green

    result = confirm_green(desk, pairs)
    for case in result.done:
        click.echo(f"Case {case}: confirmed as green.")
    if result.left:
        left = ", ".join(map(str, result.left))
        raise DeskError(f"not confirmed: {left}", "Changed meanwhile, or not green and new any more. List them again.")


def _list(desk: OpenDesk, language: StaffLanguage, after: str | None, *, as_json: bool) -> None:
    from intake.desk.queue.green import look_at_green
    from intake.desk.queue.paging import Key
    from intake.desk.terminal.greens import green_lines
    from intake.desk.wording import Dictionary

    key = None if after is None else Key.read(after)
    if after is not None and key is None:
        raise click.UsageError("--after takes the key that stood below the list.")
    found = look_at_green(desk, after=key)
    if as_json:
        print_json(_members(found))
    else:
        print_lines(green_lines(found, Dictionary(desk.library, language), language))


def _members(found: Greens) -> dict[str, object]:
    names = ("revision", "code", "language", "due", "reasons")
    cases = [
        {"case": each.row.number, **{name: getattr(each.row, name) for name in names}, "answers": each.answers}
        for each in found.cases
    ]
    return {"cases": cases, "after": found.after and found.after.written()}
