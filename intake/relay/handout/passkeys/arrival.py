"""Whoever comes with a passkey: whose it is, and whether it may have been copied.

An authenticator that counts says a higher number each time (WebAuthn, 6.1.1). Where a number is not higher than the
last, and either is not zero, the passkey stands in two places. Which of the two is the owner's nobody can tell, so it
is refused from then on, whatever it counts later, until its owner has signed in another way and removed it. Every
session of the account ends, for one of them may be the thief's, and the log has a line. Passkeys that are carried
between devices by their maker count nothing, and are not affected.
"""

from __future__ import annotations

from sqlalchemy import Connection

from intake.relay.handout import log
from intake.relay.handout.entrance import enter
from intake.relay.handout.passkeys.ceremony import Challenge, Place, Sent, check_known, named
from intake.relay.handout.passkeys.kept import COPIED, Passkey, find_passkey, set_count
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service
from intake.relay.handout.sessions import end_sessions
from intake.relay.handout.staff import Staff, find_staff


def arrive(service: Service, answer: Sent, challenge: Challenge) -> str:
    """The name of a new session; raises Refused, and what was found out on the way stays written."""
    with service.engine.begin() as connection:
        found = _recognise(connection, service, answer, challenge)
        if isinstance(found, Staff):
            return enter(connection, service, found)
    raise Refused(found)


def recognise(service: Service, answer: Sent, challenge: Challenge) -> Staff:
    """Whoever holds this passkey, without a session; raises Refused as `arrive` does."""
    with service.engine.begin() as connection:
        found = _recognise(connection, service, answer, challenge)
    if isinstance(found, Staff):
        return found
    raise Refused(found)


def _recognise(connection: Connection, service: Service, answer: Sent, challenge: Challenge) -> Staff | Refusal:
    staff, passkey = _whose(connection, answer)
    count = check_known(Place(service.settings.origin.rstrip("/")), answer, challenge, passkey)
    refusal = _judge(connection, staff, passkey, count)
    if refusal is None:
        set_count(connection, passkey.id, count)
        return staff
    event, now = log.Event.SIGN_IN_REFUSED, service.clock()
    log.write(connection, event, now, organisation=staff.organisation, subject=staff.id)
    return refusal


def _whose(connection: Connection, answer: Sent) -> tuple[Staff, Passkey]:
    number, said = named(answer)
    passkey = find_passkey(connection, number)
    staff = None if passkey is None or passkey.staff != said else find_staff(connection, passkey.staff)
    if passkey is None or staff is None:
        raise Refused(Refusal.PASSKEY_UNKNOWN)
    return staff, passkey


def _judge(connection: Connection, staff: Staff, passkey: Passkey, count: int) -> Refusal | None:
    """Why a passkey that is truly this colleague's is refused all the same."""
    if staff.disabled:
        return Refusal.DISABLED
    if (count or passkey.sign_count) and count <= passkey.sign_count:
        set_count(connection, passkey.id, COPIED)
        end_sessions(connection, staff.id)
        return Refusal.PASSKEY_COPIED
    return None
