"""What a form for a new colleague says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection
from werkzeug.datastructures import MultiDict

from intake.relay.errors import RelayError
from intake.relay.handout.coordinator.changes import Wanted
from intake.relay.handout.coordinator.standing import in_reach
from intake.relay.handout.fields import Fields
from intake.relay.handout.roles import Role
from intake.relay.handout.staff import IN_ORGANISATIONS, Staff, find_by_email, normal
from intake.web.words import _

Places = Mapping[str, str]
"""Names by id."""


def roles_for(me: Staff) -> tuple[Role, ...]:
    """Which colleagues ``me`` may add."""
    return tuple(Role) if me.role is Role.OPERATOR else IN_ORGANISATIONS


def read_wanted(
    connection: Connection, me: Staff, form: MultiDict[str, str], organisations: Places, inboxes: Places
) -> Wanted:
    """The new colleague. An operator says where, a coordinator adds to the own organisation. Raises Unfit."""
    fields = Fields(form)
    name = fields.name("name")
    email = _email(connection, me, fields)
    offered = [str(role) for role in roles_for(me)]
    role = fields.one_of("role", offered.__contains__, _("Choose what this colleague does."))
    organisation = inbox = None
    if role in IN_ORGANISATIONS:
        organisation = me.organisation
        if me.role is Role.OPERATOR:
            organisation = fields.one_of("organisation", organisations.__contains__, _("Choose the organisation."))
    elif role == Role.COURIER:
        inbox = fields.one_of("inbox", inboxes.__contains__, _("Choose the inbox whose envelopes are fetched."))
    fields.finish()
    return Wanted(name, email, Role(role), organisation, inbox)


def _email(connection: Connection, me: Staff, fields: Fields) -> str:
    typed = fields.typed("email")
    try:
        found = find_by_email(connection, normal(typed))
    except RelayError:
        fields.wrong["email"] = _("Type an e-mail address, such as name@organisation.nl.")
        return typed
    if found is not None and in_reach(me, found):
        fields.wrong["email"] = _("%(name)s has an account with this address already.") % {"name": found.name}
    elif found is not None:
        fields.wrong["email"] = _("This address cannot be used here. Use another one, or ask the operator.")
    return typed
