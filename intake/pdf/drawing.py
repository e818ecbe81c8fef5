"""Draws one document. Imported only when a PDF is made: it needs WeasyPrint and Pango.

WeasyPrint is told to stop at anything it may not read, rather than to leave a hole in a letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.urls import FatalURLFetchingError

from intake.pdf.errors import PdfError
from intake.pdf.reading import Reader
from intake.questionnaire.languages import Language

VARIANT = "pdf/ua-1"
LATIN = "Noto Sans"
"""Noto's Arabic and Ethiopic families have no Latin letters and digits: this one lends them."""


def draw(html: str, *, language: Language, folders: Sequence[Path]) -> bytes:
    """The bytes of the PDF. Raises PdfError."""
    reader = Reader(folders)
    try:
        # WeasyPrint is not typed: what it gives is looked at here.
        source = HTML(string=html, url_fetcher=reader, media_type="print")
        _look_over(source, language)
        style = CSS(string=_style(language), url_fetcher=reader)
        # A document's own styles stand after the ones that are given, so they win.
        drawn = source.write_pdf(stylesheets=[style], pdf_variant=VARIANT)
    except FatalURLFetchingError:
        hint = "A document shows data: URLs and files in the folders it was given, nothing else."
        raise PdfError("the document asks for something it may not read", hint) from None
    assert isinstance(drawn, bytes)
    return drawn


def _look_over(source: HTML, language: Language) -> None:
    root = source.etree_element
    if (root.get("lang"), root.get("dir")) != (language.tag, language.direction):
        wanted = f'lang="{language.tag}" dir="{language.direction}"'
        raise PdfError("the document is not marked with its language", f"Its root needs {wanted}.")
    title = root.find("head/title")
    if title is None or not (title.text or "").strip():
        raise PdfError("the document has no title", "Readers show it in the place of the file's name.")


def _style(language: Language) -> str:
    return (
        f'html {{ font-family: "{language.font}", "{LATIN}"; line-height: {language.line_height}; color: #000; }}\n'
        f'[lang="{language.tag}"] {{ font-family: "{language.font}", "{LATIN}"; }}\n'
        "bdi, [dir] { unicode-bidi: isolate; }\n"
    )
