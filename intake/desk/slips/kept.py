"""The slips that the desk wrote, with how far the referral of each is now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import msgspec
from sqlalchemy import ColumnElement, Connection, select

from intake.desk.casework.referrals import FOLLOWS, State
from intake.desk.tables import cases, referrals, slips
from intake.exchange.slip import Slip

_SO_FAR = frozenset({State.AGREED, State.SENT, State.ACCEPTED, State.WAITING, State.ATTENDED, State.IN_CARE})
GOES_ALONG: Collection[State] = _SO_FAR
"""The states in which somebody may be asked to go along: the person agreed, and it is not over."""
_ANOTHER = ("declined", "conflict")
_AGAIN = ("not-there", "cancelled")


@dataclass(frozen=True, slots=True, repr=False)
class KeptSlip:
    """``slip`` is the id that went out; ``at`` and ``carried`` are stamps, ``outcome_on`` a date.

    ``state`` is that of the referral; ``untold``: consent was withdrawn, and nobody told the coordinator yet.
    ``newest``: the case has no later slip and no later referral to an ambassador. ``closed`` is the case's.
    """

    number: int
    case: int
    referral: int
    at: str
    actor: str
    slip: str
    ambassador: str
    content: Slip
    carried: str | None
    outcome: str | None
    outcome_on: str | None
    minutes: int | None
    state: State
    untold: bool
    newest: bool
    closed: bool

    @property
    def goes_along(self) -> bool:
        """Does the person still agree, and is it not over?"""
        return self.state in GOES_ALONG

    @property
    def step(self) -> State | None:
        """What it suggests that the referral be put on; a nurse does it, or does not."""
        if self.outcome is None and self.carried is not None and self.state is State.AGREED:
            return State.SENT
        if self.outcome not in ("done", "going-on"):
            return None
        return next((each for each in (State.ATTENDED, State.SENT) if each in FOLLOWS[self.state]), None)

    @property
    def another(self) -> bool:
        """Is another ambassador to be chosen?"""
        return self.outcome in _ANOTHER and self._open

    @property
    def again(self) -> bool:
        """Is another appointment to be made?"""
        return self.outcome in _AGAIN and self._open

    @property
    def to_look_at(self) -> bool:
        """Came something of it that a nurse did not answer yet?"""
        came = self.outcome is not None and not self.closed
        return came and (self.step is not None or self.another or self.again)

    @property
    def _open(self) -> bool:
        return self.goes_along and self.newest


def slips_of(connection: Connection, case: int) -> list[KeptSlip]:
    """Those of ``case``, the newest first."""
    return _read(connection, slips.c.case == case)


def every_slip(connection: Connection) -> list[KeptSlip]:
    """All of them, the newest first."""
    return _read(connection, slips.c.number.is_not(None))


def outcomes_to_look_at(connection: Connection) -> list[KeptSlip]:
    """What came back and no nurse answered yet, the newest first."""
    found = _read(connection, slips.c.outcome.is_not(None) & cases.c.closed.is_(None))
    return [each for each in found if each.to_look_at]


def was_carried(connection: Connection, referral: int) -> bool:
    """Did a slip of this referral leave the desk?"""
    carried = select(slips.c.number).where(slips.c.referral == referral, slips.c.carried.is_not(None))
    return connection.execute(carried.limit(1)).first() is not None


def _read(connection: Connection, which: ColumnElement[bool]) -> list[KeptSlip]:
    more = (referrals.c.state, referrals.c.withdrawn_on, referrals.c.told_on, cases.c.closed)
    query = select(slips, *more, _later().label("later")).select_from(
        slips.join(referrals, referrals.c.number == slips.c.referral)
    )
    rows = connection.execute(
        query.join(cases, cases.c.number == slips.c.case).where(which).order_by(slips.c.number.desc())
    ).mappings()
    names = [column.name for column in slips.columns if column.name != "content"]
    return [
        KeptSlip(
            content=msgspec.json.decode(row["content"], type=Slip),
            state=State(row["state"]),
            untold=row["withdrawn_on"] is not None and row["told_on"] is None and row["carried"] is not None,
            newest=not row["later"],
            closed=row["closed"] is not None,
            **{name: row[name] for name in names},
        )
        for row in rows
    ]


def _later() -> ColumnElement[bool]:
    """Is there a later slip of the case, or a later referral to an ambassador?"""
    other, further = slips.alias(), referrals.alias()
    slip = select(other.c.number).where(other.c.case == slips.c.case, other.c.number > slips.c.number)
    referral = select(further.c.number).where(
        further.c.case == slips.c.case, further.c.number > slips.c.referral, further.c.ambassador.is_not(None)
    )
    return slip.exists() | referral.exists()
