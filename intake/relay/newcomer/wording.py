"""The form's own texts, read straight from translations/<locale>/LC_MESSAGES/form.po.

translations/form.pot says which texts there are; intake.translations knows where all texts of a language lie.
"""

from __future__ import annotations

from pathlib import Path

from intake.questionnaire.languages import Language
from intake.questionnaire.texts import Texts
from intake.translations.domains import FORM, own_domain, translations_folder

__all__ = ["form_texts", "translations_folder"]


def form_texts(language: Language, folder: Path | None = None) -> Texts:
    """The form's texts in this language. Raises QuestionnaireError where a file is none."""
    return own_domain(FORM, folder).texts(language)
