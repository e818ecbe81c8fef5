"""Sample submissions: invented people, drawn from a seed, so that every demo shows the same queue.

Names are common given names; telephone numbers are all zeros but the last two digits and reach nobody.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from intake.envelope.encoding import base64url, crockford
from intake.envelope.link import Token, card
from intake.envelope.submission import Answer, Contact, Submission
from intake.questionnaire.model import Question, Questionnaire, Scale

SEED = 10
COUNT = 40
NAMES = {
    "ar": ("أمل", "هدى", "سامر", "ليلى", "يوسف", "رنا"),
    "ti": ("ሰላም", "ሚካኤል", "ሳባ", "ዮናስ", "ትርሓስ", "ሄለን"),
    "nl": ("Sanne", "Mila", "Daan", "Noor"),
    "en": ("Grace", "Samuel", "Faith", "Joy"),
}
LANGUAGES = ("ar", "ar", "ar", "ti", "ti", "ti", "en", "nl")


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of person: how likely the first, second, third … option of a question is, and how often one is skipped."""

    people: int
    options: tuple[int, ...]
    skipped: float = 0.02


PROFILES = (
    Profile(people=19, options=(8, 2, 0, 0)),
    Profile(people=11, options=(5, 5, 1, 1)),
    Profile(people=5, options=(1, 5, 6, 3)),
    Profile(people=3, options=(0, 1, 9, 4)),
    Profile(people=2, options=(5, 3, 2, 1), skipped=0.5),
)


def sample_submissions(
    questionnaire: Questionnaire, tokens: Sequence[Token], *, via: str, place: str | None, today: date
) -> Iterator[Submission]:
    """Forty submissions to ``questionnaire``, one for each of ``tokens``, the same ones for the same seed."""
    chance = random.Random(SEED)  # noqa: S311 - invented people, not secrets
    profiles = [profile for profile in PROFILES for _ in range(profile.people)]
    chance.shuffle(profiles)
    for profile, token in zip(profiles, tokens, strict=True):
        language = chance.choice(LANGUAGES)
        yield Submission(
            id=base64url(chance.randbytes(16)),
            sealed_at=today,
            questionnaire=questionnaire.id,
            version=questionnaire.version,
            language=language,
            answers={question.id: _answer(chance, profile, question) for question in questionnaire.questions},
            contact=_contact(chance, language),
            place=place,
            via=via,
            card=card(token),
            code=crockford(chance.randbytes(5)),
        )


def _answer(chance: random.Random, profile: Profile, question: Question) -> Answer:
    if chance.random() < profile.skipped:
        return None
    if isinstance(question, Scale):
        return chance.randint(question.minimum, question.maximum)
    return chance.choices(question.options, profile.options[: len(question.options)])[0]


def _contact(chance: random.Random, language: str) -> Contact:
    reach = chance.choices(("call", "message", "come", "no"), (5, 4, 2, 1))[0]
    reachable = reach in ("call", "message")
    return Contact(
        reach=reach,
        address=f"06 00 00 00 {chance.randrange(100):02}" if reachable else None,
        name=chance.choice(NAMES[language]) if reachable else None,
        line=chance.choices(("mine", "shared", "unknown"), (5, 3, 1))[0] if reachable else None,
        when=tuple(chance.sample(("weekday-morning", "weekday-afternoon", "weekday-evening"), chance.randint(1, 2))),
        professional=chance.choices(("woman", "man", "any"), (4, 1, 4))[0],
        ambassador=chance.choices(("no", "yes", "other-town"), (5, 3, 2))[0],
        age="18+" if chance.random() < 0.95 else "16-17",
    )
