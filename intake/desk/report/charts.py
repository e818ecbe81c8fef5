"""Charts as SVG: bars and marks with their words above them, in one ink. Each has a title and a text that says it all.

A label stands on a line of its own, so that none is cut on a telephone or on paper. Colour means nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

WIDTH, LINE, BAR, GAP, REACH = 340, 16, 12, 9, 8
LETTERS = 44
"""So many fit on a line."""
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
    return _chart(title, shown, [_bar(bar.number, most) for bar in shown], BAR)


def marks(title: str, shown: Sequence[Mark]) -> Chart:
    """One line for each: a ring for the median, a bar up to nine in ten, a tall stroke for the norm."""
    most = max((value or 0 for each in shown for value in (each.median, each.nine_in_ten, each.norm)), default=0) or 1
    return _chart(title, shown, [_mark(each, most) for each in shown], 2 * REACH)


def _chart(title: str, shown: Sequence[Bar | Mark], drawn: Sequence[str], high: int) -> Chart:
    """Each drawing below its words."""
    pieces, top = [], 0
    for each, drawing in zip(shown, drawn, strict=True):
        lines = [
            *wrap(each.label, LETTERS - (len(each.said) if _short(each) else 0)),
            *([] if _short(each) else [each.said]),
        ]
        for at, line in enumerate(lines):
            pieces.append(_text(line, top + LINE * (at + 1) - 4))
        if _short(each):
            pieces.append(_text(each.said, top + LINE * len(lines) - 4, end=True))
        top += LINE * len(lines)
        pieces.append(f'<g transform="translate(0 {top})">{drawing}</g>')
        top += high + GAP
    said = "; ".join(f"{each.label}: {each.said}" for each in shown)
    return Chart(title, said, top, "".join(pieces))


def _short(each: Bar | Mark) -> bool:
    """A number stands at the end of its label's line; a sentence has one of its own."""
    return isinstance(each, Bar)


def _text(words: str, base: int, *, end: bool = False) -> str:
    place = f'x="{WIDTH}" text-anchor="end" font-weight="600"' if end else 'x="0"'
    return f'<text {place} y="{base}" font-size="12.5" fill="{LINES}">{escape(words)}</text>'


def _bar(number: int | None, most: int) -> str:
    if number is None:
        # An empty frame of strokes: no bar of nought.
        frame = f'x="0.5" y="0.5" width="{WIDTH - 1}" height="{BAR - 1}"'
        return f'<rect {frame} fill="none" stroke="{LINES}" stroke-dasharray="3 4"/>'
    long = round(WIDTH * number / most, 1)
    track = f'<rect x="0" y="0" width="{WIDTH}" height="{BAR}" fill="{PALE}"/>'
    return f'{track}<rect x="0" y="0" width="{long}" height="{BAR}" fill="{INK}"/>'


def _mark(mark: Mark, most: int) -> str:
    def at(value: int) -> float:
        return round(6 + (WIDTH - 12) * value / most, 1)

    def level(until: float, ink: str) -> str:
        return f'<line x1="6" x2="{until}" y1="{REACH}" y2="{REACH}" stroke="{ink}" stroke-width="4"/>'

    found = level(WIDTH - 6, PALE)
    if mark.nine_in_ten is not None:
        found += level(at(mark.nine_in_ten), INK)
    if mark.norm is not None:
        x = at(mark.norm)
        found += f'<line x1="{x}" x2="{x}" y1="0" y2="{2 * REACH}" stroke="{LINES}" stroke-width="2"/>'
    if mark.median is not None:
        found += f'<circle cx="{at(mark.median)}" cy="{REACH}" r="5" fill="#fff" stroke="{INK}" stroke-width="3"/>'
    return found
