"""The weekly sheet as PDF/UA-1, and as what a browser shows and prints: the same words from one template."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel.dates import format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from intake.desk.local_time import HERE
from intake.desk.trail.sheet import Sheet
from intake.desk.trail.sheet_words import sheet_words
from intake.desk.wording import StaffLanguage
from intake.envelope.encoding import base64url
from intake.questionnaire.languages import language as language_of

FOLDER = Path(__file__).resolve().parent
STYLES = FOLDER / "sheet.css"


def content(sheet: Sheet, language: StaffLanguage) -> Markup:
    """An element of class ``audit-sheet``; its style sheet is `STYLES`."""
    words = sheet_words(language)
    made = format_datetime(sheet.moment, "EEEE d MMMM y, HH:mm", tzinfo=HERE, locale=language)
    facts = [(words["ggd"], sheet.ggd), (words["inbox"], sheet.inbox), (words["desk"], sheet.desk)]
    facts += [(words["made"], made), (words["by"], sheet.actor), (words["entries"], str(sheet.head.entries))]
    template = _environment().get_template("sheet.html")
    shown = template.render(sheet=sheet, words=words, facts=facts, hash=base64url(sheet.head.hash))
    return Markup(shown)  # noqa: S704 - made by a template that escapes


def pdf(sheet: Sheet, language: StaffLanguage) -> bytes:
    """One page of A4, tagged. Raises PdfError where no PDF can be made here."""
    from intake.pdf import write_pdf

    styles = Markup(STYLES.read_text(encoding="utf-8"))  # noqa: S704 - our own file
    framed = _environment().get_template("sheet-pdf.html")
    title = sheet_words(language)
    html = framed.render(language=language, words=title, styles=styles, content=content(sheet, language))
    return write_pdf(html, language=language_of(language))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
