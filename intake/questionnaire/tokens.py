"""The words and signs of a condition, one after the other, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Collection

from intake.errors import QuestionnaireError

MAX_LENGTH = 1000
END = ""

_TOKEN = re.compile(r"([a-z0-9_]+)|(<=|>=|[<>=(),])", re.ASCII)


class ConditionError(QuestionnaireError):
    """The text is not a condition about this questionnaire. The message says where, by character."""


class Tokens:
    """A reader that stands before the next token. Every refusal names the character where that token begins."""

    def __init__(self, text: str) -> None:
        if len(text) > MAX_LENGTH:
            raise ConditionError(f"longer than {MAX_LENGTH} characters")
        self._tokens = _split(text)
        self._next = 0

    def peek(self) -> str:
        """The next token; END at the end."""
        return self._tokens[self._next][1]

    def take(self) -> str:
        """The next token, and step over it (never over the end)."""
        token = self.peek()
        if token != END:
            self._next += 1
        return token

    def accept(self, token: str) -> bool:
        """Whether the next token is this one; if so, step over it."""
        if self.peek() != token:
            return False
        self.take()
        return True

    def expect(self, *tokens: str) -> None:
        """Step over exactly these. Raises ConditionError."""
        for token in tokens:
            if not self.accept(token):
                raise self.refused(f"expected `{token}`")

    def expect_one(self, known: Collection[str], what: str) -> str:
        """Step over one of these, which ``what`` describes. Raises ConditionError."""
        if self.peek() not in known:
            raise self.refused(f"expected {what}: {' '.join(known)}")
        return self.take()

    def refused(self, reason: str) -> ConditionError:
        """The error to raise about the next token."""
        return ConditionError(f"at character {self._tokens[self._next][0]}: {reason}")


def _split(text: str) -> list[tuple[int, str]]:
    """Each token with its place, counted from 1; last the end."""
    found, place = [], 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        match = _TOKEN.match(text, place)
        if match is None:
            raise ConditionError(f"at character {place + 1}: this sign has no meaning here")
        found.append((place + 1, match[0]))
        place = match.end()
    return [*found, (len(text) + 1, END)]
