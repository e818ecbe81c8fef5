"""A password, an authenticator and recovery codes, chosen anew: by whoever was invited, or on the account's page."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from intake.passphrase import SHORTEST, WeakPassphraseError
from intake.relay.handout import log
from intake.relay.handout.asking import Wrong
from intake.relay.handout.passwords import Locked, refuse_weak_password
from intake.relay.handout.recovery import make_codes
from intake.relay.handout.service import Service
from intake.relay.handout.staff import Staff
from intake.relay.handout.totp import Counter, Secret, fitting
from intake.relay.handout.ways import set_authenticator, set_password
from intake.relay.links.organisations import find_organisation
from intake.web.words import N_

SHORT = N_("This password is too short. Use at least 12 characters.")
WEAK = N_(
    "This password would soon be guessed. Use some more words; your own name and your organisation's do not count."
)
WRONG_CODE = N_("This code is not right. Type the one your app shows now. Is your phone's clock set to automatic?")


def new_password(service: Service, staff: Staff, typed: str) -> Locked:
    """What was typed, as it is kept; raises Wrong where it is weak."""
    if len(typed) < SHORTEST:
        raise Wrong(SHORT)
    try:
        refuse_weak_password(typed, [staff.name, staff.email, _organisation(service, staff)])
    except WeakPassphraseError:
        raise Wrong(WEAK) from None
    return service.passwords.lock(typed)


def proving(service: Service, secret: Secret, typed: str) -> Counter:
    """The step whose code proves that the app has the secret; raises Wrong."""
    counter = fitting(secret, typed, service.clock())
    if counter is None:
        raise Wrong(WRONG_CODE)
    return counter


def keep_password(connection: Connection, service: Service, staff: Staff, password: Locked) -> None:
    """With its line in the log."""
    set_password(connection, staff.id, password)
    _tell(connection, service, staff, log.Event.PASSWORD_SET)


def keep_authenticator(connection: Connection, service: Service, staff: Staff, secret: Secret, used: Counter) -> None:
    """With its line in the log."""
    set_authenticator(connection, staff.id, secret, used)
    _tell(connection, service, staff, log.Event.AUTHENTICATOR_SET)


def new_codes(connection: Connection, service: Service, staff: Staff) -> Sequence[str]:
    """Ten, with their line in the log."""
    _tell(connection, service, staff, log.Event.CODES_MADE)
    return make_codes(connection, staff.id)


def _organisation(service: Service, staff: Staff) -> str:
    if staff.organisation is None:
        return ""
    with service.links.engine.begin() as connection:
        found = find_organisation(service.config, connection, staff.organisation)
    return "" if found is None else found.name


def _tell(connection: Connection, service: Service, staff: Staff, event: log.Event) -> None:
    log.write(connection, event, service.clock(), actor=staff.id, organisation=staff.organisation)
