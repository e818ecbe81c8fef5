"""Draws one document. Imported only when a PDF is made: it needs WeasyPrint and Pango.

What WeasyPrint would only complain about (something it may not read or cannot show) fails the PDF, rather than
leaving a hole in a letter. What it says is thrown away: it quotes the document.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident
from typing import TypeVar

from weasyprint import CSS, HTML
from weasyprint.logger import LOGGER
from weasyprint.urls import FatalURLFetchingError

from intake.pdf.errors import PdfError
from intake.pdf.reading import Reader
from intake.questionnaire.languages import Language

T = TypeVar("T")
OPTIONS = {"pdf_variant": "pdf/ua-1"}
LATIN = "Noto Sans"
"""Noto's Arabic and Ethiopic families have no Latin letters and digits: this one lends them."""
NOWHERE = "file:///"
"""What a relative URL stands on: it leads out of every folder, so it is refused and not left out in silence."""

LOGGER.propagate = False


def draw(html: str, *, language: Language, folders: Sequence[Path]) -> bytes:
    """The bytes of the PDF. Raises PdfError."""
    drawn = _laid_out(html, language, folders, lambda source, styles: source.write_pdf(stylesheets=styles, **OPTIONS))
    assert isinstance(drawn, bytes)
    return drawn


def count(html: str, *, language: Language, folders: Sequence[Path]) -> int:
    """How many pages there would be. Raises PdfError."""
    return _laid_out(html, language, folders, lambda source, styles: len(source.render(stylesheets=styles).pages))


def _laid_out(html: str, language: Language, folders: Sequence[Path], work: Callable[[HTML, list[CSS]], T]) -> T:
    reader = Reader(folders)
    try:
        with _complaining() as complaints:
            # WeasyPrint is not typed: what it gives is looked at here.
            source = HTML(string=html, base_url=NOWHERE, url_fetcher=reader, media_type="print")
            _look_over(source, language)
            # As a reader's style sheet: whatever the document says itself wins.
            style = CSS(string=_style(language), base_url=NOWHERE, url_fetcher=reader)
            done = work(source, [style])
    except FatalURLFetchingError:
        hint = "A document shows data: URLs and files in the folders it was given, nothing else."
        raise PdfError("the document asks for something it may not read", hint) from None
    if complaints:
        raise PdfError("the document shows something that cannot be drawn", "Each picture needs its text (alt).")
    return done


def _look_over(source: HTML, language: Language) -> None:
    root = source.etree_element
    if (root.get("lang"), root.get("dir")) != (language.tag, language.direction):
        wanted = f'lang="{language.tag}" dir="{language.direction}"'
        raise PdfError("the document is not marked with its language", f"Its root needs {wanted}.")
    title = root.find("head/title")
    if title is None or not (title.text or "").strip():
        raise PdfError("the document has no title", "Readers show it in the place of the file's name.")


def _style(language: Language) -> str:
    family = f'"{language.font}", "{LATIN}"'
    return f"html {{ font-family: {family}; line-height: {language.line_height}; color: #000; }}\n"


class _Complaints(logging.Handler):
    """Counts what one thread is told."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.thread, self.count = get_ident(), 0

    def __bool__(self) -> bool:
        return self.count > 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += record.thread == self.thread


@contextmanager
def _complaining() -> Iterator[_Complaints]:
    complaints = _Complaints()
    LOGGER.addHandler(complaints)
    try:
        yield complaints
    finally:
        LOGGER.removeHandler(complaints)
