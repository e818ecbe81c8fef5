"""Erases what the desk holds about a person on their request, or keeps it with a reason that the law gives.

What goes is shown before: all cases that nurses put together, and sealed envelopes with the same code. Who else was
told of a case must be told of its end (GDPR 19): the referrals that went out are named.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, select

from intake.desk.audit import Action, Why
from intake.desk.cases import code_of, find_case
from intake.desk.errors import DeskError
from intake.desk.people import Role, require
from intake.desk.retention.erasing import Ground, erase, rewrite, with_merged
from intake.desk.retention.sealed import forget, held
from intake.desk.tables import cases, meldcode, referrals, slips
from intake.desk.unlock import OpenDesk
from intake.marking import N_


class Kind(StrEnum):
    """What was asked."""

    SEE = "see"
    ERASE = "erase"


class Refusal(StrEnum):
    """Why a request is not granted: the law gives few reasons. A child in danger may be the first."""

    ANOTHER = "another-person"
    """The weighty interest of somebody else (WGBO 7:455 lid 2; GDPR 15 lid 4)."""
    LAW = "legal-duty"
    """A law says that it must be kept (WGBO 7:455 lid 2; GDPR 17 lid 3)."""
    WHO = "not-shown"
    """It did not become clear that this is the person (GDPR 12 lid 2 and 6)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be erased: ``cases`` by number, the one that was asked for first; ``sealed`` envelopes.

    ``told`` are destinations that were told of a case; ``meldcode``: there is a record of the reporting code.
    """

    cases: tuple[int, ...]
    sealed: int
    told: tuple[str, ...]
    meldcode: bool

    @property
    def mark(self) -> str:
        """What goes, in short: to be compared with what is there when somebody agrees to it."""
        return f"{' '.join(map(str, self.cases))}/{self.sealed}"


def what_would_go(desk: OpenDesk, wanted: str) -> Plan:
    """For the case with this number or code. Raises DeskError where there is nothing, or more than one."""
    with desk.reading() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        return _plan(connection, *_find(desk, connection, wanted))


def erase_on_request(desk: OpenDesk, wanted: str, ground: Ground, *, shown: str | None = None) -> Plan:
    """Erase it; what went. ``shown`` is the mark of what somebody agreed to: where it is another now, nothing goes.

    Raises DeskError, or DatabaseError where all is erased and the file could not be written anew yet.
    """
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        numbers, digests = _find(desk, connection, wanted)
        plan = _plan(connection, numbers, digests)
        if shown is not None and plan.mark != shown:
            raise DeskError(N_("what would be erased changed meanwhile"), N_("Look at it again, then decide."))
        if forgotten := forget(connection, digests):
            desk.record(connection, Action.ENVELOPES_ERASED, {"envelopes": forgotten}, why=Why.REQUEST)
        erase(desk, connection, numbers, ground)
    rewrite(desk)
    return plan


def refuse_request(desk: OpenDesk, wanted: str, kind: Kind, reason: Refusal) -> int:
    """Write down that a request about a case is not granted, and why; the case's number."""
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        number = find_case(connection, wanted)
        desk.record(connection, Action.REQUEST_REFUSED, {"request": kind.value, "reason": reason.value}, case=number)
    return number


def _plan(connection: Connection, numbers: list[int], digests: list[bytes]) -> Plan:
    sent = referrals.c.state.not_in(("offered", "agreed", "declined"))
    # The network's coordinator has a slip, whatever was noted at its referral.
    carried = select(slips.c.number).where(slips.c.referral == referrals.c.number, slips.c.carried.is_not(None))
    mine = select(referrals.c.destination).where(referrals.c.case.in_(numbers))
    told = connection.execute(mine.where(sent | carried.exists()))
    reported = connection.execute(select(meldcode.c.number).where(meldcode.c.case.in_(numbers)).limit(1)).first()
    return Plan(tuple(numbers), len(digests), tuple(sorted(set(told.scalars()))), reported is not None)


def _find(desk: OpenDesk, connection: Connection, wanted: str) -> tuple[list[int], list[bytes]]:
    """The case and those put together with it; and sealed envelopes that bear one of their codes."""
    sealed, code = list(held(desk, connection)), code_of(wanted)
    if code is not None and not _is_code_of_a_case(connection, code):
        digests = [each.digest for each in sealed if each.code == code]
        if digests:
            return [], digests
    first = find_case(connection, wanted)
    numbers = [first, *(each for each in with_merged(connection, [first]) if each != first)]
    codes = set(connection.execute(select(cases.c.code).where(cases.c.number.in_(numbers))).scalars())
    return numbers, [each.digest for each in sealed if each.code in codes]


def _is_code_of_a_case(connection: Connection, code: str) -> bool:
    return connection.execute(select(cases.c.number).where(cases.c.code == code).limit(1)).first() is not None
