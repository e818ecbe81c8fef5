"""JSON that has one meaning: written as RFC 8785, read as I-JSON (RFC 7493) and no looser.

The reader refuses what two parsers could read in two ways: duplicate names, floats, integers beyond 2**53-1,
surrogates and noncharacters, other encodings than UTF-8, and deep nesting (which raises RecursionError in json).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import NoReturn, TypeAlias

import rfc8785

Json: TypeAlias = "str | int | bool | None | Mapping[str, Json] | Sequence[Json]"

_LARGEST = 2**53 - 1
# A string (ended or not) or one bracket; what stands between them is of no concern here.
_STRING_OR_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{}]', re.DOTALL)
# Surrogates and noncharacters (RFC 7493, section 2.1). A set: much faster here than a regular expression.
_NOT_INTERCHANGEABLE = frozenset(
    chr(point)
    for point in (
        *range(0xD800, 0xE000),
        *range(0xFDD0, 0xFDF0),
        *(plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)),
    )
)


def canonical(value: Json) -> bytes:
    """``value`` as RFC 8785 JSON, UTF-8."""
    return rfc8785.dumps(value)


def strict(data: bytes, *, depth: int) -> Json:
    """Read ``data`` as I-JSON with at most ``depth`` containers inside each other; raises ValueError."""
    try:
        text = data.decode("utf-8")
        _refuse_depth(text, depth)
        value: Json = _DECODER.decode(text)
    except (ValueError, RecursionError):
        raise ValueError("not the JSON that is asked for") from None
    # Without a backslash there is no escape, so the text itself holds every character of every string.
    _refuse_text(value if "\\" in text else text)
    return value


def _refuse_depth(text: str, limit: int) -> None:
    """Count brackets outside strings, before the parser (which recurses) sees them."""
    if text.count("{") + text.count("[") <= limit:
        return
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        mark = match[0]
        if mark in "{[":
            depth += 1
            if depth > limit:
                raise ValueError("nested too deep")
        elif mark in "}]":
            depth -= 1


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a name stands twice")
    return members


def _integer(digits: str) -> int:
    if len(digits) > 17 or abs(int(digits)) > _LARGEST:
        raise ValueError("an integer is too large")
    return int(digits)


def _refuse(_: str) -> NoReturn:
    raise ValueError("floats are not used")


def _refuse_text(value: Json) -> None:
    if isinstance(value, str):
        if not value.isascii() and not _NOT_INTERCHANGEABLE.isdisjoint(value):
            raise ValueError("a surrogate or noncharacter")
    elif isinstance(value, dict):
        for name, member in value.items():
            _refuse_text(name)
            _refuse_text(member)
    elif isinstance(value, list):
        for member in value:
            _refuse_text(member)


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_float=_refuse, parse_constant=_refuse, parse_int=_integer)
