"""Gathers everything that the desk holds about one case, for a copy that the person may take along.

Staff stand in it by their role and not by name; a record of the reporting code and notes may be about other people, so
whoever makes the copy says whether they are left out. That it was made is in the audit trail.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Table, select

from intake.desk.audit import Action
from intake.desk.cases import Case, read_case
from intake.desk.casework.facts import Facts, read_facts
from intake.desk.clock import stamp
from intake.desk.people import Role, require
from intake.desk.retention.erasing import with_merged
from intake.desk.tables import (
    appointments,
    attempts,
    audit,
    bookings,
    check_ins,
    decisions,
    meldcode,
    notes,
    people,
    prints,
    referral_states,
    referrals,
    reminders,
    slips,
    states,
    waits,
)
from intake.desk.unlock import OpenDesk

DONE: Mapping[str, Table] = {
    table.name: table
    for table in (
        *(decisions, states, attempts, appointments, bookings, referrals),
        *(referral_states, waits, check_ins, slips),
        *(prints, reminders, notes, meldcode),
    )
}
"""What was done with a case, in the order of the copy; cases, judgements and facts have parts of their own."""


class Part(StrEnum):
    """What may be left out, where it is about somebody else."""

    NOTES = "notes"
    MELDCODE = "meldcode"


@dataclass(frozen=True, slots=True, repr=False)
class Deed:
    """An entry of the audit trail. ``role`` is that of whoever did it, None where they never had one."""

    at: str
    role: str | None
    action: str


@dataclass(frozen=True, slots=True, repr=False)
class Everything:
    """``made`` is a stamp. ``done`` has the rows of each table of DONE that has any, each with ``role`` for ``actor``.

    ``others`` are cases that were put together with this one: each has a copy of its own.
    """

    made: str
    case: Case
    facts: Facts | None
    done: Mapping[str, Sequence[Mapping[str, Any]]]
    deeds: tuple[Deed, ...]
    others: tuple[int, ...]
    left_out: frozenset[Part]


def gather(desk: OpenDesk, wanted: str, *, leave_out: Collection[Part] = ()) -> Everything:
    """Everything about the case with this number or code; raises DeskError where there is not just one."""
    left_out = frozenset(leave_out)
    with desk.writing() as connection:
        require(connection, desk.actor, Role.COORDINATOR)
        case = read_case(connection, wanted)
        detail = {"left_out": " ".join(sorted(left_out))} if left_out else {}
        desk.record(connection, Action.COPY_MADE, detail, case=case.number)
        roles = {row.name: row.role for row in connection.execute(select(people.c.name, people.c.role))}
        done = {name: _rows(connection, table, case.number, roles) for name, table in DONE.items()}
        written = read_facts(connection, case.number)
        return Everything(
            made=stamp(desk.clock()),
            case=case,
            facts=None if written is None else written.facts,
            done={name: rows for name, rows in done.items() if rows and name not in left_out},
            deeds=_deeds(connection, case.number, roles),
            others=tuple(each for each in with_merged(connection, [case.number]) if each != case.number),
            left_out=left_out,
        )


def _rows(connection: Connection, table: Table, case: int, roles: Mapping[str, str]) -> list[dict[str, Any]]:
    rows = connection.execute(select(table).where(table.c.case == case).order_by(*table.primary_key)).mappings()
    return [{**row, "role": roles.get(row["actor"])} for row in rows]


def _deeds(connection: Connection, case: int, roles: Mapping[str, str]) -> tuple[Deed, ...]:
    query = select(audit.c.at, audit.c.actor, audit.c.action).where(audit.c.case == case).order_by(audit.c.number)
    return tuple(Deed(row.at, roles.get(row.actor), row.action) for row in connection.execute(query))
