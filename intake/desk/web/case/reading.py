"""Why a case is in the queue, with the answers behind each reason; and every answer, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import g
from sqlalchemy import Connection

from intake.desk.cases import Case
from intake.desk.triage import judge
from intake.desk.unlock import OpenDesk
from intake.desk.wording import Dictionary, Own, Wording
from intake.questionnaire import Language


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One question with its answer, and the same in the newcomer's words where they read another language."""

    question: str
    answer: str
    skipped: bool
    own_question: str | None = None
    own_answer: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Because:
    """One rule that fired: ``level`` is its own; ``behind`` are the answers that made it fire."""

    rule: str
    level: str
    reason: str
    advice: str
    behind: tuple[Line, ...]


def read_reasons(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object]:
    """The reasons of the newest judgement, the most urgent first as the questionnaire has them."""
    wording = _wording(desk, case)
    judged = {reason.rule: reason for reason in judge(wording.questionnaire, case.answers).reasons}
    newest = case.judgements[-1]
    found = []
    for reason in newest.reasons:
        given = judged[reason.rule].answers if reason.rule in judged else ()
        behind = tuple(_line(wording, None, each.question, case) for each in given)
        found.append(Because(reason.rule, reason.level, wording.reason(reason), wording.advice(reason.rule), behind))
    band = wording.band(newest.band)
    return {"reasons": found, "judgement": newest, "band": band, "notice": wording.notice}


def read_answers(desk: OpenDesk, connection: Connection, case: Case) -> Mapping[str, object]:
    """All questions in the order of the form. ``own`` is the newcomer's language where it stands beside."""
    wording = _wording(desk, case)
    own = Dictionary(desk.library, g.language).own(case.questionnaire, case.version, case.language)
    lines = [_line(wording, own, question.id, case) for question in wording.questionnaire.questions]
    language: Language | None = None if own is None else own.language
    return {"lines": lines, "own": language}


def _line(wording: Wording, own: Own | None, question: str, case: Case) -> Line:
    answer = case.answers.get(question)
    beside = (None, None) if own is None else (own.question(question), own.answer(question, answer))
    return Line(wording.question(question), wording.answer(question, answer), answer is None, *beside)


def _wording(desk: OpenDesk, case: Case) -> Wording:
    return Dictionary(desk.library, g.language).of(case.questionnaire, case.version)
