"""All pictures beside answers, of the form's own questions and of every questionnaire, as one JSON file.

It is fetched whole and named by its contents, so no request tells which question somebody is at. A question has a
picture beside each of its answers or beside none: half a set would point at the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from intake.look import PICTURED, PICTURES
from intake.questionnaire.drawing import Drawing
from intake.questionnaire.model import Questionnaire
from intake.questionnaire.pictures import SKIP, Pictures, load_pictures, question_pictures
from intake.translations.domains import name_of

FORM = "form"


def pictures(questionnaires: Sequence[Questionnaire]) -> bytes:
    """``drawings``, each once; ``sets`` say which, by name (``form``, ``ggd10 1``) and answer (``sleep.good``; for "I
    do not want to answer" ``skip:sleep``). Raises QuestionnaireError.
    """
    own = load_pictures(PICTURES, PICTURED)
    skip = own.drawings[SKIP]
    sets = {FORM: _whole(own, skip)} | {name_of(each): _whole(question_pictures(each), skip) for each in questionnaires}
    drawings: list[Drawing] = []
    for drawing in (each for drawn in sets.values() for each in drawn.values()):
        if drawing not in drawings:
            drawings.append(drawing)
    places = {name: {key: drawings.index(each) for key, each in drawn.items()} for name, drawn in sets.items()}
    return msgspec.json.encode({"drawings": [each.structure() for each in drawings], "sets": places})


def file_name(contents: bytes) -> str:
    """``<hash>.pictures.json``."""
    return f"{hashlib.sha256(contents).hexdigest()[:12]}.pictures.json"


def _whole(found: Pictures, skip: Drawing) -> dict[str, Drawing]:
    """What belongs to questions that lack nothing. Whoever draws answers but no ``skip`` gets the form's."""
    lacking = {_question(name) for name in found.missing}
    answers = {name: each for name, each in found.drawings.items() if name != SKIP and _question(name) not in lacking}
    skipped = {f"{SKIP}:{_question(name)}": found.drawings.get(SKIP, skip) for name in answers}
    return answers | skipped


def _question(name: str) -> str:
    return name.partition(".")[0]
