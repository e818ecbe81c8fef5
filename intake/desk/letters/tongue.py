"""What Dutch professionals call the languages."""

from __future__ import annotations

from intake.questionnaire.naming import language_name


def in_dutch(tag: str) -> str:
    """The language's name; its tag, where we do not know it."""
    return language_name(tag, "nl")
