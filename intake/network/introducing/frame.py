"""Two frames around one template: a tagged PDF, and a page that a browser prints. Both hold the same words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from intake.look import MARK
from intake.network.introducing.introduced import ON_A_CARD, Introduced, Sender
from intake.network.introducing.words import level_in, words
from intake.pdf.direction import isolated
from intake.questionnaire.languages import Language, language

FOLDER = Path(__file__).resolve().parent
STYLES = FOLDER / "introducing.css"
_NAMED = re.compile(r"\{(\w+)\}")
KINDS = ("card", "letter")
ROOM = 34
"""Letters of a name on one line of a card."""
SHEET = 10
"""Cards on a sheet of A4: two beside each other, five below."""


@dataclass(frozen=True, slots=True, repr=False)
class Introduction:
    """Cards, or letters, of some ambassadors. ``tongue`` is ``nl`` or ``en``, ``copies`` how many of each card."""

    kind: str
    tongue: str
    sender: Sender
    signed: str
    written: date
    people: tuple[Introduced, ...]
    copies: int = 1

    @property
    def language(self) -> Language:
        """What it is written in."""
        return language(self.tongue)

    @property
    def title(self) -> str:
        """What the file calls itself: nobody's name."""
        return words(self.tongue)[f"title.{self.kind}"]

    def full(self, each: Introduced) -> bool:
        """Does a card of ordinary letters have too little room for this?"""
        spoken = sum(len(tongue.name) + 8 for tongue in each.tongues(self.tongue, ON_A_CARD))
        name = len(each.ambassador.name)
        return name > ROOM or spoken > 2 * ROOM or len(self.sender.name) > ROOM or len(self.sender.partner) > ROOM

    def sheets(self) -> list[list[Introduced]]:
        """The cards as they stand on sheets."""
        every = [each for each in self.people for _ in range(self.copies)]
        return [every[first : first + SHEET] for first in range(0, len(every), SHEET)]


def content(made: Introduction) -> Markup:
    """What stands in it: an element of class ``introduction`` with its language."""
    said = {"made": made, "words": words(made.tongue), "most": ON_A_CARD}
    return Markup(_environment().get_template(f"{made.kind}.html").render(said))  # noqa: S704 - escapes


def page(made: Introduction, *, styles: str, tools: Markup | None = None) -> str:
    """A document for a browser; ``styles`` is where `browser_styles` is served, ``tools`` what is not printed."""
    return _framed("page.html", made, {"styles": styles, "tools": tools or ""})


def browser_styles(mark: str) -> str:
    """The style sheet of `page`; ``mark`` is where the envelope is served."""
    return f'{STYLES.read_text(encoding="utf-8")}\n.introduction .mark {{ background-image: url("{mark}"); }}\n'


def pdf(made: Introduction) -> bytes:
    """As PDF/UA-1. Raises PdfError where no PDF can be made here."""
    from intake.pdf import write_pdf

    styles = Markup(STYLES.read_text(encoding="utf-8"))  # noqa: S704 - our own file
    html = _framed("pdf.html", made, {"styles": styles, "mark": MARK.as_uri()})
    return write_pdf(html, language=made.language, folders=[MARK.parent])


def _framed(frame: str, made: Introduction, more: Mapping[str, object]) -> str:
    return _environment().get_template(frame).render(made=made, content=content(made), **more)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(filled=_filled, isolated=isolated, day=_day, level=level_in, together=_together)
    return made


def _filled(text: str, **values: object) -> Markup:
    """``text`` with what stands for its {names}, each escaped and in a direction of its own."""
    return Markup(_NAMED.sub(lambda name: str(isolated(str(values[name[1]]))), str(escape(text))))  # noqa: S704


def _day(day: date, tongue: str, form: Literal["long", "medium"] = "long") -> str:
    return format_date(day, form, locale="nl" if tongue == "nl" else "en_GB")


def _together(number: str) -> str:
    """A number to call, in one line."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")
