"""The language of these pages: Dutch or English. What newcomers read is another room's."""

from __future__ import annotations

from flask import Flask, g, request

from intake.web import words
from intake.web.local.program import Program
from intake.web.words import LANGUAGES


def speak(app: Flask, program: Program) -> None:
    """Let templates and rooms of ``app`` speak the language of each request."""
    words.speak(app, program.words)

    @app.before_request
    def _choose() -> None:
        kept = request.cookies.get(program.language, "")
        g.language = kept if kept in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "nl")
