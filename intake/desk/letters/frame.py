"""Two frames around one template: a tagged PDF, and a page that a browser prints. Both hold the same words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from intake.look import MARK
from intake.pdf.direction import in_lines, isolated
from intake.questionnaire.languages import Language

FOLDER = Path(__file__).resolve().parent
STYLES = FOLDER / "letter.css"
_NAMED = re.compile(r"\{(\w+)\}")


class Letter(Protocol):
    """Any of them. ``kind`` names its template; ``draft`` says that its texts are drafts, or is empty."""

    @property
    def kind(self) -> str: ...
    @property
    def language(self) -> Language: ...
    @property
    def title(self) -> str: ...
    @property
    def draft(self) -> str: ...
    @property
    def ticked(self) -> tuple[str, ...]: ...
    def refuse_lacking(self) -> None: ...
    def said(self) -> Mapping[str, object]: ...


def content(letter: Letter) -> Markup:
    """What stands in the letter: an element of class ``letter`` with its language and direction."""
    shown = _environment().get_template(f"{letter.kind}.html").render(letter=letter, **letter.said())
    return Markup(shown)  # noqa: S704 - made by a template that escapes


def page(letter: Letter, *, styles: str, tools: Markup | None = None) -> str:
    """A document for a browser; ``styles`` is where `browser_styles` is served, ``tools`` what is not printed."""
    return _framed("page.html", letter, styles=styles, tools=tools or "")


def browser_styles(mark: str) -> str:
    """The style sheet of `page`; ``mark`` is where the envelope is served."""
    return f'{STYLES.read_text(encoding="utf-8")}\n.letter .mark {{ background-image: url("{mark}"); }}\n'


def pdf(letter: Letter) -> bytes:
    """The letter as PDF/UA-1. Raises UnfitError where something is needed, PdfError where no PDF can be made here."""
    from intake.pdf import write_pdf

    letter.refuse_lacking()
    styles = Markup(STYLES.read_text(encoding="utf-8"))  # noqa: S704 - our own file
    html = _framed("pdf.html", letter, styles=styles, mark=MARK.as_uri())
    return write_pdf(html, language=letter.language, folders=[MARK.parent])


def _framed(frame: str, letter: Letter, **more: object) -> str:
    return _environment().get_template(frame).render(letter=letter, content=content(letter), **more)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(filled=_filled, isolated=isolated, lines=in_lines)
    return made


def _filled(text: str, **values: object) -> Markup:
    """``text`` with what stands for its {names}: markup as it is, all else escaped."""
    return Markup(_NAMED.sub(lambda name: str(escape(values[name[1]])), str(escape(text))))  # noqa: S704 - escaped
