"""An invitation used by a password: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, update

from intake.relay.handout.accepting import accept
from intake.relay.handout.choosing import keep_authenticator, keep_password, new_codes, proving
from intake.relay.handout.entrance import enter
from intake.relay.handout.halfway import Opened
from intake.relay.handout.passwords import Locked
from intake.relay.handout.service import Service
from intake.relay.handout.staff import Staff
from intake.relay.handout.tables import staff as table


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """Whose account it is, the name of its session, and the recovery codes to show."""

    staff: str
    session: str
    codes: Sequence[str]


def choose(service: Service, invitation: Opened, password: Locked, code: str, language: str) -> Made:
    """The account's only ways of signing in from now on; raises Wrong where ``code`` does not prove the app."""
    used = proving(service, invitation.secret, code)
    with service.engine.begin() as connection:
        staff = accept(connection, service, invitation)
        _remember_language(connection, staff, language)
        keep_password(connection, service, staff, password)
        keep_authenticator(connection, service, staff, invitation.secret, used)
        codes = new_codes(connection, service, staff)
        return Made(staff.id, enter(connection, service, staff), codes)


def _remember_language(connection: Connection, staff: Staff, language: str) -> None:
    connection.execute(update(table).where(table.c.id == staff.id).values(language=language))
