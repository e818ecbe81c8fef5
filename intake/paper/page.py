"""One kind of printed page: a template, its style sheets, and what it says; the letters as large as fits.

Nothing is cut off and nothing printed in two languages: what is not whole, or does not fit, is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from intake.errors import QuestionnaireError
from intake.look import MARK
from intake.paper.environment import FOLDER, environment
from intake.paper.fitting import SIZE, largest_that_fits
from intake.pdf import write_pdf
from intake.questionnaire.languages import Language

FOLDERS = (MARK.parent,)
"""Where what it shows may lie."""


@dataclass(frozen=True, slots=True)
class Page:
    """``template`` and ``sheets`` lie in this folder; ``said`` is what the template is given."""

    template: str
    sheets: tuple[str, ...]
    language: Language
    said: Mapping[str, object]

    def html(self, **more: object) -> str:
        """The document, with ``more`` said in it."""
        styles = Markup("".join((FOLDER / name).read_text(encoding="utf-8") for name in self.sheets))  # noqa: S704 - ours
        return environment().get_template(self.template).render(styles=styles, mark=MARK.as_uri(), **self.said, **more)

    def size(self, sizes: Sequence[float], **more: object) -> float:
        """The largest of ``sizes`` (points, rising) at which it is one page. Raises QuestionnaireError, PdfError.

        What is measured is remembered, so no link may stand in it.
        """
        html = self.html(size=SIZE, **more)
        found = largest_that_fits(html, tuple(sizes), language=self.language, folders=FOLDERS)
        if found is None:
            raise QuestionnaireError(
                f"the texts in {self.language.tag} are too long for the page they stand on",
                "Is one of them, or the name of the form's host or of the health service, very long?",
            )
        return found

    def pdf(self, **more: object) -> bytes:
        """Drawn, tagged. Raises PdfError."""
        return write_pdf(self.html(**more), language=self.language, folders=FOLDERS)
