"""``intake relay discard``: delete what nobody ever collected."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import click

from intake.cli.opening import opened_relay
from intake.cli.options import config_option, passphrase_option
from intake.relay.clock import utc_now
from intake.relay.errors import RelayError
from intake.relay.mailbox.discarding import discard as discard_envelopes
from intake.relay.mailbox.discarding import discardable

WEEK = re.compile(r"\d{4}-W\d\d")


def _week(_: click.Context, __: click.Parameter, typed: str) -> str:
    """An ISO week as the relay writes it."""
    try:
        if WEEK.fullmatch(typed):
            date.fromisocalendar(int(typed[:4]), int(typed[6:]), 1)
            return typed
    except ValueError:
        pass
    raise click.BadParameter(f"{typed} is no ISO week, as 2026-W10 is one")


@click.command()
@config_option
@passphrase_option
@click.option("--inbox", required=True, help="Which inbox's envelopes.")
@click.option(
    "--before", required=True, callback=_week, metavar="WEEK", help="Those from before this ISO week (2026-W10)."
)
@click.option("--confirm", metavar="INBOX", help="The inbox's name once more, instead of typing it when asked.")
def discard(config_path: Path, passphrase_file: Path | None, inbox: str, before: str, confirm: str | None) -> None:
    """Delete for good the envelopes that nobody ever collected. Shows how many first, and asks.

    Nothing else deletes them, and no week can be deleted before 13 weeks have passed. Choose a quiet hour: at the end
    the database is written anew, and for that long whoever sends a form is told to try again, which the form does.
    """
    relay, today = opened_relay(config_path, passphrase_file), utc_now().date()
    found = discardable(relay, inbox, before, today)
    for week, count in found.items():
        click.echo(f"{week}  {count:>7}")
    if not found:
        click.echo(f"Nothing of {inbox} waits from before {before}: nothing was deleted.")
        return
    _confirmed(inbox, sum(found.values()), confirm)
    deleted = discard_envelopes(relay, inbox, before, today)
    click.echo(f"Deleted {deleted} of {inbox} from before {before}. Whoever sends one again hears that it is stored.")


def _confirmed(inbox: str, count: int, given: str | None) -> None:
    """Raises RelayError unless the inbox's name is given once more."""
    click.echo(f"To delete: {count}. Each is what one person answered, and nobody will ever read it.", err=True)
    if given is None and sys.stdin.isatty():
        given = click.prompt("Type the inbox's name to delete them", default="", show_default=False, err=True)
    if given != inbox:
        raise RelayError("nothing was deleted", "Type the inbox's name when asked, or give it with --confirm.")
