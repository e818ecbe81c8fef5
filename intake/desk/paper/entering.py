"""Puts a typed form into the desk: checked as an envelope's content is, judged by the same rules, written down once.

There is no envelope, so nothing of it stands in any receipt. In its place stands a digest of what was typed, which
differs for every form: the form's own random id is part of it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from intake.desk.audit import Action
from intake.desk.days import working_days
from intake.desk.errors import DeskError
from intake.desk.importing.examining import Found
from intake.desk.importing.session import writer_of
from intake.desk.library import Kept
from intake.desk.local_time import today
from intake.desk.paper.reading import CODE_BYTES, Value
from intake.desk.paper.steps import ANSWER
from intake.desk.tables import cases
from intake.desk.triage import judge
from intake.desk.unlock import OpenDesk
from intake.envelope.encoding import base64url, crockford
from intake.envelope.submission import CONTACT, Contact, Submission
from intake.marking import N_, filled

_LABEL = b"envelop/1 paper\0"


@dataclass(frozen=True, slots=True)
class Form:
    """What is known of a form before its answers: its code (None: it has none), questionnaire and language."""

    code: str | None
    kept: Kept
    language: str

    def submission(self, values: Mapping[str, Value], today: date) -> Submission:
        """What would have stood in an envelope. Raises SubmissionError where it could not have."""
        members: dict[str, object] = {name: values.get(name) for name in CONTACT}
        questionnaire, day = self.kept.questionnaire, values["day"]
        answers = {each.id: values[f"{ANSWER}{each.id}"] for each in questionnaire.questions}
        typed = Submission(
            id=base64url(os.urandom(16)),
            sealed_at=day if isinstance(day, date) else today,
            questionnaire=questionnaire.id,
            version=questionnaire.version,
            language=self.language,
            answers=answers,  # type: ignore[arg-type]  # read back below, where every member is checked
            code=self.code or crockford(os.urandom(CODE_BYTES)),
            contact=Contact(**members),  # type: ignore[arg-type]
            place=values["place"],  # type: ignore[arg-type]
        )
        return Submission.from_json(typed.to_json())


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of it. ``new_code``: the form had none. ``due``: ISO 8601, None where no contact is asked for."""

    case: int
    code: str
    new_code: bool
    level: str
    due: str | None


def known_case(connection: Connection, code: str | None) -> int | None:
    """The case that has this code."""
    if code is None:
        return None
    return connection.execute(select(cases.c.number).where(cases.c.code == code)).scalars().first()


def refuse_known(connection: Connection, code: str | None) -> None:
    """Raise DeskError where a case has this code."""
    found = known_case(connection, code)
    if found is not None:
        said = filled(N_("case %(number)d has this code already"), number=found)
        raise DeskError(
            said, filled(N_("Was this form put in before? See `intake desk show %(number)d`."), number=found)
        )


def enter(desk: OpenDesk, form: Form, submission: Submission) -> Entered:
    """Put the form into the queue, and who did it into the audit trail. Raises DeskError where its code is known."""
    found = Found(submission, judge(form.kept.questionnaire, submission.answers), form.kept.definition)
    with desk.writing() as connection:
        refuse_known(connection, submission.code)
        writer = writer_of(desk, connection, working_days(desk.section))
        case = writer.enter(_digest(submission), found, today(desk.clock()))
        detail = {"questionnaire": submission.questionnaire, "version": submission.version}
        desk.record(connection, Action.PAPER_ENTERED, detail | {"language": submission.language}, case=case)
        row = connection.execute(select(cases.c.code, cases.c.level, cases.c.due).where(cases.c.number == case)).one()
    return Entered(case, row.code, form.code is None, row.level, row.due)


def _digest(submission: Submission) -> bytes:
    return hashlib.sha256(_LABEL + submission.to_json()).digest()
