"""Which languages are offered, with everything that is said in them.

A language is offered when its own texts are complete and at least one questionnaire is complete in it; a
questionnaire that is not is left out of that language, and the form then asks for another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intake.questionnaire.languages import LANGUAGES, Language
from intake.questionnaire.model import Questionnaire
from intake.questionnaire.texts import Texts, load_texts
from intake.relay.newcomer.wording import form_texts


@dataclass(frozen=True, slots=True)
class Offer:
    """One language as newcomers get it. ``questionnaires`` holds the texts of those that are complete in it."""

    language: Language
    form: Texts
    questionnaires: Mapping[str, tuple[Questionnaire, Texts]]

    @property
    def draft(self) -> bool:
        """Whether anything of it is still to be reviewed."""
        return bool(self.form.drafts) or any(texts.drafts for _, texts in self.questionnaires.values())

    def text(self, key: str) -> str:
        """One of the form's own texts."""
        return self.form.get(key)


def offers(questionnaires: Sequence[Questionnaire]) -> tuple[Offer, ...]:
    """In the order of the table of languages. Raises QuestionnaireError where a file of texts is none."""
    found = (_offer(language, questionnaires) for language in LANGUAGES)
    return tuple(offer for offer in found if offer.form.complete and offer.questionnaires)


def name_of(questionnaire: Questionnaire) -> str:
    """Id and version: ``ggd10 1``."""
    return f"{questionnaire.id} {questionnaire.version}"


def _offer(language: Language, questionnaires: Sequence[Questionnaire]) -> Offer:
    loaded = {name_of(each): (each, load_texts(each.folder, language)) for each in questionnaires}
    complete = {name: (each, texts) for name, (each, texts) in loaded.items() if texts.complete}
    return Offer(language, form_texts(language), complete)
