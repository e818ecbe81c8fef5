"""For whom a passkey is made: whoever is signed in, or whoever holds an invitation that works.

An invitation is used up by the passkey that was made with it, and its holder is signed in.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from intake.relay.handout import log
from intake.relay.handout.entrance import enter
from intake.relay.handout.invitations import end_invitations, find_invited
from intake.relay.handout.passkeys.ceremony import Sent
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service, visitor
from intake.relay.handout.staff import Staff


@dataclass(frozen=True, slots=True)
class Owner:
    """``invited``: by an invitation, which is named in what was sent and nowhere else."""

    staff: Staff
    invited: bool


def owner(connection: Connection, service: Service, sent: Sent) -> Owner:
    """Raises Refused where the invitation does not work, or where there is none and nobody is signed in."""
    token = sent.get("invitation")
    if token:
        found = find_invited(connection, str(token), service.clock())
        if found is None:
            raise Refused(Refusal.INVITATION)
        return Owner(found, True)
    me = visitor()
    if me is None:
        raise Refused(Refusal.EXPIRED)
    return Owner(me, False)


def welcome(connection: Connection, service: Service, staff: Staff) -> str:
    """The invited colleague is in; the invitation is used. The name of the new session."""
    end_invitations(connection, staff.id)
    log.write(connection, log.Event.INVITATION_USED, service.clock(), actor=staff.id, organisation=staff.organisation)
    return enter(connection, service, staff)
