"""Who may open a form or send an envelope: the holder of a link, or anybody where an inbox takes self-referrals.

Every reason against it is answered alike: nobody learns whether a link ever existed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from intake.config import Inbox, Organisation
from intake.envelope.errors import LinkError
from intake.envelope.link import typed_token
from intake.relay.instance import OpenRelay
from intake.relay.links.organisations import find_organisation
from intake.relay.links.register import Kind, Link, find
from intake.relay.problems import Problem, Refused


@dataclass(frozen=True, slots=True)
class Grant:
    """Leave to open the form of ``inbox``; ``organisation`` handed out the link, if there was one."""

    inbox: Inbox
    organisation: Organisation | None = None
    kiosk: bool = False

    @property
    def by_link(self) -> bool:
        """False for whoever came without one."""
        return self.organisation is not None


def grant_to_open(relay: OpenRelay, connection: Connection, typed: str, today: date) -> Grant:
    """What the link with this token opens; raises Refused."""
    link = _found(connection, typed)
    if not link.opens(today):
        raise Refused(Problem.UNKNOWN_LINK)
    return _grant(relay, connection, link)


def grant_to_send(relay: OpenRelay, connection: Connection, authorization: str, today: date) -> Grant:
    """Leave for ``Link TOKEN`` or ``Self INBOX`` to send to an inbox; raises Refused."""
    scheme, _, value = authorization.partition(" ")
    if scheme == "Self":
        return self_referral(relay, value)
    link = _found(connection, value) if scheme == "Link" else None
    if link is None or not link.sends(today):
        raise Refused(Problem.UNKNOWN_LINK)
    return _grant(relay, connection, link)


def self_referral(relay: OpenRelay, inbox: str) -> Grant:
    """Leave without a link, where the inbox allows it; raises Refused."""
    found = relay.inbox(inbox)
    if found is None or not found.self_referral:
        raise Refused(Problem.UNKNOWN_LINK)
    return Grant(found)


def _found(connection: Connection, typed: str) -> Link:
    try:
        link = find(connection, typed_token(typed))
    except LinkError:
        link = None
    if link is None:
        raise Refused(Problem.UNKNOWN_LINK)
    return link


def _grant(relay: OpenRelay, connection: Connection, link: Link) -> Grant:
    organisation = find_organisation(relay.config, connection, link.organisation)
    inbox = relay.inbox(organisation.inbox) if organisation is not None else None
    if inbox is None:
        raise Refused(Problem.UNKNOWN_LINK)
    return Grant(inbox, organisation, link.kind is Kind.KIOSK)
