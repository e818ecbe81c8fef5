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
    "destinations.page": UNLOCKED,
    "destinations.stale": UNLOCKED,
    "destinations.one": UNLOCKED,
    "destinations.national": COORDINATOR,
    "destinations.new": COORDINATOR,
    "destinations.add": COORDINATOR,
    "destinations.change": COORDINATOR,
    "destinations.save": COORDINATOR,
    "destinations.wait": COORDINATOR,
    "destinations.check": COORDINATOR,
    "destinations.take_away": COORDINATOR,
    "destinations.back": COORDINATOR,
    "sheet.page": COORDINATOR,
    "sheet.take_out": COORDINATOR,
    "sheet.look": COORDINATOR,
    "sheet.take_in": COORDINATOR,
    "exchange.page": COORDINATOR,
    "exchange.export": COORDINATOR,
    "exchange.look": COORDINATOR,
    "exchange.slips": COORDINATOR,
    "exchange.outcomes": COORDINATOR,
    "exchange.forget_desk": COORDINATOR,
    "keeping.page": COORDINATOR,
    "keeping.make": COORDINATOR,
    "keeping.download": COORDINATOR,
    "people.page": COORDINATOR,
    "people.new": COORDINATOR,
    "people.add": COORDINATOR,
    "people.role": COORDINATOR,
    "people.remove": COORDINATOR,
    "me.page": UNLOCKED,
    "me.change": UNLOCKED,
    "ambassadors.page": UNLOCKED,
    "ambassadors.expiring": UNLOCKED,
    "ambassadors.one": UNLOCKED,
    "hours.page": UNLOCKED,
    "hours.one": UNLOCKED,
    "hours.add": UNLOCKED,
    "hours.take_away": UNLOCKED,
    "meetings.page": UNLOCKED,
    "meetings.new": UNLOCKED,
    "meetings.add": UNLOCKED,
    "meetings.one": UNLOCKED,
    "meetings.edit": UNLOCKED,
    "meetings.save": UNLOCKED,
    "meetings.off": UNLOCKED,
    "meetings.came": UNLOCKED,
    "sessions.page": UNLOCKED,
    "sessions.new": UNLOCKED,
    "sessions.add": UNLOCKED,
    "sessions.one": UNLOCKED,
    "sessions.save": UNLOCKED,
    "sessions.withdraw": UNLOCKED,
    "requests.page": UNLOCKED,
    "requests.one": UNLOCKED,
    "signals.page": UNLOCKED,
    "introducing.styles": UNLOCKED,
    "ambassadors.new": COORDINATOR,
    "ambassadors.add": COORDINATOR,
    "ambassadors.change": COORDINATOR,
    "ambassadors.save": COORDINATOR,
    "ambassadors.step": COORDINATOR,
    "ambassadors.withdraw": COORDINATOR,
    "ambassadors.stopped": COORDINATOR,
    "ambassadors.back": COORDINATOR,
    "ambassadors.erase": COORDINATOR,
    "requests.new": COORDINATOR,
    "requests.add": COORDINATOR,
    "requests.put_away": COORDINATOR,
    "requests.ask": COORDINATOR,
    "requests.accepted": COORDINATOR,
    "requests.outcome": COORDINATOR,
    "signals.new": COORDINATOR,
    "signals.add": COORDINATOR,
    "signals.one": COORDINATOR,
    "signals.save": COORDINATOR,
    "signals.withdraw": COORDINATOR,
    "introducing.page": COORDINATOR,
    "introducing.pdf": COORDINATOR,
    "introducing.browser": COORDINATOR,
}

TABLE = Rights(RIGHTS, BEFORE)
may = TABLE.may
