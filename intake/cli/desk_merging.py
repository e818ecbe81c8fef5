"""``intake desk merge|unmerge``: cases of one person, compared and put together by whoever saw that it is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from sqlalchemy import Connection

from intake.cli.desk_deed import case_argument, do, looked, read_words, words_option
from intake.cli.desk_unlocking import language_option, print_json, print_lines
from intake.cli.options import config_option, json_option, passphrase_option
from intake.desk.unlock import OpenDesk
from intake.desk.wording import StaffLanguage

if TYPE_CHECKING:
    from intake.desk.casework.merging import Other
    from intake.desk.wording import Dictionary


@click.command()
@config_option
@passphrase_option
@json_option
@language_option
@case_argument
@click.argument("other", required=False)
def merge(
    config_path: Path,
    passphrase_file: Path | None,
    as_json: bool,
    language: StaffLanguage,
    case: str,
    other: str | None,
) -> None:
    """Put OTHER together with CASE, which stands; without OTHER, compare CASE with those of its card or number.

    The same number alone does not mean the same person: families share telephones.
    """
    if other is None:
        _compare(config_path, passphrase_file, case, language, as_json=as_json)
        return

    def deed(desk: OpenDesk, connection: Connection, stands: int, seen: int) -> int:
        from intake.desk.cases import find_case
        from intake.desk.casework.merging import merge as put_together
        from intake.desk.casework.revision import revision_of

        goes = find_case(connection, other)
        return put_together(desk, connection, stands, seen, goes, revision_of(connection, goes))

    do(config_path, passphrase_file, case, deed)


@click.command()
@config_option
@passphrase_option
@words_option
@case_argument
def unmerge(config_path: Path, passphrase_file: Path | None, path: Path, case: str) -> None:
    """Take CASE out of the one it was merged into. The reason is read from --file, and becomes a note."""
    from intake.desk.casework.merging import unmerge as take_apart

    do(config_path, passphrase_file, case, take_apart, read_words(path))


def _compare(
    config_path: Path, passphrase_file: Path | None, case: str, language: StaffLanguage, *, as_json: bool
) -> None:
    from intake.desk.casework.merging import look_at_alike
    from intake.desk.wording import Dictionary

    def read(desk: OpenDesk, connection: Connection, number: int) -> tuple[list[Other], list[str]]:
        own, others = look_at_alike(desk, connection, number)
        return [own, *others], list(_lines(own, others, Dictionary(desk.library, language)))

    compared, lines = looked(config_path, passphrase_file, case, read)[1]
    print_json(compared) if as_json else print_lines(lines)


def _lines(own: Other, others: list[Other], dictionary: Dictionary) -> Iterator[str]:
    """One below the other, with what tells persons apart: dates, language, age, safe times, reasons."""
    yield from _lines_of(own, [], dictionary)
    for each in others:
        why = [words for fits, words in ((each.same_card, "same card"), (each.same_line, "same number")) if fits]
        yield from _lines_of(each, why, dictionary)
    if not others:
        yield "no other case has its card or number"


def _lines_of(each: Other, why: list[str], dictionary: Dictionary) -> Iterator[str]:
    from intake.desk.terminal.plain import plain

    more = [*why, *([f"merged into case {each.merged}"] if each.merged else [])]
    yield f"case {each.number}  {', '.join(more)}".rstrip()
    yield f"       filled in {each.sealed_at}, arrived {each.arrived}, {each.language}, age {each.age or '-'}"
    yield f"       {each.level}, due {each.due or '-'}, {each.status}"
    yield f"       contact {each.reach or '-'}, {each.times or '-'}"
    wording = dictionary.of(each.questionnaire, each.version)
    yield from (f"       {reason.rule} {plain(wording.reason(reason))}" for reason in each.reasons)
