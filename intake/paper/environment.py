"""How the paper form's HTML is written: escaped by itself, nothing left undefined, dates and names put in safely."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

FOLDER = Path(__file__).resolve().parent
TEMPLATES = FOLDER / "templates"
SENTENCES = re.compile(r"(?<=[.?!؟።፧])\s+")


@cache
def environment() -> Environment:
    """The one that reads the paper's templates."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["name"] = _with_name
    made.filters["grouped"] = _grouped
    made.filters["filled"] = _filled
    made.filters["sentences"] = SENTENCES.split
    return made


def _with_name(text: str, ggd: str) -> Markup:
    """The text with the health service's name in it."""
    return _filled(text, ggd=ggd)


def _filled(text: str, **names: object) -> Markup:
    """The text with what stands for its {names}, each in a direction of its own."""
    filled = str(escape(text))
    for name, value in names.items():
        filled = filled.replace(f"{{{name}}}", str(Markup("<bdi>{}</bdi>").format(value)))
    return Markup(filled)  # noqa: S704 - escaped


def _grouped(code: str) -> str:
    """A code as people read it aloud: in fours."""
    return f"{code[:4]}-{code[4:]}"
