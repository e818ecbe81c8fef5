"""What is different on each card: its code, where to type it, its QR code, its last day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

import segno
from babel.dates import format_date

from intake.envelope.errors import LinkError
from intake.envelope.link import token_of
from intake.questionnaire.languages import Language

QUIET = 4
"""Empty modules around a QR code: readers need them."""
BLANK = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>"


@dataclass(frozen=True, slots=True)
class Face:
    """``code`` in groups of four; ``host`` as one types it; ``picture`` is the QR code as a data: URL."""

    code: str
    host: str
    fingerprint: str
    until: str
    picture: str

    @classmethod
    def of(cls, link: str, expires: date, language: Language) -> Face:
        """Raises LinkError, which quotes nothing of the link."""
        token, fingerprint = token_of(link), link.partition("#")[2].partition(".")[2]
        if not fingerprint:
            raise LinkError("this link carries no fingerprint of the health service's keys")
        return cls(
            code=" ".join(token[first : first + 4] for first in range(0, len(token), 4)),
            host=_typed(link),
            fingerprint=fingerprint,
            until=format_date(expires, "long", locale=language.locale),
            picture=segno.make(link, error="m").svg_data_uri(border=QUIET, omitsize=True),
        )

    def blank(self) -> Face:
        """One that takes as much room and opens nothing."""
        return replace(self, code=" ".join(["0000"] * 4), fingerprint="0" * len(self.fingerprint), picture=BLANK)


def _typed(link: str) -> str:
    """Where the code is typed. A browser finds https by itself; on a machine of one's own it has to be told."""
    address = urlsplit(link)
    where = f"{address.netloc}{address.path.rstrip('/')}"
    return where if address.scheme == "https" else f"{address.scheme}://{where}"
