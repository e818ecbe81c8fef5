"""The first step: an address and a password.

Unknown address, wrong password, an account that is switched off or has no password: the same answer, after the same
work. The line in the log, which only an account can have, is written when the answer is on its way, so that its time
tells nothing either.
"""

from __future__ import annotations

from intake.relay.errors import RelayError
from intake.relay.handout.asking import Wrong
from intake.relay.handout.devices import known_device
from intake.relay.handout.halfway import RightPassword
from intake.relay.handout.service import Service
from intake.relay.handout.staff import Staff, find_by_email, normal
from intake.relay.handout.ways import NONE, Ways, ways_of
from intake.sqlcipher import reading
from intake.web.slowing import Step
from intake.web.words import N_

WRONG = N_("The e-mail address or the password is not right. Look at both, and try again.")


class WrongPassword(Wrong):
    """``staff`` is whose account it was, for the log alone."""

    def __init__(self, staff: Staff | None) -> None:
        super().__init__(WRONG)
        self.staff = staff


def right_password(service: Service, email: str, password: str) -> RightPassword:
    """What the browser has proved; raises WrongPassword or Slowed."""
    address = _address(email)
    staff, ways = _account(service, address)
    device = None if staff is None else known_device(staff.id, ways.password)
    service.slowing.attempt(Step.PASSWORD, address, device)
    fits = service.passwords.fits(ways.password, password)
    if not fits or ways.password is None or staff is None or staff.disabled:
        raise WrongPassword(staff)
    service.slowing.succeeded(Step.PASSWORD, address, device)
    return RightPassword(staff.id, ways.password)


def _address(email: str) -> str:
    try:
        return normal(email)
    except RelayError:
        return email[:254]


def _account(service: Service, address: str) -> tuple[Staff | None, Ways]:
    with reading(service.engine).begin() as connection:
        try:
            staff = find_by_email(connection, address)
        except RelayError:  # no address at all
            return None, NONE
        return staff, NONE if staff is None else ways_of(connection, staff.id)
