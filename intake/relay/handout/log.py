"""The staff's log: who signed in, who changed an account, a tablet or an organisation. It only grows.

Nothing of a newcomer is in it, and nothing of a form that was handed out: that is nobody's business by name or day.
What couriers do is written by the week, apart (intake.relay.handout.carried).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select

from intake.relay.handout.sessions import to_minute
from intake.relay.handout.tables import log as table


class Event(StrEnum):
    """Everything the log ever says."""

    SIGNED_IN = "signed-in"
    SIGN_IN_REFUSED = "sign-in-refused"
    SIGNED_OUT = "signed-out"
    SIGNED_OUT_EVERYWHERE = "signed-out-everywhere"
    ACCOUNT_ADDED = "account-added"
    ACCOUNT_DISABLED = "account-disabled"
    ACCOUNT_ENABLED = "account-enabled"
    ROLE_CHANGED = "role-changed"
    INVITED = "invited"
    INVITATION_USED = "invitation-used"
    PASSWORD_SET = "password-set"  # noqa: S105 - an event
    AUTHENTICATOR_SET = "authenticator-set"
    CODES_MADE = "recovery-codes-made"
    CODE_USED = "recovery-code-used"
    PASSKEY_ADDED = "passkey-added"
    PASSKEY_REMOVED = "passkey-removed"
    TABLET_STARTED = "tablet-started"
    TABLET_ENDED = "tablet-ended"
    ORGANISATION_ADDED = "organisation-added"
    ORGANISATION_CHANGED = "organisation-changed"
    POST_FETCHED = "post-fetched"
    RECEIPT_BROUGHT = "receipt-brought"
    SHEET_BROUGHT = "key-sheet-brought"
    PUBLISHED_BROUGHT = "published-brought"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. ``actor`` is None for a command on the server itself."""

    at: datetime
    event: Event
    actor: str | None
    organisation: str | None
    subject: str | None


def write(
    connection: Connection,
    event: Event,
    now: datetime,
    *,
    actor: str | None = None,
    organisation: str | None = None,
    subject: str | None = None,
) -> None:
    """Add a line, in the transaction of what it tells."""
    values = {"event": event, "actor": actor, "organisation": organisation, "subject": subject}
    connection.execute(insert(table).values(at=to_minute(now), **values))


def read_log(
    connection: Connection, *, organisation: str | None = None, most: int = 200, skip: int = 0
) -> Sequence[Entry]:
    """The newest lines first, after ``skip`` of them: of one organisation, or all."""
    query = select(table.c.at, table.c.event, table.c.actor, table.c.organisation, table.c.subject)
    if organisation is not None:
        query = query.where(table.c.organisation == organisation)
    rows = connection.execute(query.order_by(table.c.number.desc()).limit(most).offset(skip))
    return [Entry(row.at, Event(row.event), row.actor, row.organisation, row.subject) for row in rows]
