"""The booklet for native speakers who review a language on paper: cover with instructions, then every text in its row.

It is written as HTML, in English and Dutch around the language itself; intake.pdf draws it. The same texts give the
same booklet: it bears their version and no date.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from intake.questionnaire.languages import Language, language
from intake.translations.rows import Group, version
from intake.translations.rules import PLACEHOLDER

TEMPLATES = Path(__file__).resolve().parent / "templates"
AROUND = language("en")
"""The language of the document around the texts."""


def booklet(reviewed: Language, groups: Sequence[Group], sheet: str) -> str:
    """The document; ``sheet`` is the name of the file into which the result is typed."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["isolated"] = _isolated
    rows = [row for group in groups for row in group.rows]
    return templates.get_template("booklet.html").render(
        around=AROUND, reviewed=reviewed, groups=groups, sheet=sheet, count=len(rows), version=version(rows)
    )


def _isolated(text: str) -> Markup:
    """The text with its {names} from left to right, whatever stands around them."""
    parts, names = PLACEHOLDER.split(text), PLACEHOLDER.findall(text)
    between = [Markup('<bdi dir="ltr">{}</bdi>').format(name) for name in names] + [Markup("")]
    return Markup("").join(part for pair in zip(map(escape, parts), between, strict=True) for part in pair)
