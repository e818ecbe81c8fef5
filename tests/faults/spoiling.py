"""How hypothesis spoils a bundle: several faults at once, mostly among its envelopes, sometimes in its beginning."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from intake.envelope.format import ENVELOPE_LENGTH
from tests.faults.bundles import Parts
from tests.faults.damage import cut, doubled, exchanged, flip, glue, without, written_over, zero_tail

Envelopes = tuple[bytes, ...]


class Spoiled:
    """A file, and what was done to it: that is what a report shows, and for this it must not be a dataclass."""

    def __init__(self, data: bytes, story: tuple[str, ...]) -> None:
        self.data, self.story = data, story

    def __repr__(self) -> str:
        return f"Spoiled({', '.join(self.story)})"


def _one(draw: st.DrawFn, envelopes: Envelopes) -> tuple[str, Envelopes]:
    """One fault that keeps to the places of envelopes: this is what a program or a person with a purpose does."""
    if not envelopes:
        return "nothing left", envelopes
    place, other = (draw(st.integers(0, len(envelopes) - 1)) for _ in range(2))
    junk = draw(st.binary(min_size=1, max_size=8)) * ENVELOPE_LENGTH
    changes: dict[str, Callable[[], Envelopes]] = {
        "exchange": lambda: exchanged(envelopes, place, other),
        "drop": lambda: without(envelopes, place),
        "double": lambda: doubled(envelopes, place),
        "copy over": lambda: (*envelopes[:place], envelopes[other], *envelopes[place + 1 :]),
        "junk over": lambda: (*envelopes[:place], junk[:ENVELOPE_LENGTH], *envelopes[place + 1 :]),
        "junk between": lambda: (*envelopes[:place], junk[:ENVELOPE_LENGTH], *envelopes[place:]),
        "flip": lambda: (*envelopes[:place], flip(envelopes[place], other), *envelopes[place + 1 :]),
        "reverse": lambda: envelopes[::-1],
    }
    name = draw(st.sampled_from(sorted(changes)))
    return f"{name} {place} {other}", changes[name]()


def _bytes(draw: st.DrawFn, data: bytes, body: int) -> tuple[str, bytes]:
    """One fault anywhere: this is what a stick does."""
    start = draw(st.sampled_from((0, body, body, body)))
    place = draw(st.integers(min(start, len(data) - 1), len(data) - 1))
    changes: dict[str, Callable[[], bytes]] = {
        "flip": lambda: flip(data, place, 3),
        "cut": lambda: cut(data, place),
        "zeros": lambda: zero_tail(data, place),
        "glue": lambda: glue(data, data[: place - body]),
        "lose": lambda: data[:place] + data[place + 3 :],
        "write": lambda: written_over(data, place, b"x" * 40)[: len(data)],
    }
    name = draw(st.sampled_from(sorted(changes)))
    return f"{name} {place}", changes[name]()


@st.composite
def spoiled(draw: st.DrawFn, good: Parts) -> Spoiled:
    """The file of ``good`` after up to four faults."""
    envelopes, story = good.envelopes, []
    for _ in range(draw(st.integers(0, 3))):
        told, envelopes = _one(draw, envelopes)
        story.append(told)
    data = good.changed(envelopes=envelopes).join()
    if draw(st.booleans()):
        told, data = _bytes(draw, data, good.borders()["envelopes"])
        story.append(told)
    return Spoiled(data, tuple(story))
