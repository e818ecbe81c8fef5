"""For whom a passkey is made: whoever is signed in, or whoever has opened an invitation in this browser.

An invitation is used up by the passkey that is made with it: what signed the account in before works no more, and its
holder is signed in. Whoever signs in through their organisation gets none: it would still work when the organisation
has let them go.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from intake.relay.handout.accepting import accept, invited, opened
from intake.relay.handout.entrance import enter
from intake.relay.handout.halfway import Opened
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service, visitor
from intake.relay.handout.staff import Staff
from intake.relay.handout.ways import ways_of


@dataclass(frozen=True, slots=True, repr=False)
class Owner:
    """``invitation`` is None for whoever is signed in."""

    staff: Staff
    invitation: Opened | None


def find_owner(connection: Connection, service: Service) -> Owner:
    """Raises Refused where nobody is signed in and no invitation is open that works, or where there may be none."""
    me = visitor()
    if me is None:
        invitation = opened(service)
        return Owner(invited(connection, service, invitation.token), invitation)
    if ways_of(connection, me.id).elsewhere:
        raise Refused(Refusal.ELSEWHERE)
    return Owner(me, None)


def use_up(connection: Connection, service: Service, owner: Owner) -> str | None:
    """Before the passkey is kept: use up the invitation, if there is one. The name of the new session, else None."""
    if owner.invitation is None:
        return None
    return enter(connection, service, accept(connection, service, owner.invitation))
