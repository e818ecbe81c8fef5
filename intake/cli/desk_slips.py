"""``intake desk slips|outcomes``: what ambassadors are asked, as a file for the network book, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.cli.desk_unlocking import print_json, print_lines, unlocked
from intake.cli.options import config_option, json_option, passphrase_option

if TYPE_CHECKING:
    from intake.desk.slips.kept import KeptSlip

HERE = ("number", "case", "referral", "slip", "ambassador", "at", "carried", "outcome", "outcome_on", "minutes")


@click.command()
@config_option
@passphrase_option
@json_option
@click.option("--again", is_flag=True, help="Also those that went out already, and of which nothing came yet.")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
def slips(config_path: Path, passphrase_file: Path | None, as_json: bool, again: bool, file: Path | None) -> None:
    """Write the slips that wait into FILE, signed, for the coordinator of the network book; without FILE list them.

    `intake desk letter --kind ambassador` makes a slip. A person who took their consent back is in no file.
    """
    from intake.desk.folder import refuse_unwritable, write_new
    from intake.desk.slips.carrying import carry
    from intake.desk.slips.reading import read_slips

    if file is None:
        with unlocked(config_path, passphrase_file) as desk:
            found = read_slips(desk)
        print_json([_members(each) for each in found]) if as_json else print_lines(_lines(found))
        return
    refuse_unwritable(file)
    with unlocked(config_path, passphrase_file) as desk:
        count, _ = carry(desk, lambda data: write_new(file, data), again=again)
    click.echo(f"{count} slips: {file}")


@click.command()
@config_option
@passphrase_option
@json_option
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def outcomes(config_path: Path, passphrase_file: Path | None, as_json: bool, file: Path) -> None:
    """Bring in what came of slips: FILE of the network book. No state changes by it: see `intake desk slips`."""
    from intake.desk.folder import read
    from intake.desk.slips.outcomes import take_outcomes

    data = read(file, "Give the file that the network book wrote.")
    with unlocked(config_path, passphrase_file) as desk:
        taken = take_outcomes(desk, data)
    if as_json:
        print_json(taken)
        return
    click.echo(f"{taken.noted} noted, {taken.same} known already")
    if taken.cases:
        click.echo(f"look at: cases {', '.join(map(str, taken.cases))}")
    for slip in taken.unknown:
        click.echo(f"{slip}: no slip of this desk; its case may have been erased")


def _lines(found: Sequence[KeptSlip]) -> Iterator[str]:
    """Without a name: the case says who it is about."""
    for each in found:
        went = f"went {each.carried[:10]}" if each.carried else "not carried yet"
        came = f"{each.outcome} on {each.outcome_on}" if each.outcome else went
        yield f"{each.slip}  case {each.case:<6}  {each.ambassador}  referral {each.state:<9}  {came}"
        if each.untold:
            yield "            CONSENT WITHDRAWN: tell the coordinator of the network"
        elif not each.goes_along and not each.outcome:
            yield "            stays here: the person does not agree any more, or it is over"


def _members(each: KeptSlip) -> dict[str, object]:
    return {name: getattr(each, name) for name in HERE} | {
        "state": each.state.value,
        "untold": each.untold,
        "suggested": each.step.value if each.step else None,
        "another": each.another,
        "again": each.again,
    }


SLIPS = (slips, outcomes)
