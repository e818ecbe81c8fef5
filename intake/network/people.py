"""Who works with the network book, and in which role. A person is the slot that their passphrase opens.

A helper reads, and writes down hours, meetings and sessions. Everything else is a coordinator's: people, ambassadors
and destinations, going over a cap, and whatever leaves the book.
"""

from __future__ import annotations

from enum import StrEnum

from intake.local import roster
from intake.network.errors import NetworkError
from intake.network.tables import people


class Role(StrEnum):
    """What somebody does here."""

    COORDINATOR = "coordinator"
    HELPER = "helper"


EVERYBODY = frozenset(Role)
Person = roster.Person[Role]

ROSTER = roster.Roster(people, Role, Role.COORDINATOR, NetworkError)
everybody = ROSTER.everybody
role_of = ROSTER.role_of
require = ROSTER.require
