"""The second step: a code of the app, or a recovery code in its place."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from intake.relay.handout import log
from intake.relay.handout.asking import Wrong
from intake.relay.handout.choosing import WRONG_CODE
from intake.relay.handout.devices import known_device
from intake.relay.handout.entrance import enter
from intake.relay.handout.halfway import RightPassword
from intake.relay.handout.recovery import use_code
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service
from intake.relay.handout.staff import Staff, find_staff
from intake.relay.handout.totp import fitting
from intake.relay.handout.ways import Ways, use_counter, ways_of
from intake.web.slowing import Step
from intake.web.words import N_

USED = N_("This code was used already. Wait until your app shows the next one.")
NO_CODE = N_("This is none of your recovery codes, or it was used already. Take another one.")

Judge = Callable[[Connection, Staff, Ways], str | None]


def by_app(service: Service, half: RightPassword, typed: str) -> str:
    """The name of a new session; raises Wrong, Slowed, or Refused where the account changed since the password."""

    def judge(connection: Connection, staff: Staff, ways: Ways) -> str | None:
        counter = None if ways.totp is None else fitting(ways.totp, typed, service.clock())
        if counter is None:
            return WRONG_CODE
        return None if use_counter(connection, staff.id, counter) else USED

    return _second(service, half, judge)


def by_recovery(service: Service, half: RightPassword, typed: str) -> str:
    """As `by_app`; the code works no more."""

    def judge(connection: Connection, staff: Staff, _: Ways) -> str | None:
        if not use_code(connection, staff.id, typed):
            return NO_CODE
        now = service.clock()
        log.write(connection, log.Event.CODE_USED, now, actor=staff.id, organisation=staff.organisation)
        return None

    return _second(service, half, judge)


def _second(service: Service, half: RightPassword, judge: Judge) -> str:
    """What was judged stays written, also where it is refused."""
    with service.engine.begin() as connection:
        staff, ways = _still(connection, half)
        device = known_device(staff.id, ways.password)
        service.slowing.attempt(Step.CODE, staff.id, device)
        problem = judge(connection, staff, ways)
        if problem is None:
            service.slowing.succeeded(Step.CODE, staff.id, device)
            return enter(connection, service, staff)
        tell_refused(connection, service, staff)
    raise Wrong(problem)


def tell_refused(connection: Connection, service: Service, staff: Staff) -> None:
    """Somebody tried to sign in to this account."""
    refused, now = log.Event.SIGN_IN_REFUSED, service.clock()
    log.write(connection, refused, now, organisation=staff.organisation, subject=staff.id)


def _still(connection: Connection, half: RightPassword) -> tuple[Staff, Ways]:
    """The account as it is now."""
    staff, ways = find_staff(connection, half.staff), ways_of(connection, half.staff)
    if staff is None or ways.password != half.password:
        raise Refused(Refusal.EXPIRED)
    if staff.disabled:
        raise Refused(Refusal.DISABLED)
    return staff, ways
