"""One language as one JSON file: what the form says, the questionnaires' structure and texts, numbers and places.

It is fetched whole and named by its contents, so a request tells the language and nothing else. Where the language
lacks something of a screen, it says which screens those are and brings the words of the language that stands in for
them. It holds no weight and no rule; what only the server writes (sheet.*) is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

import msgspec

from intake.questionnaire.model import Question, Questionnaire
from intake.questionnaire.structure import form_structure
from intake.questionnaire.texts import Texts
from intake.relay.newcomer.facts import Hours, ImportantNumbers, Place, Places, as_written
from intake.relay.offer import Offer

SERVER_ONLY = "sheet."
NOTHING: Mapping[str, str] = {}


def catalogue(
    offer: Offer,
    numbers: ImportantNumbers,
    places: Places,
    *,
    pictures: str = "",
    sound: Mapping[str, str] = NOTHING,
) -> bytes:
    """The same texts give the same bytes. ``pictures`` and ``sound`` (by language) say where those files are."""
    return msgspec.json.encode(
        {
            **_words(offer),
            "draft": offer.draft,
            "pictures": pictures,
            "sound": sound,
            "borrowed": _borrowed(offer),
            "numbers": {"checked_on": _day(numbers.checked_on), "list": [_number(each) for each in numbers.numbers]},
            "places": {inbox: _place(place) for inbox, place in places.by_inbox().items()},
        }
    )


def file_name(offer: Offer, contents: bytes) -> str:
    """``<hash>.<tag>.json``."""
    return f"{hashlib.sha256(contents).hexdigest()[:12]}.{offer.language.tag}.json"


def _words(offer: Offer) -> dict[str, object]:
    """All that is said in one language."""
    return {
        "language": offer.language.tag,
        "direction": offer.language.direction,
        "texts": {key: text for key, text in _texts(offer.form).items() if not key.startswith(SERVER_ONLY)},
        "questionnaires": {name: _questionnaire(*each) for name, each in offer.questionnaires.items()},
    }


def _borrowed(offer: Offer) -> dict[str, object] | None:
    if offer.lender is None or not offer.borrowed:
        return None
    return {"screens": [screen.name for screen in offer.borrowed], **_words(offer.lender)}


def _texts(texts: Texts) -> dict[str, str]:
    return {key: message.text for key, message in texts.messages.items()}


def _questionnaire(questionnaire: Questionnaire, texts: Texts) -> Mapping[str, object]:
    structures = form_structure(questionnaire)["questions"]
    questions = [
        {**structure, "recall": _recalls(question)}
        for structure, question in zip(structures, questionnaire.questions, strict=True)
    ]
    return {"questions": questions, "texts": _texts(texts)}


def _recalls(question: Question) -> bool:
    return question.recall


def _number(number: object) -> Mapping[str, object]:
    return {name: getattr(number, name) for name in ("id", "number", "free")}


def _place(place: Place) -> Mapping[str, object]:
    return {
        "working_days": place.working_days,
        "address": place.address,
        "phone": place.phone,
        "hours": [_hours(each) for each in place.hours],
        "checked_on": _day(place.checked_on),
    }


def _hours(hours: Hours) -> Mapping[str, object]:
    return {"day": hours.day, "from": hours.start, "until": hours.until}


def _day(day: date | None) -> str | None:
    return None if day is None else as_written(day)
