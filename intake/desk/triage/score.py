"""The score: a sum of weights, in whole numbers, with what was skipped filled in from what was answered.

A skipped question is never a 0: what was answered is stretched to the whole range of the score, as if the skipped
questions had gone like the others. With too many skipped there is no score, and no band.
"""

from __future__ import annotations

from intake.questionnaire import Answer, Answers, Choice, Question, Questionnaire, Scale


def weight(question: Question, answer: Answer) -> int | None:
    """What this answer adds to the score; None where it was skipped or the question is not scored."""
    match question, answer:
        case Choice(options=options, weights=tuple(weights)), str(option):
            return weights[options.index(option)]
        case Scale(factor=int(factor)), int(number):
            return number * factor
        case _:
            return None


def score_of(questionnaire: Questionnaire, answers: Answers) -> int | None:
    """The score; None where nothing is scored, or more is missing than the questionnaire allows.

    The sum s of the answered questions lies between the least a and the most b that they could add; the score lies
    between L and H. It is L + (s - a) * (H - L) / (b - a), halves rounded up. With nothing missing that is s.
    """
    score = questionnaire.score
    weighed = [(question.extent, weight(question, answers[question.id])) for question in questionnaire.scored]
    answered = [(extent, value) for extent, value in weighed if extent is not None and value is not None]
    if score is None or len(weighed) - len(answered) > score.missing_at_most:
        return None
    least = sum(low for (low, _), _ in answered)
    reach = sum(high for (_, high), _ in answered) - least
    above = sum(value for _, value in answered) - least
    return score.lowest + _rounded(above * (score.highest - score.lowest), reach)


def band_of(questionnaire: Questionnaire, score: int | None) -> str | None:
    """The id of the band that holds this score; None without score or bands."""
    if score is None or questionnaire.score is None:
        return None
    bands = questionnaire.score.bands
    return next((band.id for band in bands if band.lowest <= score <= band.highest), None)


def _rounded(numerator: int, denominator: int) -> int:
    """The quotient to the nearest whole number, halves up; whole numbers all the way."""
    return (2 * numerator + denominator) // (2 * denominator)
