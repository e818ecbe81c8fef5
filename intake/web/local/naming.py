"""Languages and municipalities by the names that staff call them, in the reader's language."""

from __future__ import annotations

from flask import g

from intake.places.municipalities import load_municipalities
from intake.questionnaire import LANGUAGES, naming

_ENGLISH = {language.tag: language.english_name for language in LANGUAGES}


def language_name(tag: str) -> str:
    """What it is called; the tag itself, where nobody has a name for it. In English as the form's own list has it."""
    return _ENGLISH[tag] if g.language == "en" and tag in _ENGLISH else naming.language_name(tag, g.language)


def place_name(code: str | None) -> str:
    """The municipality's name; the code, where the list does not have it, and nothing where there is none."""
    found = load_municipalities().by_code.get(code or "")
    return (code or "") if found is None else found.name
