"""``intake desk match CASE``: who could help, from the network book, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.cli.desk_deed import case_argument
from intake.cli.desk_unlocking import print_json, print_lines, unlocked
from intake.cli.options import config_option, json_option, passphrase_option
from intake.desk.errors import DeskError

if TYPE_CHECKING:
    from intake.desk.matching.matching import Matches
    from intake.desk.matching.proposing import Proposal
    from intake.desk.matching.saying import Said


@click.command()
@config_option
@passphrase_option
@json_option
@case_argument
def match(config_path: Path, passphrase_file: Path | None, as_json: bool, case: str) -> None:
    """Propose who could help in CASE: the few who fit best, and why. Rules suggest; a nurse chooses.

    Choose with `intake desk refer`: destination = "D-..." or "A-...". What was proposed is in the audit trail, by
    numbers of the book.
    """
    from intake.desk.audit import Action
    from intake.desk.cases import read_case
    from intake.desk.matching.proposing import propose
    from intake.desk.network.kept import read_kept

    with unlocked(config_path, passphrase_file) as desk, desk.writing() as connection:
        found = read_case(connection, case)
        proposal = propose(desk, connection, found, read_kept(connection))
        if proposal is None:
            raise DeskError(
                "nobody can be proposed for this case", "Is it closed, or was no network book brought in yet?"
            )
        desk.record(connection, Action.CASE_VIEWED, proposal.matches.ids, case=found.number)
    print_json(_members(proposal)) if as_json else print_lines(_lines(proposal))


def _lines(proposal: Proposal) -> Iterator[str]:
    from intake.desk.matching.rules import WHY
    from intake.desk.terminal.plain import flat, plain

    matches = proposal.matches
    yield from _beware(proposal)
    for helper in matches.ambassadors:
        yield f"{helper.ambassador.id}  {plain(helper.ambassador.name)}"
        yield from (f"    ASK FIRST: {flat(each)}" for each in _words(helper.asks))
        yield f"    {flat('; '.join(_words(helper.reasons)))}"
    if matches.fitting > len(matches.ambassadors):
        yield f"{matches.fitting - len(matches.ambassadors)} more fit."
    for rule, count in matches.why_not.items():
        yield f"not proposed, {count}: {WHY[rule]}"
    yield ""
    for each in matches.destinations:
        yield f"{each.destination.id}  {plain(each.destination.name)} ({each.destination.kind})"
        yield f"    {flat('; '.join(_words(each.reasons)))}"


def _beware(proposal: Proposal) -> Iterator[str]:
    from intake.desk.terminal.plain import flat

    matches, wanted = proposal.matches, proposal.wanted
    if proposal.old:
        yield "THE BOOK IS OLD: more than 30 days."
    if matches.unwanted:
        yield "The person wants nobody to go along: nobody is proposed."
    elif wanted.wish is None:
        yield "The person did not say whether somebody may go along: ask first."
    if wanted.exclusions:
        yield f"Who it must not be: {flat(wanted.exclusions)} (names were compared word by word; look yourself too)"
    if matches.lost:
        yield f"Whom the person does not want, and who is not in this book: {', '.join(matches.lost)}. Ask who it was."
    if matches.earlier_month:
        yield "The book is of an earlier month: the hours of this month are not in it."
    if matches.few:
        yield "Fewer than three people fit: the person may be recognised. Offer another town, or the telephone."
    elif not matches.ambassadors and not matches.unwanted:
        yield "Nobody in the book fits."


def _members(proposal: Proposal) -> dict[str, object]:
    matches = proposal.matches
    helpers = [
        {"id": each.ambassador.id, "reasons": _words(each.reasons), "ask_first": _words(each.asks)}
        for each in matches.ambassadors
    ]
    care = [{"id": each.destination.id, "reasons": _words(each.reasons)} for each in matches.destinations]
    return {"ambassadors": helpers, "destinations": care, **_counts(matches), "book_old": proposal.old}


def _counts(matches: Matches) -> dict[str, object]:
    why_not = {rule.value: count for rule, count in matches.why_not.items()}
    found = {"fitting": matches.fitting, "few": matches.few, "unwanted": matches.unwanted}
    return found | {"why_not": why_not, "other_languages": matches.others}


def _words(reasons: Iterable[Said]) -> list[str]:
    """In English, as every command."""
    from intake.desk.matching.saying import LANGUAGE, PLACE
    from intake.places.municipalities import load_municipalities
    from intake.questionnaire.naming import language_name

    def named(which: str, value: str) -> str:
        if which == LANGUAGE:
            return language_name(value, "en")
        found = load_municipalities().by_code.get(value) if which == PLACE else None
        return value if found is None else found.name

    return [each.words(str, named) for each in reasons]
