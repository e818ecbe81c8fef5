"""The language of these pages: Dutch or English. What newcomers read is another room's."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, g, request

from intake.web import words
from intake.web.words import LANGUAGES

FOLDER = Path(__file__).parent / "translations"
COOKIE = "__Host-language"


def speak(app: Flask) -> None:
    """Let templates and rooms of ``app`` speak the language of each request."""
    words.speak(app, FOLDER)

    @app.before_request
    def _choose() -> None:
        g.language = chosen()


def chosen() -> str:
    """What the reader chose, or what their browser asks for; an account's own wins once somebody is known."""
    kept = request.cookies.get(COOKIE, "")
    return kept if kept in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "nl")
