"""The largest letters at which a document still fits on one page: nothing is cut off, in whatever language."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from pathlib import Path

from intake.pdf import count_pages
from intake.questionnaire.languages import Language

SIZE = "0.0123456789"
"""Stands in a document where its size is to be."""


@lru_cache(maxsize=64)
def largest_that_fits(
    document: str, sizes: tuple[float, ...], *, language: Language, folders: tuple[Path, ...] = ()
) -> float | None:
    """Of ``sizes``, which rise; None where even the smallest is too large. Raises PdfError.

    The document is kept in memory, to be quick when it is printed again: nothing of a person or a link stands in it.
    """

    def too_large(size: float) -> bool:
        return count_pages(document.replace(SIZE, str(size)), language=language, folders=folders) > 1

    found = bisect_left(sizes, True, key=too_large)
    return sizes[found - 1] if found else None
