"""Referrals of a case: to whom, what of it, with whose consent, and how far each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, Select, select

from intake.desk.errors import DeskError
from intake.desk.tables import referrals
from intake.marking import N_


class State(StrEnum):
    """How far a referral is."""

    OFFERED = "offered"
    """Talked about with the person. Nothing is shared."""
    AGREED = "agreed"
    """The person agreed: there is consent."""
    DECLINED = "declined"
    """The person said no."""
    SENT = "sent"
    """The receiver has it, or the person took it there."""
    ACCEPTED = "accepted"
    REFUSED = "refused"
    """By the receiver."""
    WAITING = "waiting"
    ATTENDED = "attended"
    IN_CARE = "in-care"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


_AFTER_SENT = frozenset({State.ACCEPTED, State.REFUSED, State.WAITING, State.ATTENDED, State.IN_CARE, State.ENDED})
FOLLOWS: Mapping[State, frozenset[State]] = {
    State.OFFERED: frozenset({State.DECLINED}),
    State.AGREED: frozenset({State.SENT, State.DECLINED}),
    State.DECLINED: frozenset(),
    State.SENT: _AFTER_SENT,
    State.ACCEPTED: _AFTER_SENT - {State.ACCEPTED},
    State.REFUSED: frozenset(),
    State.WAITING: _AFTER_SENT - {State.WAITING},
    State.ATTENDED: frozenset({State.WAITING, State.IN_CARE, State.ENDED}),
    State.IN_CARE: frozenset({State.ENDED}),
    State.ENDED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
"""What may follow by `move_on`. To AGREED leads only `consent`, to WITHDRAWN only `withdraw`."""


@dataclass(frozen=True, slots=True, repr=False)
class Referral:
    """Dates are ISO 8601; ``told_on`` is when the receiver heard that consent was withdrawn.

    ``entry`` is the destination's id in the network book, ``ambassador`` that of whoever goes along.
    """

    number: int
    case: int
    destination: str
    organisation: str | None
    shared: str | None
    language: str | None
    consent_on: str | None
    consent_how: str | None
    withdrawn_on: str | None
    told_on: str | None
    reply_by: str | None
    state: State
    state_on: str
    actor: str
    entry: str | None
    ambassador: str | None

    @property
    def follows(self) -> tuple[State, ...]:
        """What it can be put on next."""
        return tuple(each for each in State if each in FOLLOWS[self.state])

    @property
    def withdrawable(self) -> bool:
        """Is there consent that can be taken back?"""
        return self.consent_on is not None and self.withdrawn_on is None

    @property
    def untold(self) -> bool:
        """Must the receiver still hear that consent was withdrawn?"""
        return self.withdrawn_on is not None and self.told_on is None

    def late(self, now: date) -> bool:
        """Was a reply asked for by an earlier day, and is it not there?"""
        return self.state is State.SENT and (self.reply_by or "9") < now.isoformat()


def referrals_of(connection: Connection, case: int) -> list[Referral]:
    """Those of ``case``, in the order in which they were written down."""
    return _read(connection, select(referrals).where(referrals.c.case == case).order_by(referrals.c.number))


def late_replies(connection: Connection, now: date) -> list[Referral]:
    """All whose reply was asked for by a day before ``now`` and is not there, the longest first."""
    asked = select(referrals).where(referrals.c.reply_by < now.isoformat(), referrals.c.state == State.SENT.value)
    return _read(connection, asked.order_by(referrals.c.reply_by, referrals.c.number))


def read_referral(connection: Connection, case: int, number: int) -> Referral:
    """One of ``case``; raises DeskError where there is none."""
    for each in referrals_of(connection, case):
        if each.number == number:
            return each
    raise DeskError(N_("this case has no such referral"), N_("Look at the case again."))


def _read(connection: Connection, query: Select[tuple[object, ...]]) -> list[Referral]:
    names = [name for name in Referral.__slots__ if name != "state"]
    rows = connection.execute(query).mappings()
    return [Referral(state=State(row["state"]), **{name: row[name] for name in names}) for row in rows]
