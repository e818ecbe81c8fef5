"""The paper form as PDF: two sheets for each copy, with a code of its own that nobody else knows.

The code is drawn here, printed on the strip that the person keeps and on the form, and kept nowhere.
"""

from __future__ import annotations

import secrets
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from markupsafe import Markup

from intake.errors import QuestionnaireError
from intake.paper.blocks import Paper
from intake.paper.drawn import drawn
from intake.paper.environment import FOLDER, environment
from intake.pdf import count_pages, write_pdf
from intake.questionnaire import Questionnaire
from intake.questionnaire.texts import Texts
from intake.translations.screens import SHEET

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no letter that is taken for another."""
CODE_LENGTH = 8
PAGES = 2
"""What goes into the envelope is one sheet."""
SIZES = (10.0, 10.5, 11.0, 11.5)
"""Points. The largest at which it is; a long questionnaire takes the smallest, and more sheets."""


class Number(Protocol):
    """One important number; ``numbers.<id>`` in the form's texts says what it is."""

    @property
    def id(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def free(self) -> bool: ...


class Numbers(Protocol):
    """The card of important numbers, and the day on which the GGD checked it."""

    @property
    def numbers(self) -> Sequence[Number]: ...
    @property
    def checked_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is printed. ``form`` and ``texts`` are of the same language; ``ggd`` is the health service's name."""

    form: Texts
    questionnaire: Questionnaire
    texts: Texts
    numbers: Numbers
    ggd: str = "GGD"

    def pdf(self, codes: Sequence[str]) -> bytes:
        """One form for each code. Raises QuestionnaireError where the language is not complete, or PdfError."""
        self._refuse_half()
        paper = Paper.of(self.form, self.questionnaire, self.texts, drawn)
        too_large = bisect_left(SIZES, True, key=lambda size: self._pages(paper, size) > PAGES)
        html = self._html(paper, codes, SIZES[max(too_large - 1, 0)], kept=True)
        return write_pdf(html, language=self.form.language)

    def _pages(self, paper: Paper, size: float) -> int:
        """How many pages go into the envelope."""
        html = self._html(paper, ["0" * CODE_LENGTH], size, kept=False)
        return count_pages(html, language=self.form.language)

    def _html(self, paper: Paper, codes: Sequence[str], size: float, *, kept: bool) -> str:
        styles = "".join((FOLDER / name).read_text(encoding="utf-8") for name in ("form.css", "sheet.css"))
        return (
            environment()
            .get_template("sheet.html")
            .render(
                form=self.form,
                paper=paper,
                numbers=self.numbers,
                ggd=self.ggd,
                name=f"{self.questionnaire.id} {self.questionnaire.version}",
                draft=bool(SHEET.of(self.form.drafts) or self.texts.drafts),
                codes=codes,
                size=size,
                kept=kept,
                styles=Markup(styles),  # noqa: S704 - our own files
            )
        )

    def _refuse_half(self) -> None:
        lacks = [*SHEET.of(self.form.missing), *self.texts.missing]
        if lacks:
            more = f" and {len(lacks) - 3} more" if len(lacks) > 3 else ""
            raise QuestionnaireError(
                f"the paper form is not complete in {self.form.language.tag}: {', '.join(lacks[:3])}{more} missing",
                "It is never printed in two languages. See `intake translations status`, or choose another language.",
            )


def new_codes(copies: int) -> list[str]:
    """A fresh code for each copy: 40 random bits each, no two alike."""
    codes: set[str] = set()
    while len(codes) < copies:
        codes.add("".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)))
    return list(codes)
