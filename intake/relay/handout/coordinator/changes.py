"""What is changed about a colleague's account: each in one transaction with its line in the log.

Whoever changes an account is looked up again in that transaction, must still be enabled and in the same role, and is
never the one who is changed. So a coordinator always leaves a coordinator, and an operator an operator, also where two
of them switch each other off at the same moment: the second finds that they may no longer.
What comes from single sign-on is not changed here, but it can be switched off at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, update

from intake.relay.handout import log
from intake.relay.handout.coordinator.standing import find_colleague, standing
from intake.relay.handout.invitations import end_invitations, invite
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.roles import Role
from intake.relay.handout.sessions import end_sessions
from intake.relay.handout.staff import IN_ORGANISATIONS, Staff, add_staff, find_staff, set_disabled
from intake.relay.handout.tables import staff as table


@dataclass(frozen=True, slots=True)
class Wanted:
    """A new colleague as the form says; ``role`` and place belong together."""

    name: str
    email: str
    role: Role
    organisation: str | None
    inbox: str | None


@dataclass(frozen=True, slots=True)
class Keeper:
    """``me`` keeps accounts, in a transaction of the staff's database. Everything raises Refused."""

    connection: Connection
    me: Staff
    now: datetime
    days: int

    def add(self, wanted: Wanted) -> tuple[Staff, str]:
        """A new account, and the token of its invitation. Raises RelayError where the address has one already."""
        self._refuse_former()
        new = add_staff(
            self.connection,
            email=wanted.email,
            name=wanted.name,
            role=wanted.role,
            organisation=wanted.organisation,
            inbox=wanted.inbox,
            language=self.me.language,
            today=self.now.date(),
        )
        self._tell(log.Event.ACCOUNT_ADDED, new)
        return new, self._invite(new)

    def invite_again(self, staff: str) -> tuple[Staff, str]:
        """A new invitation; the older ones work no more. What they sign in with now works until they choose again."""
        found = self._other(staff)
        self._refuse_managed(found)
        if found.disabled:
            raise Refused(Refusal.DISABLED_COLLEAGUE)
        return found, self._invite(found)

    def disable(self, staff: str) -> None:
        """Signs them out everywhere and ends their invitations."""
        found = self._other(staff)
        set_disabled(self.connection, found.id, disabled=True)
        end_sessions(self.connection, found.id)
        end_invitations(self.connection, found.id)
        if not found.disabled:
            self._tell(log.Event.ACCOUNT_DISABLED, found)

    def enable(self, staff: str) -> None:
        """They may sign in again as they did."""
        found = self._other(staff)
        set_disabled(self.connection, found.id, disabled=False)
        if found.disabled:
            self._tell(log.Event.ACCOUNT_ENABLED, found)

    def change_role(self, staff: str, role: Role) -> None:
        """Between handing out and coordinating, in the same organisation. It counts at once."""
        found = self._other(staff)
        self._refuse_managed(found)
        if found.role not in IN_ORGANISATIONS or role not in IN_ORGANISATIONS:
            raise Refused(Refusal.BAD_REQUEST)
        self.connection.execute(update(table).where(table.c.id == found.id).values(role=role))
        if found.role is not role:
            self._tell(log.Event.ROLE_CHANGED, found)

    def sign_out(self, staff: str) -> None:
        """Everywhere."""
        found = self._other(staff)
        end_sessions(self.connection, found.id)
        self._tell(log.Event.SIGNED_OUT_EVERYWHERE, found)

    def _other(self, staff: str) -> Staff:
        self._refuse_former()
        found = find_colleague(self.connection, self.me, staff)
        if found is None:
            raise Refused(Refusal.NOT_FOUND)
        if found.id == self.me.id:
            raise Refused(Refusal.YOURSELF)
        return found

    def _refuse_former(self) -> None:
        now = find_staff(self.connection, self.me.id)
        if now is None or now.disabled or (now.role, now.organisation) != (self.me.role, self.me.organisation):
            raise Refused(Refusal.NOT_YOURS)

    def _refuse_managed(self, found: Staff) -> None:
        if standing(self.connection, [found], self.now)[0].managed:
            raise Refused(Refusal.MANAGED)

    def _invite(self, staff: Staff) -> str:
        self._tell(log.Event.INVITED, staff)
        return invite(self.connection, staff.id, self.now, self.days)

    def _tell(self, event: log.Event, about: Staff) -> None:
        log.write(self.connection, event, self.now, actor=self.me.id, organisation=about.organisation, subject=about.id)
