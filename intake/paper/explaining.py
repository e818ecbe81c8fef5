"""What explains the sealed envelope: a poster for the wall and a leaflet to take along, in pictures and few words.

Both are the same for everybody, carry no link, and tell a passer-by no more than "health".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from intake.paper.drawn import drawn
from intake.paper.environment import FOLDER
from intake.paper.page import Page
from intake.paper.whole import is_draft, refuse_half
from intake.questionnaire.drawing import read_drawing
from intake.questionnaire.texts import Texts
from intake.translations.screens import EXPLAINED, LEAFLET, Screen

PICTURES = FOLDER / "pictures"
STEPS = {
    "own": ("alone", ("card.yours", "sheet.alone")),
    "alone": ("alone", ("envelope.alone",)),
    "lock": ("lock", ("envelope.lock",)),
    "open": ("open", ("send.only",)),
    "manager": ("manager", ("envelope.manager",)),
    "nurse": ("nurse", ("envelope.nurse",)),
    "contact": ("nurse", ("envelope.nurse", "envelope.contact")),
}
"""What happens to answers: the drawing, and the texts beside it, of the form or the card."""
WHOLE_WAY = ("alone", "lock", "open", "manager", "contact")
POSTER_SIZES = (14.0, 16.0, 18.0, 20.0, 22.0, 24.0, 26.0)
LEAFLET_SIZES = (9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0)
"""Points."""


@dataclass(frozen=True, slots=True)
class Step:
    """One picture and the keys of its words."""

    picture: Markup
    keys: tuple[str, ...]


def steps(names: Sequence[str]) -> tuple[Step, ...]:
    """Those of STEPS, in this order."""
    return tuple(
        Step(drawn(read_drawing(PICTURES / f"{file}.svg")), keys) for file, keys in (STEPS[name] for name in names)
    )


def leaflet(form: Texts, card_texts: Texts, *, ggd: str) -> bytes:
    """One page of A4 that is folded to A5, with nothing to read on its outside. ``ggd`` is the health service's name.

    Raises QuestionnaireError where the language lacks a text of it, PdfError.
    """
    return _drawn("leaflet", "the leaflet", LEAFLET, form, card_texts, ggd, LEAFLET_SIZES)


def explain(form: Texts, card_texts: Texts, *, ggd: str) -> bytes:
    """The poster that explains the sealed envelope in pictures: one page of A4. Raises as `leaflet`."""
    return _drawn("explain", "the poster", EXPLAINED, form, card_texts, ggd, POSTER_SIZES)


def _drawn(
    name: str, what: str, shown: Screen, form: Texts, card_texts: Texts, ggd: str, sizes: Sequence[float]
) -> bytes:
    refuse_half(what, shown, form, card_texts)
    said = {
        "form": form,
        "card": card_texts,
        "ggd": ggd,
        "steps": steps(WHOLE_WAY),
        "draft": is_draft(shown, form, card_texts),
    }
    page = Page(f"{name}.html", ("steps.css", f"{name}.css"), form.language, said)
    return page.pdf(size=page.size(sizes))
