"""Every domain of texts that a language has: form, pages of information, cards, letters, and each questionnaire.

The first four lie together: ``translations/form.pot``, ``info.pot``, ``card.pot`` and ``letter.pot`` say which texts
there are, ``translations/<locale>/LC_MESSAGES/`` holds a language. A questionnaire keeps its own beside its
questions; its domain is called after its id and version (``ggd10 1``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from intake.questionnaire.catalogue import read_catalogue
from intake.questionnaire.languages import Language
from intake.questionnaire.model import Questionnaire
from intake.questionnaire.texts import QUESTIONS, TRANSLATIONS, Texts, question_sources, read_texts

FORM, INFO, CARD, LETTER = "form", "info", "card", "letter"
PRINTED = (CARD, LETTER)
"""What no page of the form shows: it is printed as soon as it is whole, with a mark while it is a draft."""

_PACKAGE = Path(__file__).resolve().parents[1]
_INSTALLED = _PACKAGE / "data" / "translations"
_SOURCE = _PACKAGE.parent / "translations"


@dataclass(frozen=True, slots=True)
class Domain:
    """One set of texts. ``sources`` is the English of each, by key, in the order of the template.

    ``questionnaire`` is None for what belongs to the form itself.
    """

    name: str
    folder: Path
    sources: Mapping[str, str | None]
    questionnaire: Questionnaire | None = None

    def file(self, language: Language) -> Path:
        """Where this language's texts lie, or would lie."""
        if self.questionnaire is not None:
            return self.folder / f"{language.locale}.po"
        return self.folder / language.locale / "LC_MESSAGES" / f"{self.name}.po"

    def texts(self, language: Language) -> Texts:
        """Read now. Raises QuestionnaireError where the file is none."""
        return read_texts(self.file(language), language, self.sources)


def translations_folder() -> Path:
    """Where no questionnaire's texts lie: inside the package where a wheel was installed, else in the source tree."""
    return _INSTALLED if _INSTALLED.is_dir() else _SOURCE


def own_domain(name: str, folder: Path | None = None) -> Domain:
    """FORM, INFO, CARD or LETTER, from ``folder`` or from what comes with the program. Raises QuestionnaireError."""
    root = translations_folder() if folder is None else folder
    sources = {key: message.source for key, message in read_catalogue(root / f"{name}.pot").items()}
    return Domain(name, root, sources)


def questionnaire_domain(questionnaire: Questionnaire) -> Domain:
    """What newcomers read of a questionnaire. Raises QuestionnaireError where template and questions differ."""
    folder = questionnaire.folder / TRANSLATIONS / QUESTIONS
    return Domain(name_of(questionnaire), folder, question_sources(questionnaire), questionnaire)


def every_domain(questionnaires: Sequence[Questionnaire], folder: Path | None = None) -> tuple[Domain, ...]:
    """All that a language needs to be whole: what the form shows, and what is printed around it."""
    return (*shown_domains(questionnaires, folder), *(own_domain(name, folder) for name in PRINTED))


def shown_domains(questionnaires: Sequence[Questionnaire], folder: Path | None = None) -> tuple[Domain, ...]:
    """All that a language needs to be offered in the form: FORM, INFO, and the questionnaires in their order."""
    return (own_domain(FORM, folder), own_domain(INFO, folder), *map(questionnaire_domain, questionnaires))


def name_of(questionnaire: Questionnaire) -> str:
    """Id and version: ``ggd10 1``."""
    return f"{questionnaire.id} {questionnaire.version}"
