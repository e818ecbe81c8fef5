"""The plaintext of an envelope: one person's answers and how they may be reached.

Written as RFC 8785 JSON; read as I-JSON with exactly these members. Errors name a member, never its content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import msgspec

from intake.envelope.canonical import Json, canonical, strict
from intake.envelope.context import IDENTIFIER
from intake.envelope.day import read_day
from intake.envelope.encoding import CROCKFORD, from_base64url
from intake.envelope.errors import SubmissionError
from intake.envelope.text import acceptable

Answer = str | int | None

NAME_LENGTH, ADDRESS_LENGTH = 60, 120
DEPTH = 4
CHOICES = {
    "reach": ("call", "message", "come", "no"),
    "line": ("mine", "shared", "unknown"),
    "professional": ("woman", "man", "any"),
    "ambassador": ("no", "yes", "other-town"),
    "age": ("16-17", "18+"),
}
WHEN = ("weekday-morning", "weekday-afternoon", "weekday-evening", "weekend")
CONTACT = ("reach", "address", "name", "line", "when", "professional", "ambassador", "age")
_PLACE = re.compile(r"GM\d{4}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_QUESTION = re.compile(r"[a-z0-9][a-z0-9_.-]{0,31}")
_CODE = re.compile(f"[{CROCKFORD}]{{8}}")


@dataclass(frozen=True, slots=True, repr=False)
class Contact:
    """How and when the person may be reached; each is None where it was skipped."""

    reach: str | None = None
    address: str | None = None
    name: str | None = None
    line: str | None = None
    when: tuple[str, ...] | None = None
    professional: str | None = None
    ambassador: str | None = None
    age: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Submission:
    """One filled-in form. ``id`` is its inner id, known only to the sender and the desk."""

    id: str
    sealed_at: date
    questionnaire: str
    version: str
    language: str
    answers: Mapping[str, Answer]
    code: str
    contact: Contact = field(default_factory=Contact)
    place: str | None = None
    via: str | None = None
    card: str | None = None

    def to_json(self) -> bytes:
        """The submission as RFC 8785 JSON."""
        contact: dict[str, Json] = {name: getattr(self.contact, name) for name in CONTACT}
        contact["when"] = None if self.contact.when is None else list(self.contact.when)
        members: dict[str, Json] = {name: getattr(self, name) for name in _CHECKS.keys() - {"v", "reply", "contact"}}
        members |= {"v": 1, "reply": None, "sealed_at": self.sealed_at.isoformat(), "contact": contact}
        members["answers"] = dict(self.answers)
        return canonical(members)

    @classmethod
    def from_json(cls, data: bytes) -> Submission:
        """Read and check ``data``; raises SubmissionError naming the member that is wrong."""
        try:
            members = strict(data, depth=DEPTH)
        except ValueError:
            raise SubmissionError("the plaintext is not I-JSON") from None
        if not isinstance(members, dict) or members.keys() != _CHECKS.keys():
            raise SubmissionError("the members are not those of version 1")
        for name, good in _CHECKS.items():
            if not good(members[name]):
                raise SubmissionError(f"the member {name} is not as version 1 says")
        return _convert(members)


def _convert(members: Mapping[str, Json]) -> Submission:
    plain = {name: value for name, value in members.items() if name not in ("v", "reply")}
    try:
        return msgspec.convert(plain, Submission)
    except msgspec.ValidationError:
        raise SubmissionError("a member is not as version 1 says") from None


def _optional_id(length: int, value: Json) -> bool:
    return value is None or _is_id(length, value)


def _is_id(length: int, value: Json) -> bool:
    try:
        return isinstance(value, str) and bool(from_base64url(value, length))
    except ValueError:
        return False


def _matches(pattern: re.Pattern[str], value: Json) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_day(value: Json) -> bool:
    try:
        return bool(read_day(value))
    except ValueError:
        return False


def _are_answers(value: Json) -> bool:
    return isinstance(value, dict) and all(
        _matches(_QUESTION, name) and (answer is None or type(answer) is int or _matches(_QUESTION, answer))
        for name, answer in value.items()
    )


def _is_contact(value: Json) -> bool:
    if not isinstance(value, dict) or value.keys() != set(CONTACT):
        return False
    chosen = all(value[name] is None or value[name] in options for name, options in CHOICES.items())
    return (
        chosen
        and _is_text(value["name"], NAME_LENGTH)
        and _is_text(value["address"], ADDRESS_LENGTH)
        and _is_when(value["when"])
    )


def _is_text(value: Json, longest: int) -> bool:
    return value is None or (isinstance(value, str) and acceptable(value, longest))


def _is_when(value: Json) -> bool:
    """Null, or some of the day parts, each once."""
    if value is None:
        return True
    if not isinstance(value, list) or not all(isinstance(part, str) and part in WHEN for part in value):
        return False
    return len(set(map(str, value))) == len(value)


_CHECKS: dict[str, Callable[[Json], bool]] = {
    "v": lambda value: type(value) is int and value == 1,
    "id": lambda value: _is_id(16, value),
    "sealed_at": _is_day,
    "questionnaire": lambda value: _matches(IDENTIFIER, value),
    "version": lambda value: _matches(IDENTIFIER, value),
    "language": lambda value: _matches(_LANGUAGE, value),
    "answers": _are_answers,
    "contact": _is_contact,
    "place": lambda value: value is None or _matches(_PLACE, value),
    "via": lambda value: value is None or _matches(IDENTIFIER, value),
    "card": lambda value: _optional_id(16, value),
    "code": lambda value: _matches(_CODE, value),
    "reply": lambda value: value is None,
}
