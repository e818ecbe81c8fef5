"""``intake desk network``: what the network book has, and bringing a newer one in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from intake.cli.desk_unlocking import print_json, print_lines, unlocked
from intake.cli.options import config_option, json_option, passphrase_option
from intake.desk.errors import DeskError

if TYPE_CHECKING:
    from intake.desk.network.changes import Changes
    from intake.desk.network.kept import Kept
    from intake.desk.network.showing import Person, Place
    from intake.desk.network.taking_in import Offered

REASONS = ("new-computer", "other-organisation", "key-lost", "mistake")


@click.group()
def network() -> None:
    """The network book: who can help, as its coordinator exported it."""


@network.command("import")
@config_option
@passphrase_option
@click.option("--look", is_flag=True, help="Only say what it would change.")
@click.option("--fingerprint", metavar="F", help="Of its key, as the coordinator read it out: needed the first time.")
@click.option("--replace", "reason", type=click.Choice(REASONS), help="Believe another book from now on, and why.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def import_(
    config_path: Path, passphrase_file: Path | None, look: bool, fingerprint: str | None, reason: str | None, file: Path
) -> None:
    """Bring the FILE of the network's coordinator in, in the place of the book of now."""
    from intake.desk.local_time import today
    from intake.desk.network.taking_in import look_at_file, take_in

    data = _read(file)
    with unlocked(config_path, passphrase_file) as desk, desk.writing() as connection:
        if look:
            found = look_at_file(connection, data, today(desk.clock()))
        else:
            found = take_in(desk, connection, data, compared=fingerprint, reason=reason)
    print_lines(_told(found))
    click.echo("Nothing was taken in." if look else "Taken in.")


@network.command()
@config_option
@passphrase_option
@json_option
@click.option("--language", metavar="TAG", help="Only ambassadors who speak this.")
@click.option("--kind", metavar="KIND", help="Only destinations of this kind, as GP.")
@click.option("--place", metavar="CODE", help="Only destinations that serve this municipality, as GM0363.")
def show(
    config_path: Path,
    passphrase_file: Path | None,
    as_json: bool,
    language: str | None,
    kind: str | None,
    place: str | None,
) -> None:
    """Show the book: how old it is, destinations, ambassadors. That somebody looked is recorded."""
    from intake.desk.audit import Action
    from intake.desk.local_time import today
    from intake.desk.network.kept import read_kept

    with unlocked(config_path, passphrase_file) as desk, desk.writing() as connection:
        kept = read_kept(connection)
        if kept is None:
            raise DeskError("no network book was brought in yet", "Bring one in: intake desk network import FILE.")
        desk.record(connection, Action.NETWORK_VIEWED, {"sequence": kept.book.sequence})
        now = today(desk.clock())
    if as_json:
        print_json(
            {"fingerprint": kept.fingerprint, "imported": kept.imported, "old": kept.old(now), "book": kept.book}
        )
        return
    from intake.desk.network import showing

    print_lines(_head(kept, old=kept.old(now)))
    print_lines(_places(showing.places(kept.book, now, kind=kind, place=place)))
    print_lines(_people(showing.people(kept.book, now, language=language)))


def _read(file: Path) -> bytes:
    from intake.exchange.files import LARGEST

    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError:
        raise DeskError(f"cannot read {file}", "Give the file that the network's coordinator gave you.") from None


def _told(found: Offered) -> Iterator[str]:
    from intake.desk.terminal.plain import plain

    book = found.book
    yield f"{plain(book.organisation)}, export {book.sequence} of {book.issued}, key {found.fingerprint}"
    for name, changes in (("destinations", found.destinations), ("ambassadors", found.ambassadors)):
        yield f"{name}: {_counted(changes)}"


def _counted(changes: Changes) -> str:
    return f"{len(changes.new)} new, {len(changes.changed)} changed, {len(changes.gone)} gone"


def _head(kept: Kept, *, old: bool) -> Iterator[str]:
    from intake.desk.terminal.plain import plain

    book = kept.book
    yield f"{plain(book.organisation)}, export {book.sequence} of {book.issued}, key {kept.fingerprint}"
    if old:
        yield "THIS BOOK IS OLD: more than 30 days. Ask the coordinator for a new file."


def _places(found: list[Place]) -> Iterator[str]:
    from intake.desk.terminal.plain import plain

    yield f"\n{len(found)} destinations"
    for place in found:
        each = place.destination
        weeks = "" if each.waiting_intake is None else f", {each.waiting_intake} weeks"
        told = f" (told on {each.reported_on})" if weeks and each.reported_on else ""
        stale = "  TO BE CHECKED" if place.stale else ""
        yield f"  {each.id}  {each.kind:<9} {plain(each.name)}{weeks}{told}{stale}"


def _people(found: list[Person]) -> Iterator[str]:
    from intake.desk.network.words import HINDERED
    from intake.desk.terminal.plain import plain

    yield f"\n{len(found)} ambassadors"
    for person in found:
        each = person.ambassador
        spoken = " ".join(spoken.tag for spoken in each.languages)
        hindered = "".join(f"; {HINDERED[rule]}" for rule in person.hindered)
        hours = f"{each.minutes / 60:.1f} of {each.most_minutes // 60} hours, {each.waiting} open"
        yield f"  {each.id}  {plain(each.name)}: {each.gender}, {each.place}, {spoken}; {hours}{hindered}"
