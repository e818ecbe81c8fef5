"""The form's own texts, read straight from translations/<locale>/LC_MESSAGES/form.po.

translations/form.pot says which texts there are. A language that lacks one, or translates an older English, is
incomplete and not offered at all: nobody gets a page in two languages.
"""

from __future__ import annotations

from pathlib import Path

from intake.questionnaire.catalogue import read_catalogue
from intake.questionnaire.languages import Language
from intake.questionnaire.texts import Texts

_PACKAGE = Path(__file__).resolve().parents[2]
_INSTALLED = _PACKAGE / "data" / "translations"
_SOURCE = _PACKAGE.parent / "translations"
TEMPLATE = "form.pot"


def translations_folder() -> Path:
    """Inside the package where a wheel was installed, else in the source tree."""
    return _INSTALLED if _INSTALLED.is_dir() else _SOURCE


def form_texts(language: Language, folder: Path | None = None) -> Texts:
    """The form's texts in this language. Raises QuestionnaireError where a file is none."""
    root = translations_folder() if folder is None else folder
    sources = {context: message.source for context, message in read_catalogue(root / TEMPLATE).items()}
    file = root / language.locale / "LC_MESSAGES" / "form.po"
    found = read_catalogue(file) if file.exists() else {}
    messages = {
        context: found[context]
        for context, source in sources.items()
        if context in found and found[context].text and found[context].source == source
    }
    return Texts(
        language=language,
        messages=messages,
        missing=tuple(context for context in sources if context not in messages),
        left_over=tuple(context for context in found if context not in sources),
    )
