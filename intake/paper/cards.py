"""Cards that open the form, to print: one with the words that go with it, or sheets of ten.

A card is as large as a business card, says in one language what to do, and to whoever finds it no more than "health".
Its QR code carries the whole link, with the fingerprint of the health service's keys. Nothing of a link stands in the
file's title or about it, and nothing is kept here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from intake.paper.explaining import explain, leaflet, steps
from intake.paper.face import Face
from intake.paper.page import Page
from intake.paper.whole import is_draft, refuse_half
from intake.questionnaire.texts import Texts
from intake.translations.screens import CARD_SHEET, HANDED_OVER

__all__ = ["Card", "explain", "leaflet", "print_cards"]

SHEET = 10
"""How many cards are on a sheet: two beside each other, five below."""
SIZES = (6.0, 6.5, 7.0, 7.5, 8.0, 8.5, 9.0)
"""Points, of the words on a card."""
WORDS = (11.0, 13.0, 14.0, 15.0, 16.0, 18.0, 20.0)
"""Points, of the words beside a single card."""
BESIDE = ("own", "lock", "manager", "nurse")
"""The pictures beside a single card."""


@dataclass(frozen=True, slots=True)
class Card:
    """One card. ``link`` is the whole address (``ORIGIN/#TOKEN.FINGERPRINT``), ``expires`` the last day it opens."""

    link: str
    expires: date


def print_cards(form: Texts, card_texts: Texts, cards: Sequence[Card], *, questions: int = 10) -> bytes:
    """One card: a page of A4 that explains it, with the card to cut out. More: sheets of ten. As PDF, tagged.

    ``form`` and ``card_texts`` are of the same language; ``questions`` is how many the form asks. Raises
    QuestionnaireError where the language lacks a text of it or has one too long for a card, LinkError where a link is
    none, PdfError.
    """
    shown = HANDED_OVER if len(cards) == 1 else CARD_SHEET
    refuse_half("the card", shown, form, card_texts)
    language = form.language
    said = {"form": form, "card": card_texts, "questions": questions, "draft": is_draft(shown, form, card_texts)}
    faces = [Face.of(card.link, card.expires, language) for card in cards]
    # All cards of a print have letters of one size: what fits the longest date and address fits all.
    longest = max(faces, key=lambda face: (len(face.host), len(face.until))).blank()
    size = Page("face.html", ("face.css",), language, said).size(SIZES, face=longest)
    if len(cards) == 1:
        said |= {"card_size": size, "steps": steps(BESIDE)}
        page = Page("handed-over.html", ("face.css", "steps.css", "handed-over.css"), language, said)
        return page.pdf(size=page.size(WORDS, face=longest), face=faces[0])
    sheets = [faces[first : first + SHEET] for first in range(0, len(faces), SHEET)]
    return Page("cards.html", ("face.css", "cards.css"), language, said).pdf(sheets=sheets, size=size)
