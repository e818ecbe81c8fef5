"""The score: a sum of weights, in whole numbers, with what was skipped filled in from what was answered.

A skipped question is never a 0: what was answered is stretched to the whole range of the score, as if the skipped
questions had gone like the others. With too many skipped there is no score, and no band.
"""

from __future__ import annotations

from dataclasses import dataclass

from intake.questionnaire import Answer, Answers, Choice, Question, Questionnaire, Scale, Score


@dataclass(frozen=True, slots=True, repr=False)
class Tally:
    """What the answers add up to. No repr: it is about somebody's health.

    ``raising`` are the questions whose answer weighs more than the least it could: why a score is what it is.
    ``missing`` are the questions without an answer, ``missing_scored`` the scored ones among them.
    """

    score: int | None
    band: str | None
    raising: frozenset[str]
    missing: frozenset[str]
    missing_scored: frozenset[str]


@dataclass(frozen=True, slots=True, repr=False)
class _Weighed:
    question: str
    weight: int
    least: int
    most: int


def tally(questionnaire: Questionnaire, answers: Answers) -> Tally:
    """Add up answers that fit the questionnaire."""
    weighed, missing_scored = [], set()
    for question in questionnaire.questions:
        if question.extent is not None:
            value = weight(question, answers[question.id])
            if value is None:
                missing_scored.add(question.id)
            else:
                weighed.append(_Weighed(question.id, value, *question.extent))
    score = _score(questionnaire.score, weighed, len(missing_scored))
    return Tally(
        score=score,
        band=_band(questionnaire.score, score),
        raising=frozenset(each.question for each in weighed if each.weight > each.least),
        missing=frozenset(question for question, answer in answers.items() if answer is None),
        missing_scored=frozenset(missing_scored),
    )


def weight(question: Question, answer: Answer) -> int | None:
    """What this answer adds to the score; None where it was skipped or the question is not scored."""
    match question, answer:
        case Choice(options=options, weights=tuple(weights)), str(option):
            return weights[options.index(option)]
        case Scale(factor=int(factor)), int(number):
            return number * factor
        case _:
            return None


def _score(score: Score | None, weighed: list[_Weighed], missing: int) -> int | None:
    """The score; None where nothing is scored, or more is missing than the questionnaire allows.

    The sum s of the answered questions lies between the least a and the most b that they could add; the score lies
    between L and H. It is L + (s - a) * (H - L) / (b - a), halves rounded up. With nothing missing that is s.
    """
    if score is None or missing > score.missing_at_most:
        return None
    above = sum(each.weight - each.least for each in weighed)
    reach = sum(each.most - each.least for each in weighed)
    return score.lowest + _rounded(above * (score.highest - score.lowest), reach)


def _band(score: Score | None, value: int | None) -> str | None:
    """The id of the band that holds this value, both its ends included."""
    if score is None or value is None:
        return None
    return next((band.id for band in score.bands if band.lowest <= value <= band.highest), None)


def _rounded(numerator: int, denominator: int) -> int:
    """The quotient to the nearest whole number, halves up; whole numbers all the way."""
    return (2 * numerator + denominator) // (2 * denominator)
