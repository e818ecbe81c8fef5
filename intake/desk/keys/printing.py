"""The paper shares as pages to print: one of A4 for each, in Dutch and English, with a QR code and the words.

They are made in memory. As a PDF they go into the one file that was asked for, readable by its owner only; as HTML a
browser prints them where there is no Pango. Nothing of a share stands in the title or is kept anywhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import segno
from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from intake.desk.keys.shares import Share
from intake.desk.opening import OpeningKey
from intake.envelope.encoding import base64url
from intake.envelope.sheet import KeySheet, Purpose
from intake.pdf import write_pdf
from intake.questionnaire.languages import language

_FOLDER = Path(__file__).resolve().parent
QUIET = 4
"""Empty modules around a QR code: readers need them."""


@dataclass(frozen=True, slots=True)
class About:
    """What stands on every share beside its words; all of it is public."""

    ggd: str
    inbox: str
    key: str
    fingerprint: str
    start: date
    end: date
    made: date

    @classmethod
    def of(cls, ring: KeySheet, key: OpeningKey, made: date) -> About:
        """Of a recovery ``key`` that the ring names."""
        (entry,) = (each for each in ring.keys if each.purpose is Purpose.RECOVERY and each.id == key.id)
        return cls(ring.ggd, ring.inbox, base64url(key.id), ring.fingerprint, entry.start, entry.end, made)


@dataclass(frozen=True, slots=True)
class Screen:
    """For a browser that shows the pages to print them: ``styles`` is where the style sheet is (`shares_css`).

    ``told`` is what to do now and ``back`` a way on, with its ``label``; none of them is printed.
    """

    styles: str
    told: str
    back: str
    label: str


def shares_html(about: About, shares: Sequence[Share], screen: Screen | None = None) -> str:
    """The pages as HTML, whole in itself but for the style sheet where a browser fetches it."""
    pages = [(share, segno.make(share.scanned, error="m").svg_data_uri(border=QUIET)) for share in shares]
    styles = Markup(shares_css())  # noqa: S704 - our own
    template = _environment().get_template("shares.html")
    return template.render(about=about, pages=pages, count=len(pages), styles=styles, screen=screen)


def shares_css() -> str:
    """The pages' style sheet."""
    return (_FOLDER / "templates" / "shares.css").read_text(encoding="utf-8")


def shares_pdf(about: About, shares: Sequence[Share]) -> bytes:
    """The pages as PDF, tagged; raises PdfError where this machine has no Pango."""
    return write_pdf(shares_html(about, shares), language=language("nl"))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["day"] = lambda day, locale: format_date(day, "long", locale=locale)
    return made
