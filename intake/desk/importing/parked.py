"""Parked envelopes: sealed to a questionnaire that the desk did not have. They come in by themselves once it has it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from intake.desk.days import working_days
from intake.desk.importing.examining import Examiner, Found, Outcome
from intake.desk.importing.session import finish, writer_of
from intake.desk.importing.writing import PARKED, Writer
from intake.desk.library import Version
from intake.desk.tables import envelopes
from intake.desk.unlock import OpenDesk
from intake.working_days import WorkingDays

CHUNK = 256


def bring_in_parked(desk: OpenDesk) -> int:
    """Keep what the configuration names, then take in the parked envelopes that this makes readable; how many cases.

    Their time runs from the day they came. Raises DeskError or QuestionnaireError where a questionnaire is refused.
    """
    with desk.writing() as connection:
        desk.library.take_in(connection, desk.section.questionnaires, desk.clock().date())
    examiner = Examiner(desk.bunch.opening, desk.instance.inbox, desk.library)
    days = working_days(desk.section)
    return sum(_version(desk, examiner, days, version) for version in desk.library.versions())


def _version(desk: OpenDesk, examiner: Examiner, days: WorkingDays, version: Version) -> int:
    desk.library.find(version)
    added = 0
    while outcomes := _chunk(desk, examiner, days, version):
        added += sum(isinstance(outcome, Found) for outcome in outcomes)
    return added


def _chunk(desk: OpenDesk, examiner: Examiner, days: WorkingDays, version: Version) -> list[Outcome]:
    """Some parked envelopes of ``version``, taken in together; none is left parked, so that this comes to an end."""
    with desk.writing() as connection:
        writer = writer_of(desk, connection, days)
        outcomes = [
            _one(writer, examiner, digest, sealed, date.fromisoformat(arrived))
            for digest, sealed, arrived in _parked(connection, version)
        ]
        finish(desk, connection, writer)
    return outcomes


def _one(writer: Writer, examiner: Examiner, digest: bytes, sealed: bytes, arrived: date) -> Outcome:
    writer.forget_parked(digest)
    return writer.store(digest, sealed, examiner.examine(digest, sealed), arrived)


def _parked(connection: Connection, version: Version) -> list[tuple[bytes, bytes, str]]:
    query = select(envelopes.c.digest, envelopes.c.sealed, envelopes.c.arrived).where(
        envelopes.c.state == PARKED, envelopes.c.questionnaire == version[0], envelopes.c.version == version[1]
    )
    return [(row.digest, row.sealed, row.arrived) for row in connection.execute(query.limit(CHUNK))]
