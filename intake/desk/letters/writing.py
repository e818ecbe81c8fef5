"""Writing a letter about a case: open its fields, see it, print it. That it was printed is in the case's history; what
it said is nowhere, but for the slip that a note for who goes along makes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import Connection, insert, select

from intake.desk.audit import Action
from intake.desk.cases import Case, read_case
from intake.desk.casework.revision import ChangedMeanwhileError, revision_of
from intake.desk.clock import stamp
from intake.desk.letters.ambassador import AmbassadorFields, AmbassadorNote
from intake.desk.letters.errors import LetterError
from intake.desk.letters.field import as_typed, read
from intake.desk.letters.frame import Letter
from intake.desk.letters.gp import Judged
from intake.desk.letters.kinds import KINDS, Fields, compose
from intake.desk.letters.office import Office
from intake.desk.letters.prefill import Known, consented, gp_referrals, prefilled
from intake.desk.local_time import today
from intake.desk.people import CASE_WORKERS, require
from intake.desk.slips.making import Making, prepare, refuse_without_consent, settle
from intake.desk.tables import prints
from intake.desk.terminal.labels import Labels
from intake.desk.unlock import OpenDesk
from intake.desk.wording import Dictionary
from intake.marking import N_

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """A letter that is being written: what is known of the case, its ``revision`` when it was read, and the fields."""

    known: Known
    revision: int
    kind: str
    fields: Fields

    @property
    def case(self) -> Case:
        """The case that it is about."""
        return self.known.case


@dataclass(frozen=True, slots=True)
class Print:
    """That a letter was printed. ``at`` is a stamp; ``ticked`` says what of the form went along."""

    at: str
    actor: str
    kind: str
    language: str
    ticked: tuple[str, ...]


def begin(desk: OpenDesk, wanted: str, kind: str) -> Draft:
    """Open a letter of ``kind`` about a case, with what is known filled in; the look is recorded. Raises DeskError."""
    with desk.writing() as connection:
        known, revision = _looked_at(desk, connection, wanted)
        fields = prefilled(known, kind, office=Office.of(desk.section), actor=desk.actor)
        return Draft(known, revision, kind, fields)


def go_on(desk: OpenDesk, wanted: str, kind: str, typed: Mapping[str, object]) -> Draft:
    """The letter as it was typed so far; the look at the case is recorded. Raises DeskError, UnfitError."""
    fields = read(KINDS[kind], typed)
    with desk.writing() as connection:
        return Draft(*_looked_at(desk, connection, wanted), kind, fields)


def overlaid(draft: Draft, typed: Mapping[str, object]) -> Draft:
    """What is known, with what a file says in its place. Raises UnfitError."""
    fields = read(KINDS[draft.kind], {**dict(as_typed(draft.fields)), **typed})
    return Draft(draft.known, draft.revision, draft.kind, fields)


def letter_of(desk: OpenDesk, draft: Draft) -> Letter:
    """What would be printed. Raises UnfitError, LetterError, QuestionnaireError where it cannot even be shown."""
    written = today(desk.clock())
    return compose(draft.fields, office=Office.of(desk.section), written=written, judged=_judged(desk, draft.case))


def print_letter(
    desk: OpenDesk, draft: Draft, seen: int, make: Callable[[Letter], Made], keep: Callable[[Made], None] | None = None
) -> Made:
    """What ``make`` makes of the letter, once it is recorded that it was printed.

    ``keep`` is given it before that is certain: where it fails, nothing is recorded. ``seen`` is the case's revision
    when the fields were shown. A note for who goes along makes its slip. Raises UnfitError where something is needed,
    ChangedMeanwhileError where the case was changed since, LetterError where there is no consent; and as ``make`` and
    ``keep``.
    """
    letter = letter_of(desk, draft)
    letter.refuse_lacking()
    slip = _prepared(desk, draft)
    made = make(_numbered(letter, slip))
    with desk.writing() as connection:
        require(connection, desk.actor, *CASE_WORKERS)
        _refuse_changed(connection, draft.case.number, seen)
        if draft.kind == "gp":
            _refuse_withdrawn(connection, draft.case.number)
        if slip is not None:
            settle(desk, connection, draft.case.number, slip)
        _record(desk, connection, draft.case.number, letter)
        if keep is not None:
            keep(made)
    return made


def printed(connection: Connection, case: int) -> tuple[Print, ...]:
    """What was printed about a case, the newest first."""
    rows = connection.execute(select(prints).where(prints.c.case == case).order_by(prints.c.number.desc()))
    return tuple(Print(row.at, row.actor, row.kind, row.language, tuple(row.ticked.split())) for row in rows)


def _looked_at(desk: OpenDesk, connection: Connection, wanted: str) -> tuple[Known, int]:
    require(connection, desk.actor, *CASE_WORKERS)
    case = read_case(connection, wanted)
    desk.record(connection, Action.CASE_VIEWED, case=case.number)
    return Known.of(connection, case), revision_of(connection, case.number)


def _prepared(desk: OpenDesk, draft: Draft) -> Making | None:
    """The slip that goes with a note; its number must be known before the note is made."""
    if not isinstance(draft.fields, AmbassadorFields):
        return None
    with desk.reading() as connection:
        refuse_without_consent(connection, draft.case.number)
        return prepare(desk, connection, draft.case.number, draft.fields)


def _numbered(letter: Letter, slip: Making | None) -> Letter:
    return replace(letter, number=slip.number) if isinstance(letter, AmbassadorNote) and slip is not None else letter


def _refuse_changed(connection: Connection, case: int, seen: int) -> None:
    """A print takes no revision, for it changes nothing of the case; but it must not say what is no longer so."""
    if revision_of(connection, case) != seen:
        raise ChangedMeanwhileError(
            N_("somebody else changed this case meanwhile"), N_("Look at what changed, then do it again.")
        )


def _refuse_withdrawn(connection: Connection, case: int) -> None:
    """Where referrals were written down, the letter needs one that the person still agrees to."""
    found = gp_referrals(connection, case)
    if found and not any(map(consented, found)):
        raise LetterError(
            N_("the person does not, or does not any more, agree to this referral"),
            N_("Ask again, and write down the new consent at the referral first."),
        )


def _record(desk: OpenDesk, connection: Connection, case: int, letter: Letter) -> None:
    """The trail names the row and not the kind: it stays when the case is erased."""
    row = {"case": case, "at": stamp(desk.clock()), "actor": desk.actor, "kind": letter.kind}
    row |= {"language": letter.language.tag, "ticked": " ".join(letter.ticked)}
    added = connection.execute(insert(prints).values(row))
    assert added.inserted_primary_key is not None
    desk.record(connection, Action.LETTER_PRINTED, {"print": added.inserted_primary_key[0]}, case=case)


def _judged(desk: OpenDesk, case: Case) -> Judged:
    """What of the form may be ticked, in the words of staff."""
    wording, labels = Dictionary(desk.library, "nl").of(case.questionnaire, case.version), Labels("nl")
    last = case.judgements[-1]
    score = "" if last.score is None else f"{last.score} ({wording.band(last.band)})"
    reasons = tuple(map(wording.reason, last.reasons))
    return Judged(wording.notice, tuple(wording.answered(case.answers)), score, labels[f"level.{case.level}"], reasons)
