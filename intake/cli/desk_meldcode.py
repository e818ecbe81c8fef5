"""``intake desk meldcode``: the record of the reporting code. It sends nothing and decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.cli.desk_deed import case_argument, do, read_words
from intake.cli.desk_fields import fields_option, read_texts
from intake.cli.desk_unlocking import print_json, print_lines, unlocked
from intake.cli.options import config_option, json_option, passphrase_option

if TYPE_CHECKING:
    from intake.desk.casework.meldcode import Record, Step

CHOICES = ("outcome", "suspicion", "danger", "help", "accepted", "result")


@click.command()
@config_option
@passphrase_option
@json_option
@click.option("--step", type=click.IntRange(1, 5), help="Write this step down: its text is read from --text-file.")
@click.option(
    "--text-file",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default="-",
    help="Where the text stands; standard input where it is left out.",
)
@fields_option
@case_argument
def meldcode(
    config_path: Path,
    passphrase_file: Path | None,
    as_json: bool,
    step: int | None,
    text_file: Path,
    fields: Path | None,
    case: str,
) -> None:
    """Show the record of the reporting code of CASE, the look recorded; or write down one step with --step.

    --fields may hold what was chosen: outcome, and with step 5 suspicion, danger, help, accepted, result.
    """
    from intake.desk.casework.meldcode import write_step

    if step is None:
        _show(config_path, passphrase_file, case, as_json=as_json)
        return
    typed = {} if fields is None else read_texts(fields, CHOICES, of="a step")
    do(config_path, passphrase_file, case, write_step, step, typed | {"text": read_words(text_file)})


def _show(config_path: Path, passphrase_file: Path | None, case: str, *, as_json: bool) -> None:
    from intake.desk.cases import find_case
    from intake.desk.casework.meldcode import look_at_record

    with unlocked(config_path, passphrase_file) as desk, desk.writing() as connection:
        record = look_at_record(desk, connection, find_case(connection, case))
    if as_json:
        print_json({"steps": list(record.steps.values()), "earlier": record.earlier, "missing": record.missing})
    else:
        print_lines(_lines(record))


def _lines(record: Record) -> Iterator[str]:
    for each in record.steps.values():
        yield from _step(each)
    if record.missing:
        yield f"not written yet: {', '.join(map(str, record.missing))}"
    if record.earlier:
        yield "written before:"
    for each in record.earlier:
        yield from _step(each)


def _step(each: Step) -> Iterator[str]:
    from intake.desk.terminal.plain import plain

    yield f"step {each.step}  {each.at}  {plain(each.actor)}"
    chosen = [*filter(None, [each.outcome]), *(f"{name}: {answer}" for name, answer in each.weighed.items())]
    if chosen:
        yield f"       {', '.join(chosen)}"
    yield from (f"       {plain(line)}" for line in each.text.splitlines())
