"""Who answered: language, answers and how they may be reached. Invented; telephone numbers reach nobody."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from intake.demo.samples import NAMES, PROFILES
from intake.envelope.encoding import base64url, crockford
from intake.envelope.submission import Answer, Contact
from intake.questionnaire import Choice, Questionnaire

LANGUAGES = {
    "ar": 20,
    "ti": 16,
    "uk": 12,
    "tr": 9,
    "prs": 8,
    "fa": 7,
    "so": 7,
    "en": 6,
    "kmr": 5,
    "ps": 3,
    "pl": 2,
    "ru": 2,
    "fr": 2,
    "nl": 1,
}
"""How often each of the form's languages is drawn."""
PARTS = ("weekday-morning", "weekday-afternoon", "weekday-evening", "weekend")
# The first profile is well, the last ones are not.
_WEIGHTS = (62, 26, 6, 2, 4)


@dataclass(frozen=True, slots=True, repr=False)
class Answered:
    """One form, but for when it came."""

    id: str
    code: str
    card: str | None
    language: str
    answers: dict[str, Answer]
    contact: Contact


def draw_person(chance: Random, questionnaire: Questionnaire, *, again: Answered | None = None) -> Answered:
    """Somebody; with ``again`` the same person once more, with the same card, language and telephone."""
    language = again.language if again else chance.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
    return Answered(
        id=base64url(chance.randbytes(16)),
        code=crockford(chance.randbytes(5)),
        card=again.card if again else base64url(chance.randbytes(16)),
        language=language,
        answers=again.answers if again else _answers(chance, questionnaire),
        contact=again.contact if again else _contact(chance, language),
    )


def _answers(chance: Random, questionnaire: Questionnaire) -> dict[str, Answer]:
    profile = chance.choices(PROFILES, _WEIGHTS)[0]
    found: dict[str, Answer] = {}
    for question in questionnaire.questions:
        if chance.random() < profile.skipped:
            found[question.id] = None
        elif isinstance(question, Choice):
            weights = profile.options[: len(question.options)]
            found[question.id] = chance.choices(question.options, weights if any(weights) else None)[0]
        else:
            found[question.id] = chance.randint(question.minimum, question.maximum)
    return found


def _contact(chance: Random, language: str) -> Contact:
    reach = chance.choices(("call", "message", "come", "no", None), (50, 25, 12, 8, 5))[0]
    near = reach in ("call", "message")
    return Contact(
        reach=reach,
        # No network gives out numbers that begin so.
        address=f"06 0{chance.randrange(10**7):07}" if near else None,
        name=chance.choice((*NAMES.get(language, NAMES["en"]), None)) if near else None,
        line=chance.choices(("mine", "shared", "unknown", None), (5, 3, 1, 1))[0] if near else None,
        when=tuple(sorted(chance.sample(PARTS, chance.randint(1, 2)), key=PARTS.index)) if near else None,
        professional=chance.choices(("woman", "man", "any", None), (4, 1, 4, 1))[0],
        ambassador=chance.choices(("no", "yes", "other-town", None), (5, 3, 2, 1))[0],
        age=chance.choices(("18+", "16-17", None), (90, 4, 6))[0],
    )
