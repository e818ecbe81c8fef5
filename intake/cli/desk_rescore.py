"""``intake desk rescore``: rules that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.cli.desk_unlocking import print_lines, unlocked
from intake.cli.options import config_option, passphrase_option

if TYPE_CHECKING:
    from intake.desk.rescoring.changes import Changes, Verdict


@click.command()
@config_option
@passphrase_option
@click.option("--apply", "applied", is_flag=True, help="Take the rules in. Without this, only show what would change.")
@click.option("--reason", help="With --apply: who decided on the new rules, and when.")
def rescore(config_path: Path, passphrase_file: Path | None, applied: bool, reason: str | None) -> None:
    """Show what changed rules of a questionnaire would make of the open cases; with --apply, judge these again.

    A case that a nurse decided on keeps its level and its date.
    """
    from intake.desk.rescoring.applying import preview
    from intake.desk.rescoring.applying import rescore as judge_again

    if applied and not reason:
        raise click.UsageError("--apply needs a --reason: who decided on the new rules, and when.")
    with unlocked(config_path, passphrase_file) as desk:
        found = judge_again(desk, reason or "") if applied else preview(desk)
    print_lines(_lines(found))
    if found and not applied:
        click.echo("Nothing was changed. Take the rules in with --apply --reason.")


def _lines(found: Sequence[Changes]) -> Iterator[str]:
    if not found:
        yield "no rules wait to be taken in"
    for each in found:
        yield f"{' '.join(each.version)}: {each.looked_at} open cases, {len(each.moving)} change place"
        for change in each.moving:
            yield f"  case {change.case}: {_said(change.before)} -> {_said(change.after)}"
        for change in each.decided:
            yield f"  case {change.case}: stays {_said(change.before)}, as a nurse decided; rules: {change.after.level}"


def _said(verdict: Verdict) -> str:
    return f"{verdict.level} ({verdict.due or 'no contact'})"
