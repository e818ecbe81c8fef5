"""Charts as SVG: bars and marks with their words above them, in one ink. Each has a title and a text that says it all.

A label stands on a line of its own, so that none is cut on a telephone or on paper. Colour means nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LINE, BAR, GAP = 420, 16, 12, 9
INK, PALE, LINES = "#1b3f7d", "#dfe3ea", "#111"
FONT = "Noto Sans, system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing with a number; ``said`` is what stands at the end of its label. None is hidden: an empty bar."""

    label: str
    number: int | None
    said: str


@dataclass(frozen=True, slots=True)
class Mark:
    """How long something took: the median, nine in ten, and how long it should take at most."""

    label: str
    median: int | None
    nine_in_ten: int | None
    norm: int | None
    said: str


@dataclass(frozen=True, slots=True)
class Chart:
    """``text`` says in words what is drawn, for whoever does not see it."""

    title: str
    text: str
    height: int
    body: str

    def svg(self, name: str) -> str:
        """For a page; ``name`` is the element's id, and begins those of its title and text."""
        said = f'<title id="{name}-title">{escape(self.title)}</title><desc id="{name}-text">{escape(self.text)}</desc>'
        names = f'role="img" aria-labelledby="{name}-title {name}-text"'
        return f'<svg class="figures-chart" {self._frame()} id="{name}" {names}>{said}{self.body}</svg>'

    def picture(self) -> str:
        """For a document, as a file of its own."""
        return f'<svg xmlns="http://www.w3.org/2000/svg" {self._frame()}>{self.body}</svg>'

    def _frame(self) -> str:
        return f'viewBox="0 0 {WIDTH} {self.height}" width="{WIDTH}" height="{self.height}" font-family="{FONT}"'


def bars(title: str, shown: Sequence[Bar]) -> Chart:
    """One bar below the other, on one scale."""
    most = max((bar.number or 0 for bar in shown), default=0) or 1
    step = LINE + BAR + GAP
    pieces = [_bar(bar, at * step, most) for at, bar in enumerate(shown)]
    return Chart(title, _text(shown), len(shown) * step, "".join(pieces))


def marks(title: str, shown: Sequence[Mark]) -> Chart:
    """One line for each: a dot for the median, a bar up to nine in ten, a tall stroke for the norm."""
    most = max((value or 0 for each in shown for value in (each.median, each.nine_in_ten, each.norm)), default=0) or 1
    step = LINE + BAR + GAP + 4
    pieces = [_mark(each, at * step, most) for at, each in enumerate(shown)]
    return Chart(title, _text(shown), len(shown) * step, "".join(pieces))


def _text(shown: Sequence[Bar | Mark]) -> str:
    return "; ".join(f"{each.label}: {each.said}" for each in shown)


def _label(label: str, said: str, top: int) -> str:
    base = top + LINE - 4
    return (
        f'<text x="0" y="{base}" font-size="12.5" fill="{LINES}">{escape(label)}</text>'
        f'<text x="{WIDTH}" y="{base}" font-size="12.5" font-weight="600" text-anchor="end" fill="{LINES}">'
        f"{escape(said)}</text>"
    )


def _bar(bar: Bar, top: int, most: int) -> str:
    track = f'<rect x="0" y="{top + LINE}" width="{WIDTH}" height="{BAR}" fill="{PALE}"/>'
    if bar.number is None:
        # An empty frame of strokes: no bar of nought.
        track = (
            f'<rect x="0.5" y="{top + LINE + 0.5}" width="{WIDTH - 1}" height="{BAR - 1}" fill="none" '
            f'stroke="{LINES}" stroke-dasharray="3 4"/>'
        )
        return _label(bar.label, bar.said, top) + track
    long = round(WIDTH * bar.number / most, 1)
    filled = f'<rect x="0" y="{top + LINE}" width="{long}" height="{BAR}" fill="{INK}"/>'
    return _label(bar.label, bar.said, top) + track + filled


def _mark(mark: Mark, top: int, most: int) -> str:
    middle = top + LINE + BAR / 2 + 2

    def at(value: int) -> float:
        return round(6 + (WIDTH - 12) * value / most, 1)

    found = [f'<line x1="6" x2="{WIDTH - 6}" y1="{middle}" y2="{middle}" stroke="{PALE}" stroke-width="4"/>']
    if mark.nine_in_ten is not None:
        found.append(
            f'<line x1="6" x2="{at(mark.nine_in_ten)}" y1="{middle}" y2="{middle}" stroke="{INK}" stroke-width="4"/>'
        )
    if mark.norm is not None:
        x = at(mark.norm)
        found.append(f'<line x1="{x}" x2="{x}" y1="{middle - 8}" y2="{middle + 8}" stroke="{LINES}" stroke-width="2"/>')
    if mark.median is not None:
        found.append(
            f'<circle cx="{at(mark.median)}" cy="{middle}" r="5" fill="#fff" stroke="{INK}" stroke-width="3"/>'
        )
    return _label(mark.label, mark.said, top) + "".join(found)
