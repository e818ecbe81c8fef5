"""Printed forms, read back: the text of each page, the boxes on it, what the file says of itself."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium

from intake.paper.printing import Sheets
from intake.questionnaire import Language, language, load, shipped_questionnaire
from intake.questionnaire.texts import load_texts
from intake.relay.newcomer.facts import load_numbers
from intake.translations.domains import FORM, own_domain

GGD10 = shipped_questionnaire("ggd10")
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b")
MILLIMETRE = 72 / 25.4


def sheets(tag: str, folder: Path = GGD10, ggd: str = "GGD Fryslân") -> Sheets:
    """What is printed in one language."""
    spoken = language(tag)
    return Sheets(own_domain(FORM).texts(spoken), load(folder), load_texts(folder, spoken), load_numbers(), ggd)


@dataclass(frozen=True, slots=True)
class Printed:
    """One file."""

    language: Language
    data: bytes

    @property
    def pages(self) -> list[str]:
        """The text of each page, as a reader copies it."""
        return [page.get_textpage().get_text_bounded() for page in self._document()]

    @property
    def words(self) -> set[str]:
        """Every word in it."""
        return set(re.split(r"\s+", " ".join(self.pages)))

    def codes(self, page: int) -> set[str]:
        """The codes on one page."""
        return set(CODE.findall(self.pages[page]))

    def boxes(self, page: int) -> int:
        """How many squares of 4.5 to 7 mm are drawn on the page: boxes that take a cross."""
        paths = self._document()[page].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
        corners = [each.get_bounds() for each in paths if _is_frame(each)]
        sizes = [(right - left, top - bottom) for left, bottom, right, top in corners]
        return sum(4.5 < width / MILLIMETRE < 7 and abs(width - height) < 0.5 for width, height in sizes)

    @property
    def root(self) -> Any:
        """The dictionary at the root of the file."""
        return pypdf.PdfReader(io.BytesIO(self.data)).root_object

    @property
    def title(self) -> str | None:
        """What the file calls itself."""
        metadata = pypdf.PdfReader(io.BytesIO(self.data)).metadata
        return None if metadata is None else metadata.title

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the first page, in points."""
        width, height = self._document()[0].get_size()
        return round(width), round(height)

    def _document(self) -> Any:
        return pypdfium2.PdfDocument(self.data)


def _is_frame(path: Any) -> bool:
    """Frames of boxes are filled areas with corners; lines of drawings are strokes, and a circle has curves."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, filled, stroked)
    segments = (pdfium.FPDFPath_GetPathSegment(path, each) for each in range(pdfium.FPDFPath_CountSegments(path)))
    curved = any(pdfium.FPDFPathSegment_GetType(each) == pdfium.FPDF_SEGMENT_BEZIERTO for each in segments)
    return bool(filled.value) and not stroked.value and not curved


def letters(text: str) -> str:
    """The letters and digits of a text, in their order."""
    return "".join(letter for letter in text if unicodedata.category(letter)[0] in "LN")


def whole_words(text: str) -> set[str]:
    """The words of a text that a PDF gives back letter by letter: marks above letters come back out of their order."""
    words = re.split(r"\s+", re.sub(r"\{.*?\}", " ", text))
    return {letters(word) for word in words if not any(unicodedata.category(each) == "Mn" for each in word)} - {""}
