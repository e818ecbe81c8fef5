"""The words of these pages, in Dutch and English, through gettext. What newcomers read is another room's.

The English stands in templates and code; ``translations/nl.po`` has the Dutch (scripts/words.py brings it up to
date).
"""

from __future__ import annotations

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, request

from intake.relay.handout.staff import LANGUAGES

FOLDER = Path(__file__).parent / "translations"
COOKIE = "__Host-language"


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for a text that is translated later
    """Mark a text that `_` is given later."""
    return text


def _(text: str) -> str:
    """The text in the language of this request."""
    return _catalogue(g.language).gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """As `_`, for a number of things."""
    return _catalogue(g.language).ngettext(one, many, count)


def speak(app: Flask) -> None:
    """Let templates and rooms of ``app`` speak the language of each request."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]

    @app.before_request
    def _choose() -> None:
        g.language = chosen()


def chosen() -> str:
    """What the reader chose, or what their browser asks for; an account's own wins once somebody is known."""
    kept = request.cookies.get(COOKIE, "")
    return kept if kept in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "nl")


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    file = FOLDER / f"{language}.po"
    if not file.is_file():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
