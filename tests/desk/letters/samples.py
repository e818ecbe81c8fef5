"""Letters about a person who does not exist, and letters read back from their PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pypdf
import pypdfium2
from fontTools.ttLib import TTFont
from pypdf.generic import ContentStream

from intake.config import Opening, Professional, Sender
from intake.desk.letters.ambassador import AmbassadorFields
from intake.desk.letters.frame import Letter, pdf
from intake.desk.letters.gp import GpFields, GpLetter, Judged
from intake.desk.letters.invitation import InvitationFields
from intake.desk.letters.office import Office
from intake.desk.letters.slip import SlipFields

TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 12, 11)
PHONE = "088 229 92 22"
SENDER = Sender(
    neutral="Afsprakenbureau Harlingertrekweg",
    address=("Harlingertrekweg 58", "8913 HR Leeuwarden"),
    phone=PHONE,
    opening=(Opening("mon-thu", "09:00-17:00"), Opening("fri", "09:00-12:00")),
    professionals=(Professional("anna", "A. Jansen, verpleegkundige", "19012345601", "088 229 00 01"),),
)
OFFICE = Office("GGD Fryslân", SENDER)
GP = GpFields(
    receiver="Huisartsenpraktijk De Brug\ndr. J. de Vries",
    urgency="week",
    professional="A. Jansen, verpleegkundige",
    big="19012345601",
    phone="088 229 00 01",
    person="Selam",
    born="1994",
    home="geen",
    reach="call",
    address="06 12345678",
    own_phone=False,
    voicemail=True,
    when="alleen dinsdag 10.00-12.00",
    ask_for="Saba",
    remark="Zeg: ik bel over een afspraak",
    language="Tigrinya",
    dialect="van de hoogvlakte",
    interpreter="woman",
    avoid="niemand uit Leeuwarden",
    gender="woman",
    question="Wilt u haar zien?",
    complaints="Ik slaap niet.",
    agreed="U belt dinsdag.",
    assessed="yes",
    assessed_by="A. Jansen",
    not_shared="Niets aan de familie.",
    consent_on=TUESDAY,
    consent_how="interpreter",
    own_risk="yes",
    ambassador="no",
    reply_by=FRIDAY,
)
JUDGED = Judged(
    "GGD-voorbeeld, niet gevalideerd", (("Hoe was uw slaap?", "Vaak slecht"),), "12 (hoog)", "rood", ("Schrikt",)
)
INVITATION = InvitationFields("ti", "Selam", date(2026, 12, 1), "09:30", "Harlingertrekweg 58, Leeuwarden", "Anna")
SLIP = SlipFields("ti", date(2026, 12, 1), "09:30", "Harlingertrekweg 58, 8913 HR Leeuwarden", "Anna")
NOTE = AmbassadorFields(
    language="nl", first_name="Selam", speaks="ti", day=date(2026, 12, 1), time="09:00", place="Station Leeuwarden",
    along=True, explain=True, task="Wacht in de wachtkamer", agreed=True,
)  # fmt: skip


def gp_letter(fields: GpFields = GP, office: Office = OFFICE) -> GpLetter:
    """Written on a Tuesday."""
    return GpLetter(fields, office, TUESDAY, JUDGED)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A letter as PDF, read back."""

    data: bytes

    @classmethod
    def of(cls, letter: Letter) -> Drawn:
        """Drawn now."""
        return cls(pdf(letter))

    @property
    def pages(self) -> list[str]:
        """The text of each page, as a reader copies it, without its line breaks."""
        read = [page.get_textpage().get_text_bounded() for page in self.document]
        return [" ".join(page.split()) for page in read]

    @property
    def text(self) -> str:
        """All pages."""
        return " ".join(self.pages)

    @property
    def document(self) -> Any:
        """To be looked at page by page."""
        return pypdfium2.PdfDocument(self.data)

    @property
    def root(self) -> Any:
        """The dictionary at the root of the file."""
        return self._reader().root_object

    @property
    def title(self) -> str | None:
        """What the file calls itself."""
        metadata = self._reader().metadata
        return None if metadata is None else metadata.title

    def lines(self) -> str:
        """The first page as it is seen, line by line from left to right: in Arabic, words stand in it backwards."""
        page = self.document[0].get_textpage()
        seen: dict[int, list[tuple[float, str]]] = {}
        for place in range(page.count_chars()):
            left, bottom, right, top = page.get_charbox(place, loose=True)
            seen.setdefault(round((bottom + top) / 6), []).append(((left + right) / 2, page.get_text_range(place, 1)))
        return "\n".join("".join(sign for _, sign in sorted(signs)) for _, signs in sorted(seen.items(), reverse=True))

    def boxes(self) -> list[tuple[float, float, float, float]]:
        """Where text stands on the first page: left, bottom, right, top, in points from below left."""
        page = self.document[0].get_textpage()
        return [page.get_rect(place) for place in range(page.count_rects())]

    def undrawn(self) -> int:
        """How many signs no font has: where WeasyPrint finds none, it names a glyph beyond the font's last."""
        return sum(number >= fonts for page in self._reader().pages for number, fonts in _glyphs(page))

    def _reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(io.BytesIO(self.data))


def _glyphs(page: Any) -> Iterator[tuple[int, int]]:
    """The number of every glyph on a page, and how many its font has."""
    fonts = {name: _count(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    count = 0
    for operands, operator in ContentStream(page.get_contents(), None).operations:
        if operator == b"Tf":
            count = fonts[operands[0]]
        if operator in (b"Tj", b"TJ"):
            for each in operands[0] if operator == b"TJ" else operands:
                raw = getattr(each, "original_bytes", b"")
                yield from ((int.from_bytes(raw[place : place + 2]), count) for place in range(0, len(raw), 2))


def _count(font: Any) -> int:
    described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
    embedded = next(described[name] for name in ("/FontFile2", "/FontFile3") if name in described)
    count: int = TTFont(io.BytesIO(embedded.get_object().get_data()))["maxp"].numGlyphs
    return count
