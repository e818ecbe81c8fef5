"""Who works at this desk, and in which role. A person is the slot that their passphrase opens.

The role is a rule of this program, not of the keys: whoever has a slot holds the database's key, and could read it
with another program. A slot is therefore for people who may see cases, or whom one trusts not to.
"""

from __future__ import annotations

from enum import StrEnum

from intake.desk.errors import DeskError
from intake.desk.tables import people
from intake.local import roster


class Role(StrEnum):
    """What somebody does here. A manager sees figures and no case."""

    NURSE = "nurse"
    COORDINATOR = "coordinator"
    MANAGER = "manager"


CASE_WORKERS = frozenset({Role.NURSE, Role.COORDINATOR})


Person = roster.Person[Role]

_ROSTER = roster.Roster(people, Role, Role.COORDINATOR, DeskError)
everybody = _ROSTER.everybody
role_of = _ROSTER.role_of
require = _ROSTER.require
appoint = _ROSTER.appoint
dismiss = _ROSTER.dismiss
coordinators = _ROSTER.chiefs
is_empty = _ROSTER.is_empty
