"""``intake desk retention`` and ``intake desk erased``: what goes after its term, and the list of what went."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from intake.cli.desk_unlocking import print_json, print_lines, unlocked
from intake.cli.options import config_option, json_option, passphrase_option

_TERMS = ("green", "declined", "closed", "sealed")


@click.command()
@config_option
@passphrase_option
@json_option
@click.option("--apply", "applied", is_flag=True, help="Erase it. Without this, only show what would go.")
@click.option("--only", multiple=True, type=click.Choice(_TERMS), help="Of this term only; may be given several times.")
def retention(
    config_path: Path, passphrase_file: Path | None, as_json: bool, applied: bool, only: tuple[str, ...]
) -> None:
    """Show what was kept for its term ([desk.retention]); with --apply, erase it for good.

    Take what must be kept over into the GGD's own file before: nothing brings a case back.
    """
    from intake.desk.retention.applying import erase_what_waits, what_waits
    from intake.desk.retention.terms import Term

    chosen = only or _TERMS
    with unlocked(config_path, passphrase_file) as desk:
        if applied:
            erased = erase_what_waits(
                desk, [Term(each) for each in chosen if each != "sealed"], sealed="sealed" in chosen
            )
            print_json(erased) if as_json else print_lines(_gone(erased.cases, erased.envelopes, erased.damaged))
            return
        waiting = what_waits(desk)
    if as_json:
        print_json(waiting)
        return
    for term in Term:
        numbers = [each.case for each in waiting.of(term)]
        click.echo(f"{term.value:9} {len(numbers)} cases{_listed(numbers)}")
    click.echo(f"sealed    {waiting.envelopes} envelopes set aside or parked, {waiting.damaged} damaged")
    if waiting.meldcode:
        click.echo(f"left alone, for they have a record of the reporting code: {_listed(waiting.meldcode)[2:]}")
    click.echo("Nothing was erased. Take over what must be kept, then run it with --apply.")


@click.command()
@config_option
@passphrase_option
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="A new file.")
def erased(config_path: Path, passphrase_file: Path | None, out: Path) -> None:
    """Write the list of what was erased, to keep beside the backups: `intake desk restore --erased` needs it."""
    from intake.desk.folder import refuse_unwritable, write_new
    from intake.desk.retention.erased import erased_list

    refuse_unwritable(out)
    with unlocked(config_path, passphrase_file) as desk:
        write_new(out, erased_list(desk))
    click.echo(f"the list is in {out}; keep it beside the backups, and make it anew after each erasure")


def _gone(numbers: tuple[int, ...], envelopes: int, pieces: int) -> Iterator[str]:
    yield f"erased: {len(numbers)} cases{_listed(numbers)}"
    yield f"erased: {envelopes} sealed envelopes, {pieces} damaged ones"
    yield "Older backups still hold them. Make a new one, destroy the old ones in time, and run `intake desk erased`."


def _listed(numbers: tuple[int, ...] | list[int]) -> str:
    return f": {', '.join(map(str, numbers))}" if numbers else ""
