"""What a letter that somebody carries has: one language from end to end, a neutral sender, and a mark while its texts
are drafts."""

from __future__ import annotations

from dataclasses import dataclass

from intake.desk.letters.office import Neutral, Office
from intake.paper.whole import is_draft, refuse_half
from intake.questionnaire.languages import Language, language
from intake.questionnaire.texts import Texts
from intake.translations.domains import FORM, LETTER, own_domain
from intake.translations.screens import Screen


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language, and who writes."""

    form: Texts
    letter: Texts
    sender: Neutral
    draft: str

    @classmethod
    def of(cls, what: str, shown: Screen, tag: str, office: Office) -> Words:
        """Raises QuestionnaireError where the language lacks a text of ``shown``, LetterError without a sender."""
        spoken = language(tag)
        form, letter = own_domain(FORM).texts(spoken), own_domain(LETTER).texts(spoken)
        refuse_half(what, shown, form, letter)
        draft = form.get("draft") if is_draft(shown, form, letter) else ""
        return cls(form, letter, office.neutral(form), draft)

    @property
    def language(self) -> Language:
        """What it is written in."""
        return self.form.language

    def get(self, key: str) -> str:
        """A text of the form or of the letters."""
        return (self.letter if key in self.letter.messages else self.form).get(key)
