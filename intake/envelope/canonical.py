"""JSON that has one meaning: written as RFC 8785, read as I-JSON (RFC 7493) and no looser.

The reader refuses what two parsers could read in two ways: duplicate names, floats, integers beyond 2**53-1,
surrogates and noncharacters, other encodings than UTF-8, and deep nesting (which raises RecursionError in json).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NoReturn, TypeAlias

import rfc8785

Json: TypeAlias = "str | int | bool | None | Mapping[str, Json] | Sequence[Json]"

_LARGEST = 2**53 - 1


def canonical(value: Json) -> bytes:
    """``value`` as RFC 8785 JSON, UTF-8."""
    return rfc8785.dumps(value)


def strict(data: bytes, *, depth: int) -> Json:
    """Read ``data`` as I-JSON with at most ``depth`` containers inside each other; raises ValueError."""
    try:
        text = data.decode("utf-8")
        _refuse_depth(text, depth)
        value: Json = json.loads(
            text, object_pairs_hook=_unique, parse_float=_refuse, parse_constant=_refuse, parse_int=_integer
        )
    except (ValueError, RecursionError):
        raise ValueError("not the JSON that is asked for") from None
    _refuse_text(value)
    return value


def _refuse_depth(text: str, limit: int) -> None:
    """Count brackets outside strings, before the parser (which recurses) sees them."""
    depth, quoted, escaped = 0, False, False
    for letter in text:
        if escaped:
            escaped = False
        elif letter == "\\":
            escaped = quoted
        elif letter == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif letter in "{[":
            depth += 1
            if depth > limit:
                raise ValueError("nested too deep")
        elif letter in "}]":
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
        if any(_not_interchangeable(ord(letter)) for letter in value):
            raise ValueError("a surrogate or noncharacter")
    elif isinstance(value, Mapping):
        for name, member in value.items():
            _refuse_text(name)
            _refuse_text(member)
    elif isinstance(value, Sequence):
        for member in value:
            _refuse_text(member)


def _not_interchangeable(point: int) -> bool:
    """A surrogate or a noncharacter (RFC 7493, section 2.1)."""
    return 0xD800 <= point <= 0xDFFF or 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE
