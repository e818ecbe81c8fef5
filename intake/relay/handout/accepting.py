"""An invitation that was opened, until it is used: by a password with an authenticator, or by a passkey.

Opening uses nothing up, so that whoever is called away begins again from the same link. Used, it works no more; what
signed the account in before works no more either, and everybody who was signed in to it is signed out: a lost
telephone, a stolen laptop or a guessed password is over with it.
"""

from __future__ import annotations

from sqlalchemy import Connection

from intake.relay.handout import log
from intake.relay.handout.halfway import Opened
from intake.relay.handout.invitations import end_invitations, find_invited
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service, visitor
from intake.relay.handout.sessions import end_sessions
from intake.relay.handout.staff import Staff
from intake.relay.handout.ways import forget_ways, ways_of


def opened(service: Service) -> Opened:
    """The invitation that this browser opened; raises Refused. Whoever is signed in has none open."""
    found = service.halfway.find(Opened)
    if found is None or visitor() is not None:
        raise Refused(Refusal.INVITATION_CLOSED)
    return found


def invited(connection: Connection, service: Service, token: str) -> Staff:
    """Whose invitation this is; raises Refused where it does not work, or the organisation signs this colleague in."""
    found = find_invited(connection, token, service.clock())
    if found is None or ways_of(connection, found.id).elsewhere:
        raise Refused(Refusal.INVITATION)
    return found


def accept(connection: Connection, service: Service, invitation: Opened) -> Staff:
    """Use it up, in the transaction that keeps the new way of signing in; raises Refused.

    Its caller lets the colleague in with `entrance.enter`, and drops the half when the transaction is written.
    """
    staff = invited(connection, service, invitation.token)
    end_invitations(connection, staff.id)
    end_sessions(connection, staff.id)
    forget_ways(connection, staff.id)
    now = service.clock()
    log.write(connection, log.Event.INVITATION_USED, now, actor=staff.id, organisation=staff.organisation)
    return staff
