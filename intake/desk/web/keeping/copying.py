"""The copy for a person as a document: a page to print from the browser, or PDF. In Dutch, unless asked otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, g, render_template

from intake.desk.requests.gathering import Everything
from intake.desk.unlock import OpenDesk
from intake.desk.web.keeping.sections import sections
from intake.desk.web.program import DESK
from intake.desk.wording import Dictionary, StaffLanguage
from intake.pdf import write_pdf
from intake.pdf.direction import isolated
from intake.questionnaire.languages import language
from intake.web import words
from intake.web.local.shown import stamp_in_words

ROOM = Path(__file__).resolve().parents[1]
STYLES = ROOM / "static" / "copy.css"


def copy_page(desk: OpenDesk, found: Everything, tongue: StaffLanguage) -> str:
    """For a browser, which prints it."""
    return _rendered(desk, found, tongue, None)


def copy_pdf(desk: OpenDesk, found: Everything, tongue: StaffLanguage) -> bytes:
    """As PDF/UA-1; raises PdfError where this machine has no Pango."""
    html = _rendered(desk, found, tongue, STYLES.read_text(encoding="utf-8"))
    return write_pdf(html, language=language(tongue))


def copy_document(desk: OpenDesk, found: Everything, tongue: StaffLanguage, *, pdf: bool) -> bytes:
    """For a command, which has no browser in front of it: a PDF, or a page that is whole in itself."""
    app = Flask(__name__, root_path=str(ROOM))
    words.speak(app, DESK.words)
    with app.app_context():
        g.language = tongue
        if pdf:
            return copy_pdf(desk, found, tongue)
        return _rendered(desk, found, tongue, STYLES.read_text(encoding="utf-8")).encode("utf-8")


def _rendered(desk: OpenDesk, found: Everything, tongue: StaffLanguage, styles: str | None) -> str:
    wording = Dictionary(desk.library, tongue).of(found.case.questionnaire, found.case.version)
    with _speaking(tongue):
        return render_template(
            "keeping/copy.html",
            found=found,
            ggd=desk.section.ggd,
            made=stamp_in_words(found.made),
            sections=list(sections(found, wording)),
            styles=styles,
            isolated=isolated,
        )


@contextmanager
def _speaking(tongue: StaffLanguage) -> Iterator[None]:
    """The person's language of this paper, whatever the reader of the pages chose."""
    before, g.language = g.language, tongue
    try:
        yield
    finally:
        g.language = before
