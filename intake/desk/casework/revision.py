"""Two at once: whoever changes a case says which revision they saw, and nobody overwrites what they did not see."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from intake.desk.errors import DeskError
from intake.desk.tables import cases
from intake.marking import N_


class ChangedMeanwhileError(DeskError):
    """Somebody else changed the case since it was shown; nothing was written."""


def claim(connection: Connection, case: int, seen: int) -> int:
    """Take the next revision of ``case``, in the transaction of the change; gives it.

    ``seen`` is the revision that was shown to whoever acts. Raises ChangedMeanwhileError where it is not that of now,
    and DeskError where there is no such case.
    """
    taken = update(cases).where(cases.c.number == case, cases.c.revision == seen).values(revision=seen + 1)
    if connection.execute(taken).rowcount == 1:
        return seen + 1
    revision_of(connection, case)
    raise ChangedMeanwhileError(
        N_("somebody else changed this case meanwhile"), N_("Look at what changed, then do it again.")
    )


def revision_of(connection: Connection, case: int) -> int:
    """The revision of now; raises DeskError where there is no such case."""
    found = connection.execute(select(cases.c.revision).where(cases.c.number == case)).scalar()
    if found is None:
        raise DeskError(N_("there is no case with this number"), N_("It may have been erased."))
    return int(found)
