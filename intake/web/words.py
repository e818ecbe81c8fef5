"""Words in Dutch and English, through gettext.

The English stands in templates and code; a folder of each application has the Dutch in ``nl.po`` (scripts/words.py
brings it up to date). Each request has its language in ``g.language``.
"""

from __future__ import annotations

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, current_app, g

from intake.marking import N_, Filled

__all__ = ["LANGUAGES", "N_", "_", "ngettext", "speak"]

LANGUAGES = ("nl", "en")
_FOLDER = "WORDS"


def _(text: str) -> str:
    """The text in the language of this request; one that was filled in is filled in anew."""
    catalogue = _catalogue(current_app.config[_FOLDER], g.language)
    if isinstance(text, Filled):
        return catalogue.gettext(text.pattern) % text.values
    return catalogue.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """As `_`, for a number of things."""
    return _catalogue(current_app.config[_FOLDER], g.language).ngettext(one, many, count)


def speak(app: Flask, folder: Path) -> None:
    """Let templates and rooms of ``app`` speak with the words in ``folder``."""
    app.config[_FOLDER] = folder
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]


@cache
def _catalogue(folder: Path, language: str) -> gettext.NullTranslations:
    file = folder / f"{language}.po"
    if not file.is_file():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
