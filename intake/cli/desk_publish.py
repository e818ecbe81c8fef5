"""``intake desk publish``: what everybody may read, signed for the courier to carry to the relay."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from intake.cli.desk_unlocking import language_option, print_json, print_lines, unlocked
from intake.cli.options import config_option, json_option, passphrase_option
from intake.desk.people import Role
from intake.desk.unlock import OpenDesk
from intake.desk.wording import StaffLanguage


@click.command()
@config_option
@passphrase_option
@json_option
@language_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the file: a new one.")
@click.option("--again", is_flag=True, help="Write the newest signed file once more, and sign nothing.")
def publish(
    config_path: Path,
    passphrase_file: Path | None,
    as_json: bool,
    language: StaffLanguage,
    out: Path | None,
    again: bool,
) -> None:
    """Sign what the relay may show to everybody, into the new file --out; without it, only show what that would be.

    Reading days and walk-in hours of [desk.walk_in], ambassadors counted by region and language from three up, public
    destinations of the network book, and released figures. No person.
    """
    if again and out is None:
        raise click.UsageError("--again needs --out.")
    with unlocked(config_path, passphrase_file, roles=frozenset({Role.COORDINATOR})) as desk:
        if out is None:
            _show(desk, language, as_json=as_json)
        else:
            _write(desk, out, again=again)


def _show(desk: OpenDesk, language: StaffLanguage, *, as_json: bool) -> None:
    from intake.desk.local_time import today
    from intake.desk.publishing.draft import draft_of
    from intake.desk.publishing.signing import following, newest
    from intake.desk.terminal.publishing import draft_lines, standing_line

    with desk.reading() as connection:
        draft, last = draft_of(desk, connection), newest(connection)
    day = today(desk.clock())
    if as_json:
        print_json(msgspec.to_builtins(draft.published(desk.instance.inbox, following(last, day), day)))
        return
    print_lines(draft_lines(draft, language))
    click.echo(standing_line(last, desk.clock()))


def _write(desk: OpenDesk, out: Path, *, again: bool) -> None:
    from intake.desk.errors import DeskError
    from intake.desk.folder import write_new
    from intake.desk.publishing.signing import newest, publish

    if not again:
        click.echo(f"{publish(desk, out=out).sequence}: {out}")
        return
    with desk.reading() as connection:
        last = newest(connection)
    if last is None:
        raise DeskError("nothing was published yet", "Without --again this makes the first file.")
    write_new(out, last.file)
    click.echo(f"{last.sequence}: {out}")
