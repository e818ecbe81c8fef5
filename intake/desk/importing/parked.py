"""Envelopes that wait: parked for a questionnaire, or set aside because they were sealed to a key the desk lacked.

They come in by themselves once the desk has the one or the other.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, or_, select

from intake.desk.days import working_days
from intake.desk.importing.examining import Examiner, Found, Outcome
from intake.desk.importing.session import finish, writer_of
from intake.desk.importing.writing import ASIDE, PARKED, Writer
from intake.desk.library import Version
from intake.desk.tables import envelopes
from intake.desk.unlock import OpenDesk
from intake.envelope.errors import Reason
from intake.envelope.format import KEY_ID, STANZA
from intake.working_days import WorkingDays

CHUNK = 256
# Where the two key ids of an envelope begin, counted from 1.
KEY_ID_PLACES = (42, 42 + STANZA)


def bring_in_parked(desk: OpenDesk) -> int:
    """Keep what the configuration names, then take in the parked envelopes that this makes readable; how many cases.

    Their time runs from the day they came. Raises DeskError or QuestionnaireError where a questionnaire is refused.
    """
    with desk.writing() as connection:
        desk.library.take_in(connection, desk.section.questionnaires, desk.clock().date())
    examiner = Examiner(desk.bunch.opening, desk.instance.inbox, desk.library)
    days = working_days(desk.section)
    return sum(_version(desk, examiner, days, version) for version in desk.library.versions())


def bring_in_unknown(desk: OpenDesk) -> int:
    """Take in what was set aside for want of a key that the desk has by now; how many cases. Raises as the above."""
    examiner = Examiner(desk.bunch.opening, desk.instance.inbox, desk.library)
    days = working_days(desk.section)
    added = 0
    while digests := _openable(desk):
        with desk.writing() as connection:
            writer = writer_of(desk, connection, days)
            for digest, sealed, arrived in _sealed(connection, digests):
                outcome = _one(writer, examiner, digest, sealed, date.fromisoformat(arrived))
                added += isinstance(outcome, Found)
            finish(desk, connection, writer)
    return added


def _openable(desk: OpenDesk) -> list[bytes]:
    """Some envelopes that were set aside as of an unknown key, and name one that is known now.

    Only their key ids are read. None of them has this reason any more once it was examined again.
    """
    first, second = (func.substr(envelopes.c.sealed, place, KEY_ID) for place in KEY_ID_PLACES)
    known = list(desk.bunch.opening)
    query = select(envelopes.c.digest).where(
        envelopes.c.state == ASIDE,
        envelopes.c.reason == Reason.UNKNOWN_KEY.value,
        or_(first.in_(known), second.in_(known)),
    )
    with desk.reading() as connection:
        return list(connection.execute(query.limit(CHUNK)).scalars())


def _sealed(connection: Connection, digests: list[bytes]) -> list[tuple[bytes, bytes, str]]:
    query = select(envelopes.c.digest, envelopes.c.sealed, envelopes.c.arrived).where(envelopes.c.digest.in_(digests))
    return [(row.digest, row.sealed, row.arrived) for row in connection.execute(query)]


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
    writer.take_back(digest)
    return writer.store(digest, sealed, examiner.examine(digest, sealed), arrived)


def _parked(connection: Connection, version: Version) -> list[tuple[bytes, bytes, str]]:
    query = select(envelopes.c.digest, envelopes.c.sealed, envelopes.c.arrived).where(
        envelopes.c.state == PARKED, envelopes.c.questionnaire == version[0], envelopes.c.version == version[1]
    )
    return [(row.digest, row.sealed, row.arrived) for row in connection.execute(query.limit(CHUNK))]
