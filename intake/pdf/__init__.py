"""PDFs: tagged (PDF/UA-1), shaped right in every script, made from HTML without fetching anything.

The one room that knows WeasyPrint. It needs Debian's Pango, so it is imported only when a PDF is made: all else works
without. The same input gives the same bytes: no date, no random id. Whoever writes the HTML escapes what people
typed (jinja2 with autoescape); what slips through can still reach no file and no network (reading.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path

from intake.pdf.errors import PdfError
from intake.questionnaire.languages import Language

__all__ = ["PdfError", "count_pages", "pdf_possible", "write_pdf"]


@cache
def pdf_possible() -> bool:
    """Can PDFs be made on this machine? Where not (most Windows lack Pango), pages are printed from the browser.

    Slow the first time: it tries.
    """
    try:
        with redirect_stdout(StringIO()):
            import weasyprint  # noqa: F401 - only whether it can be imported
    except (ModuleNotFoundError, OSError):
        return False
    return True


def write_pdf(html: str, *, language: Language, folders: Sequence[Path] = ()) -> bytes:
    """The document as PDF. It must have a title, and ``lang`` and ``dir`` of ``language`` on its root.

    Its style sheets stand in it. It may show data: URLs, and files in ``folders`` under their file: URL
    (``Path.as_uri``). A picture needs a width in its style (WeasyPrint fails on it otherwise, from right to left) and
    a text (alt); one that only decorates is a background. Numbers that have spaces stand in ``<bdi dir="ltr">``, or
    their groups change places. The language's fonts and line height are set, with Latin letters and digits inside
    every script; a style of the document's own wins. Raises PdfError, which quotes nothing of the document.
    """
    with _explained():
        from intake.pdf.drawing import draw
    return draw(html, language=language, folders=folders)


def count_pages(html: str, *, language: Language, folders: Sequence[Path] = ()) -> int:
    """How many pages the document takes, without making the PDF. Raises as `write_pdf`."""
    with _explained():
        from intake.pdf.drawing import count
    return count(html, language=language, folders=folders)


@contextmanager
def _explained() -> Iterator[None]:
    """Say what is missing where WeasyPrint cannot be imported; it prints a page about that, which helps nobody here."""
    try:
        with redirect_stdout(StringIO()):
            yield
    except ModuleNotFoundError:
        raise PdfError("this machine has no WeasyPrint", "Install Envelop with its extra: envelop[pdf].") from None
    except OSError:
        packages = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core"
        raise PdfError(
            "this machine has no Pango", f"Print from the browser, or install (Debian) {packages}."
        ) from None
