"""Referring a person: offering, consent, how it goes on, and consent taken back.

Nothing is shared without consent: who was only offered a referral can be written down, but not sent. Consent can be
withdrawn at any time; then the receiver is to be told, and the page says so until somebody did. Nothing here sends.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, insert, update

from intake.desk.audit import Action
from intake.desk.casework.consent import LONGEST, Consent, incomplete
from intake.desk.casework.destinations import OTHER
from intake.desk.casework.referrals import FOLLOWS, Referral, State, read_referral, referrals_of
from intake.desk.casework.revision import claim
from intake.desk.casework.states import Status, move, refuse_closed, status_of
from intake.desk.casework.typed import day, line, needed, text
from intake.desk.clock import stamp
from intake.desk.errors import DeskError
from intake.desk.local_time import today
from intake.desk.matching.refusing import refuse_unfit
from intake.desk.network.choosing import chosen
from intake.desk.slips.kept import was_carried
from intake.desk.tables import referral_states, referrals
from intake.desk.unlock import OpenDesk
from intake.desk.waiting.following import follow
from intake.marking import N_

# How far a referral takes its case; the furthest of several counts.
_REACHED: Mapping[State, Status] = {
    State.SENT: Status.REFERRED,
    State.ACCEPTED: Status.ACCEPTED,
    State.WAITING: Status.WAITING,
    State.ATTENDED: Status.ATTENDED,
    State.IN_CARE: Status.IN_CARE,
}


def refer(desk: OpenDesk, connection: Connection, case: int, seen: int, typed: Mapping[str, str]) -> int:
    """Write down a referral, with consent or only offered; gives the case's new revision.

    ``typed`` has destination (a kind, or an id of the network book), entry, ambassador, organisation, shared, reply_by,
    consent_on, consent_how and consent_language. Raises DeskError for what is missing or cannot be.
    """
    choice = chosen(connection, typed)
    refuse_unfit(connection, case, choice.ambassador, today(desk.clock()))
    organisation = line(typed.get("organisation")) or choice.name
    if choice.code == OTHER:
        needed(organisation)
    now = today(desk.clock())
    agreed = Consent.of(typed, now)
    row: dict[str, object] = {"destination": choice.code, "organisation": organisation, **choice.ids}
    row |= {"reply_by": day(typed.get("reply_by"))}
    row |= {"shared": text(typed.get("shared"), longest=LONGEST)} | (agreed.row() if agreed else {})
    row |= {"state": (State.AGREED if agreed else State.OFFERED).value, "state_on": now.isoformat()}
    refuse_closed(connection, case)
    taken = claim(connection, case, seen)
    row |= {"case": case, "at": stamp(desk.clock()), "actor": desk.actor}
    number = connection.execute(insert(referrals).returning(referrals.c.number), row).scalar_one()
    _remember(desk, connection, case, number, State.AGREED if agreed else State.OFFERED)
    desk.record(connection, Action.REFERRED, {"referral": number, **choice.ids}, case=case)
    return taken


def consent(desk: OpenDesk, connection: Connection, case: int, seen: int, number: int, typed: Mapping[str, str]) -> int:
    """The person agreed to what was offered; gives the new revision. Raises DeskError where it is past that."""
    agreed = Consent.of(typed, today(desk.clock()))
    if agreed is None:
        raise incomplete()
    if read_referral(connection, case, number).state is not State.OFFERED:
        raise _not_now()
    return _write(desk, connection, case, seen, number, State.AGREED, Action.REFERRAL_MOVED, **agreed.row())


def move_on(desk: OpenDesk, connection: Connection, case: int, seen: int, number: int, to: State) -> int:
    """How it went on, from today; the case's state goes along, and so does its wait. Gives the new revision.

    Raises DeskError where it does not follow; nothing is sent without consent.
    """
    found = read_referral(connection, case, number)
    if to is State.SENT and not found.withdrawable:
        raise DeskError(
            N_("nothing is shared without consent"),
            N_("Ask the person first, and write down the day, how they agreed, and what may be shared."),
        )
    if to not in FOLLOWS[found.state]:
        raise _not_now()
    taken = _write(desk, connection, case, seen, number, to, Action.REFERRAL_MOVED)
    follow(desk, connection, found, to)
    _take_along(desk, connection, case, to)
    return taken


def withdraw(desk: OpenDesk, connection: Connection, case: int, seen: int, number: int) -> int:
    """The person takes their consent back, today; gives the new revision. What was not sent yet needs nobody told."""
    found = read_referral(connection, case, number)
    if not found.withdrawable:
        raise DeskError(N_("there is no consent that could be withdrawn"), N_("Look at the case again."))
    now = today(desk.clock()).isoformat()
    dates = {"withdrawn_on": now, "told_on": None if _has_it(connection, found) else now}
    taken = _write(desk, connection, case, seen, number, State.WITHDRAWN, Action.CONSENT_WITHDRAWN, **dates)
    follow(desk, connection, found, State.WITHDRAWN)
    _take_along(desk, connection, case, State.WITHDRAWN)
    return taken


def told(desk: OpenDesk, connection: Connection, case: int, seen: int, number: int) -> int:
    """The receiver was told, today, that consent was withdrawn; gives the new revision."""
    if not read_referral(connection, case, number).untold:
        raise DeskError(N_("there is nothing that the receiver must be told"), N_("Look at the case again."))
    now = today(desk.clock()).isoformat()
    return _write(desk, connection, case, seen, number, State.WITHDRAWN, Action.REFERRAL_MOVED, told_on=now)


def _write(
    desk: OpenDesk, connection: Connection, case: int, seen: int, number: int, to: State, action: Action, **row: object
) -> int:
    before = read_referral(connection, case, number).state
    taken = claim(connection, case, seen)
    row |= {"state": to.value, "state_on": today(desk.clock()).isoformat()}
    connection.execute(update(referrals).where(referrals.c.number == number).values(row))
    if to is not before:
        _remember(desk, connection, case, number, to)
    desk.record(connection, action, {"referral": number}, case=case)
    return taken


def _remember(desk: OpenDesk, connection: Connection, case: int, number: int, to: State) -> None:
    row = {"case": case, "referral": number, "at": stamp(desk.clock()), "actor": desk.actor, "state": to.value}
    connection.execute(insert(referral_states), row)


def _take_along(desk: OpenDesk, connection: Connection, case: int, to: State) -> None:
    """Put the case on how far its referrals are; back to "held" where the last one fell away."""
    reached = [_REACHED[each.state] for each in referrals_of(connection, case) if each.state in _REACHED]
    if reached:
        move(desk, connection, case, max(reached, key=list(_REACHED.values()).index))
    elif to in (State.WITHDRAWN, State.REFUSED) and status_of(connection, case) in _REACHED.values():
        move(desk, connection, case, Status.HELD)


def _has_it(connection: Connection, found: Referral) -> bool:
    """Does anybody else know of it? Of a slip that left the desk the network's coordinator does."""
    sent = found.state not in (State.OFFERED, State.AGREED, State.DECLINED)
    return sent or was_carried(connection, found.number)


def _not_now() -> DeskError:
    return DeskError(N_("this does not follow the state that the referral is in"), N_("Look at the case again."))
