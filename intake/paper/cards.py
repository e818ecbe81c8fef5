"""Cards that open the form, to print: one with the words that go with it, or sheets of ten.

A card is as large as a business card, says in one language what to do, and to whoever finds it no more than "health".
Its QR code carries the whole link, with the fingerprint of the health service's keys. Nothing of a link stands in the
file's title or about it, and nothing is kept here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from intake.questionnaire.texts import Texts


@dataclass(frozen=True, slots=True)
class Card:
    """One card. ``link`` is the whole address (``ORIGIN/#TOKEN.FINGERPRINT``), ``expires`` the last day it opens."""

    link: str
    expires: date


def print_cards(form: Texts, card_texts: Texts, cards: Sequence[Card], *, questions: int = 10) -> bytes:
    """One card: a page of A4 that explains it, with the card to cut out. More: sheets of ten. As PDF, tagged.

    ``form`` and ``card_texts`` are of the same language; ``questions`` is how many the form asks. Raises
    QuestionnaireError where the language lacks a text of it, LinkError where a link is none, PdfError.
    """
    raise NotImplementedError


def leaflet(form: Texts, card_texts: Texts, *, ggd: str) -> bytes:
    """What the form is, on one page of A4 that is folded to A5. ``ggd`` is the health service's name. Raises alike."""
    raise NotImplementedError


def explain(form: Texts, card_texts: Texts, *, ggd: str) -> bytes:
    """The poster that explains the sealed envelope in pictures: one page of A4. Raises alike."""
    raise NotImplementedError
