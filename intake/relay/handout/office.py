"""Accounts kept by a command on the relay itself, by whoever holds its passphrase: no colleague acts, the log says so.

What a coordinator does in the pages stands in intake.relay.handout.coordinator.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from intake.relay.errors import RelayError
from intake.relay.handout import log
from intake.relay.handout.instance import OpenHandout
from intake.relay.handout.invitations import end_invitations, invite
from intake.relay.handout.roles import Role
from intake.relay.handout.sessions import end_sessions
from intake.relay.handout.staff import Staff, add_staff, colleagues, everybody, find_staff, set_disabled
from intake.relay.handout.ways import ways_of
from intake.relay.links.organisations import organisation_of
from intake.sqlcipher import reading


@dataclass(frozen=True, slots=True)
class Office:
    """Everything raises RelayError where it cannot be."""

    handout: OpenHandout
    now: datetime

    def add(
        self, *, email: str, name: str, role: Role, organisation: str | None, inbox: str | None, language: str
    ) -> str:
        """A new account; the token of its invitation."""
        self.refuse_unknown(organisation, inbox)
        if not name.strip() or not name.strip().isprintable():
            raise RelayError("this is no name", "Type the name by which their colleagues know them.")
        with self.handout.engine.begin() as connection:
            staff = add_staff(
                connection,
                email=email,
                name=name,
                role=role,
                today=self.now.date(),
                organisation=organisation,
                inbox=inbox,
                language=language,
            )
            self._tell(connection, log.Event.ACCOUNT_ADDED, staff)
            return self._invite(connection, staff)

    def invite(self, staff_id: str) -> str:
        """The token of a new invitation; those before end."""
        with self.handout.engine.begin() as connection:
            staff = _found(connection, staff_id)
            if staff.disabled:
                raise RelayError("this account is disabled", "Enable it first: `intake staff enable`.")
            if ways_of(connection, staff.id).elsewhere:
                raise RelayError("this account signs in through its organisation", "It needs no invitation.")
            return self._invite(connection, staff)

    def disable(self, staff_id: str) -> None:
        """Out everywhere, and in no more."""
        with self.handout.engine.begin() as connection:
            staff = _found(connection, staff_id)
            set_disabled(connection, staff.id, disabled=True)
            end_sessions(connection, staff.id)
            end_invitations(connection, staff.id)
            if not staff.disabled:
                self._tell(connection, log.Event.ACCOUNT_DISABLED, staff)

    def enable(self, staff_id: str) -> None:
        """In again, as before."""
        with self.handout.engine.begin() as connection:
            staff = _found(connection, staff_id)
            set_disabled(connection, staff.id, disabled=False)
            if staff.disabled:
                self._tell(connection, log.Event.ACCOUNT_ENABLED, staff)

    def everybody(self, organisation: str | None) -> Sequence[Staff]:
        """All accounts, or those of one organisation."""
        self.refuse_unknown(organisation, None)
        with reading(self.handout.engine).begin() as connection:
            return everybody(connection) if organisation is None else colleagues(connection, organisation)

    def refuse_unknown(self, organisation: str | None, inbox: str | None) -> None:
        """Before anything is asked or kept."""
        if organisation is not None:
            with self.handout.links.engine.begin() as connection:
                organisation_of(self.handout.config, connection, organisation)
        if inbox is not None and self.handout.config.inbox(inbox) is None:
            raise RelayError("the relay knows no such inbox", "Add it to [[relay.inboxes]].")

    def _invite(self, connection: Connection, staff: Staff) -> str:
        self._tell(connection, log.Event.INVITED, staff)
        return invite(connection, staff.id, self.now, self.handout.settings.invitation_days)

    def _tell(self, connection: Connection, event: log.Event, staff: Staff) -> None:
        log.write(connection, event, self.now, organisation=staff.organisation, subject=staff.id)


def _found(connection: Connection, staff_id: str) -> Staff:
    staff = find_staff(connection, staff_id)
    if staff is None:
        raise RelayError("there is no such account", "`intake staff list` shows them with their ids.")
    return staff
