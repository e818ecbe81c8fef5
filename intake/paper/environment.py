"""How the paper form's HTML is written: escaped by itself, nothing left undefined, dates and names put in safely."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

FOLDER = Path(__file__).resolve().parent
TEMPLATES = FOLDER / "templates"


def environment(*folders: Path) -> Environment:
    """An environment with the paper's templates, and those of ``folders`` before them."""
    made = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["name"] = _with_name
    made.filters["grouped"] = _grouped
    return made


def _with_name(text: str, ggd: str) -> Markup:
    """The text with the health service's name in it."""
    return Markup(str(escape(text)).replace("{ggd}", str(Markup("<bdi>{}</bdi>").format(ggd))))  # noqa: S704 - escaped


def _grouped(code: str) -> str:
    """A code as people read it aloud: in fours."""
    return f"{code[:4]}-{code[4:]}"
