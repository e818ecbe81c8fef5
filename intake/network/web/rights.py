"""The one table of who may do what: each endpoint, and the roles that it answers.

A route that has no row here is refused to everybody, and a test walks every route with every role and with none.
"""

from __future__ import annotations

from collections.abc import Mapping

from intake.network.people import Role
from intake.web.local.rights import Rights, Who, shared_rooms

UNLOCKED: Who = frozenset(Role)
COORDINATOR: Who = frozenset({Role.COORDINATOR})

BEFORE = frozenset({"setup.page", "setup.make"})
"""While there is no book these answer whoever was let in, as nobody has a role; once there is one, nobody at all."""

RIGHTS: Mapping[str, Who] = {
    **shared_rooms(Role),
    "home.page": UNLOCKED,
    "people.page": COORDINATOR,
    "people.new": COORDINATOR,
    "people.add": COORDINATOR,
    "people.role": COORDINATOR,
    "people.remove": COORDINATOR,
    "me.page": UNLOCKED,
    "me.change": UNLOCKED,
}

TABLE = Rights(RIGHTS, BEFORE)
may = TABLE.may
