"""What needs somebody's attention, how urgently, and what to do: from weeks, dates and sizes, as `status` finds them.

Nothing here says anything about one person, link or envelope.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from intake.config import Inbox, Relay
from intake.errors import ConfigError
from intake.relay.clock import iso_week
from intake.relay.telling.rounds import DAYS
from intake.relay.telling.settings import check_mail


class Level(StrEnum):
    """How long it may wait: for the next time somebody is at it, for days, not at all."""

    NOTICE = "notice"
    WARNING = "warning"
    URGENT = "urgent"


class Concern(msgspec.Struct, frozen=True):
    """``says`` what is the matter, ``do`` what to do about it."""

    level: Level
    says: str
    do: str


WAITING_WEEKS = (
    (8, Level.URGENT),  # links of that time send no more: nobody could answer again with the same card
    (4, Level.WARNING),  # who asked for a talk has waited a month, and the link does not open any more
    (2, Level.NOTICE),  # the mails of two weeks went by
)
"""So many weeks after the one it came in. The mail to `alarm` comes within days; this is for what it did not help."""
SHEET_DAYS = ((0, Level.URGENT), (14, Level.WARNING), (28, Level.NOTICE))
"""Within so many days of a sheet's end. A new one takes a ceremony and a courier."""
OVERDUE_WEEKS = 2
"""So long after its hold an envelope that the desk has may still be there: erasing goes by whole weeks."""
SETTLING_DAYS = 2
"""So long after its end a week's envelopes may still lie where they arrived: house is kept every night."""
FREE_BYTES = ((100 << 20, Level.URGENT), (1 << 30, Level.WARNING))
"""Some 6,000 and 65,000 envelopes. Without room the relay answers 507 and forms keep what they sealed."""


def of_waiting(waiting: Mapping[str, int], today: date) -> Iterator[Concern]:
    """By the oldest week of which something waits."""
    oldest = min(waiting, default=None)
    for weeks, level in WAITING_WEEKS:
        if oldest is not None and oldest <= iso_week(today - timedelta(weeks=weeks)):
            yield Concern(level, f"something has waited since {oldest}", _COLLECT[level])
            return


_COLLECT = {
    Level.NOTICE: "Ask the GGD whether the courier runs and whether receipts come back.",
    Level.WARNING: "Call the GGD's team: somebody may have asked for help a month ago.",
    Level.URGENT: "Call whoever is responsible at the GGD. Hand out no more forms until somebody collects. "
    "After 13 weeks `intake relay discard` can delete what nobody will ever collect.",
}


def of_sheet(expires: date | None, today: date) -> Iterator[Concern]:
    """By the day on which the key sheet ends, the first day on which no form seals."""
    renew = "At the desk: `intake keys sheet --out FILE`; the courier pushes it."
    if expires is None:
        yield Concern(Level.URGENT, "no key sheet yet: nobody can open the form", renew)
        return
    left = (expires - today).days
    for days, level in SHEET_DAYS:
        if left <= days:
            ended = "the key sheet has expired: nobody can seal a form"
            yield Concern(level, ended if left <= 0 else f"the key sheet expires on {expires}", renew)
            return


def of_held(acknowledged: Mapping[str, int], hold_days: int, today: date) -> Iterator[Concern]:
    """By the weeks in which the desk said that it has what is still held."""
    due = iso_week(today - timedelta(days=hold_days, weeks=OVERDUE_WEEKS))
    late = sum(count for week, count in acknowledged.items() if week < due)
    if late:
        yield Concern(
            Level.WARNING,
            f"{late} envelopes that the desk has are held longer than {hold_days} days",
            "Let the courier pull: nothing is erased where none comes. Does the log say `storage failed`?",
        )


def of_configuration(inbox: Inbox, *, couriers: bool) -> Iterator[Concern]:
    """What is not set up."""
    if not couriers:
        yield Concern(
            Level.WARNING,
            "no courier is registered",
            "`intake courier init` prints a fingerprint; name it in couriers of [[relay.inboxes]].",
        )
    lacking = {
        "that the post may be collected": inbox.post is None,
        "when the post was not collected": inbox.alarm is None,
    }
    if any(lacking.values()):
        said = ", or ".join(what for what, lacks in lacking.items() if lacks)
        do = "Set post and alarm in [[relay.inboxes]], and [relay.mail]."
        yield Concern(Level.NOTICE, f"nobody is told by mail {said}", do)


def of_told(told: date | None, today: date) -> Iterator[Concern]:
    """By the last day on which the daily mail was sent, where it ever was."""
    if told is not None and today > DAYS.after(told, 1):
        yield Concern(
            Level.WARNING,
            f"the daily mail was last sent on {told}",
            "`intake relay mail --test` says what is wrong with the mail server. Is `intake relay serve` running?",
        )


def of_mail(relay: Relay) -> Iterator[Concern]:
    """Where mails are asked for that cannot be sent, the relay will not start again."""
    try:
        check_mail(relay)
    except ConfigError as error:
        yield Concern(Level.URGENT, error.message, error.hint)


def of_house(unsettled: bool) -> Iterator[Concern]:
    """Whether house was kept lately, where the database tells."""
    if unsettled:
        yield Concern(
            Level.WARNING,
            "house was not kept for days: an earlier week's envelopes still lie where they arrived",
            "`intake relay serve` does it every night. Does the log say `storage failed`?",
        )


def of_room(free: int, used: int) -> Iterator[Concern]:
    """``free`` bytes on the disk of the relay's folder, ``used`` by its databases."""
    for bytes_, level in FREE_BYTES:
        if free < bytes_:
            yield Concern(
                level,
                f"{free >> 20} MiB are free where the relay keeps its data",
                "Make room: without it the relay takes no envelope, and forms say to try again.",
            )
            return
    if free < used:
        yield Concern(
            Level.NOTICE,
            f"{free >> 20} MiB are free where the relay keeps its data: less than its databases take",
            "Make room before the next upgrade or backup: each needs a copy.",
        )


def of_secrets(own_courier: str | None) -> Iterator[Concern]:
    """Whether a relay that an older version made has all its secrets."""
    if own_courier is None:
        yield Concern(
            Level.NOTICE,
            "this relay was made by an older version: the courier's page has no key",
            "Stop it, then `intake relay upgrade`.",
        )
