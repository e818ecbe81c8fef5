"""The language of these pages: Dutch or English. What newcomers read is another room's."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, g, request

from intake.web import words
from intake.web.words import LANGUAGES

FOLDER = Path(__file__).parent / "translations"
COOKIE = "desk-language"


def speak(app: Flask) -> None:
    """Let templates and rooms of ``app`` speak the language of each request."""
    words.speak(app, FOLDER)

    @app.before_request
    def _choose() -> None:
        kept = request.cookies.get(COOKIE, "")
        g.language = kept if kept in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "nl")
