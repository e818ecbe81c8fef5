"""``intake relay status``: what waits, and what needs attention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap

import click
import msgspec

from intake.cli.opening import opened_relay
from intake.cli.options import config_option, json_option, passphrase_option
from intake.relay.attention import Concern
from intake.relay.clock import utc_now
from intake.relay.status import InboxStatus, RelayStatus, whole_status

WIDTH = 88


@click.command()
@config_option
@passphrase_option
@json_option
def status(config_path: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Per inbox: what waits, the last bundle and receipt; and what needs attention, how urgently, and what to do."""
    relay = opened_relay(config_path, passphrase_file)
    found = whole_status(relay, utc_now().date())
    click.echo(msgspec.json.encode(found).decode() if as_json else "\n".join(_lines(found)))


def _lines(found: RelayStatus) -> Iterator[str]:
    yield from _warned("", found.warnings)
    for inbox in found.inboxes:
        yield from _inbox(inbox)
        yield from _warned("  ", inbox.warnings)


def _inbox(inbox: InboxStatus) -> list[str]:
    return [
        inbox.inbox,
        f"  envelopes   {inbox.waiting} waiting{_of(inbox.oldest_waiting)}, {inbox.stored} stored{_of(inbox.oldest)}",
        f"  bundle      {inbox.bundle or 'none'}{_in(inbox.bundle_week)}",
        f"  receipt     {inbox.receipt or 'none'}{_in(inbox.receipt_week)}",
        f"  key sheet   {f'until {inbox.sheet_expires}' if inbox.sheet_expires else 'none'}",
    ]


def _of(week: str | None) -> str:
    return f" (the oldest of {week})" if week else ""


def _in(week: str | None) -> str:
    return f", in {week}" if week else ""


def _warned(indent: str, concerns: Iterable[Concern]) -> Iterator[str]:
    for concern in concerns:
        yield f"{indent}{concern.level.upper():<12}{concern.says}"
        yield from (f"{indent}{'':<12}{line}" for line in wrap(concern.do, WIDTH))
