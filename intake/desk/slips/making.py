"""The slip that a note for who goes along makes: drawn before the note is printed, so that its number stands on it.

Only for a referral to an ambassador of the network book, and only while the person agrees. It holds what stands on the
note and nothing else. While it lies at the desk a corrected note corrects it; once it went out, another note is another
slip, unless it says the same.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, RowMapping, insert, or_, select, update

from intake.desk.audit import Action
from intake.desk.casework.referrals import State
from intake.desk.casework.revision import ChangedMeanwhileError
from intake.desk.clock import stamp
from intake.desk.letters.ambassador import AmbassadorFields
from intake.desk.letters.errors import LetterError
from intake.desk.local_time import today
from intake.desk.slips.kept import GOES_ALONG, KeptSlip, slips_of
from intake.desk.tables import referrals, slips
from intake.desk.unlock import OpenDesk
from intake.envelope.encoding import crockford
from intake.exchange.slip import Slip, Task
from intake.marking import N_

KIND = "AMB"
ID_BYTES = 5
"""40 random bits, in eight letters."""


@dataclass(frozen=True, slots=True, repr=False)
class Making:
    """``slip`` as it will be kept for ``referral``; ``known`` is the one that it is, or takes the place of.

    ``seen`` are the case's slips as they were when this was prepared.
    """

    slip: Slip
    referral: int
    known: KeptSlip | None
    seen: tuple[KeptSlip, ...]

    @property
    def number(self) -> str:
        """What stands on the note."""
        return self.slip.id


def referral_to_ambassador(connection: Connection, case: int) -> RowMapping | None:
    """The newest to somebody of the network book, to which the person agrees now; None where there is none."""
    return next((row for row in _referrals(connection, case) if row["ambassador"] and _agrees(row)), None)


def refuse_without_consent(connection: Connection, case: int) -> None:
    """Raise LetterError where referrals to an ambassador were written down, and the person agrees to none of them."""
    found = _referrals(connection, case)
    if found and not any(map(_agrees, found)):
        raise LetterError(
            N_("the person does not, or does not any more, agree that an ambassador is asked"),
            N_("Ask again, and write down the consent at the referral first."),
        )


def prepare(desk: OpenDesk, connection: Connection, case: int, fields: AmbassadorFields) -> Making | None:
    """The slip that a note with these fields makes; None where no ambassador of the network book was chosen."""
    row = referral_to_ambassador(connection, case)
    if row is None:
        return None
    asked = _asked(desk, fields, row["ambassador"], f"S-{crockford(secrets.token_bytes(ID_BYTES))}")
    mine = slips_of(connection, case)
    known = next((each for each in mine if each.referral == row["number"] and _may_be(each, asked)), None)
    return Making(asked if known is None else _with_id(asked, known), row["number"], known, tuple(mine))


def settle(desk: OpenDesk, connection: Connection, case: int, making: Making) -> None:
    """Keep it, in the transaction in which the note is printed. Raises ChangedMeanwhileError."""
    if tuple(slips_of(connection, case)) != making.seen:
        raise _meanwhile()
    known = making.known
    if known is None:
        _insert(desk, connection, case, making)
    elif not _same(known.content, making.slip):
        content = msgspec.json.encode(making.slip)
        connection.execute(update(slips).where(slips.c.number == known.number).values(content=content))
        desk.record(connection, Action.SLIP_WRITTEN, {"slip": known.number}, case=case)


def _insert(desk: OpenDesk, connection: Connection, case: int, making: Making) -> None:
    row: dict[str, object] = {"case": case, "referral": making.referral, "at": stamp(desk.clock()), "actor": desk.actor}
    row |= {"slip": making.slip.id, "ambassador": making.slip.ambassador, "content": msgspec.json.encode(making.slip)}
    number = connection.execute(insert(slips).returning(slips.c.number), row).scalar_one()
    desk.record(connection, Action.SLIP_WRITTEN, {"slip": number}, case=case)


def _may_be(each: KeptSlip, asked: Slip) -> bool:
    """Is it this slip: one that is still here, or that said the same and nothing came of yet?"""
    return (
        each.ambassador == asked.ambassador
        and each.outcome is None
        and (each.carried is None or _same(each.content, asked))
    )


def _same(one: Slip, other: Slip) -> bool:
    """But for the number and the day of writing."""
    return _with_id(one, None) == _with_id(other, None)


def _with_id(slip: Slip, known: KeptSlip | None) -> Slip:
    if known is None:
        return msgspec.structs.replace(slip, id="", issued=slip.issued.min)
    return msgspec.structs.replace(slip, id=known.slip)


def _asked(desk: OpenDesk, fields: AmbassadorFields, ambassador: str, number: str) -> Slip:
    return Slip(
        v=1,
        id=number,
        ambassador=ambassador,
        issued=today(desk.clock()),
        first_name=fields.first_name,
        language=fields.speaks,
        tasks=tuple(_tasks(fields)),
        day=fields.day,
        time=fields.time or None,
        place=fields.place or None,
        note=fields.task or None,
        often="structural" if fields.often else "once",
    )


def _tasks(fields: AmbassadorFields) -> Sequence[Task]:
    ticked: Mapping[Task, object] = {"along": fields.along, "explain": fields.explain, "other": fields.task}
    return [task for task, wanted in ticked.items() if wanted]


def _referrals(connection: Connection, case: int) -> Sequence[RowMapping]:
    """To an ambassador, the newest first."""
    to = or_(referrals.c.ambassador.is_not(None), referrals.c.destination == KIND)
    query = select(referrals).where(referrals.c.case == case, to).order_by(referrals.c.number.desc())
    return connection.execute(query).mappings().all()


def _agrees(row: RowMapping) -> bool:
    return row["consent_on"] is not None and row["withdrawn_on"] is None and State(row["state"]) in GOES_ALONG


def _meanwhile() -> ChangedMeanwhileError:
    return ChangedMeanwhileError(
        N_("somebody else changed this case meanwhile"), N_("Look at what changed, then do it again.")
    )
