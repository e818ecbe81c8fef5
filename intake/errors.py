"""One tree of exceptions; each carries a hint for the person who reads it.

A message or hint never quotes an answer, token, name, number or address.
"""

from __future__ import annotations


class IntakeError(Exception):
    """Something was refused. ``message`` says what, ``hint`` what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ConfigError(IntakeError):
    """The configuration file is missing, unreadable, or says something unknown."""


class QuestionnaireError(IntakeError):
    """A questionnaire's folder is not one that can be used."""
