"""How hypothesis spoils a good document: passages cut, doubled, and replaced by what parsers stumble on."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

STUMBLES = st.sampled_from(
    ["", "{", "}", "[", "]", ",", ":", '"', "\\", '""', "null", "true", "false", "0", "-0", "00", "1.0", "1e3", "-",
     "NaN", "9007199254740993", "\\u0000", "\\ud800", "\\udfff", "\\uffff", "\u202e", "\u2028", "\ufeff", "\ufdd0",
     "\x00", "\n", " ", "e\u0301", "\u212b", "🙂", "[" * 300, "A", "_", "-", "٣", "0000-00-00", "2026-02-29",
     '"v":1,', '"a":null,']
)  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn, good: str) -> bytes:
    """``good`` with one to three passages replaced."""
    text = good
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from((0, 0, 1, 2, 7, 30))))
        text = text[:start] + draw(STUMBLES | st.just(text[start:end] * 2)) + text[end:]
    return text.encode("utf-8", "surrogatepass")


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.text(max_size=8)
    | st.sampled_from(("A" * 22, "GM0363", "woman")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=4,
)


@st.composite
def revalued(draw: st.DrawFn, good: str) -> dict[str, Any]:
    """The members of ``good`` with a value somewhere replaced, left out or added."""
    members: dict[str, Any] = json.loads(good)
    place: Any = members
    while True:
        names = sorted(place) if isinstance(place, dict) else list(range(len(place)))
        name = draw(st.sampled_from(names))
        if not isinstance(place[name], dict | list) or not place[name] or draw(st.booleans()):
            break
        place = place[name]
    if isinstance(place, dict) and draw(st.integers(0, 4)) == 0:
        del place[name]
    else:
        place[name] = draw(VALUES)
    return members
