"""The referral letter to a general practitioner, in Dutch, with a page on interpreters and on how to read it.

Safe contact comes first. No answer, score or level stands in it unless somebody ticked it; what was not filled in is
said to be missing. No letter without the day of consent and how it was given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from intake.desk.letters.appointment import dutch_day
from intake.desk.letters.field import choice, day, line, refuse_lacking, text, tick
from intake.desk.letters.office import Office
from intake.desk.letters.safe import SafeBox
from intake.questionnaire.languages import Language, language

NOT_FILLED_IN = "niet ingevuld"
GENDER = {"woman": "een vrouw", "man": "een man", "any": "maakt niet uit"}
INTERPRETER = {
    "none": "niet nodig",
    "woman": "ja, een vrouw",
    "man": "ja, een man",
    "any": "ja, vrouw of man maakt niet uit",
}
YES_NO = {"yes": "ja", "no": "nee"}
URGENCY = {"routine": "gewoon", "week": "binnen een week", "day": "vandaag of morgen (er is ook over gebeld)"}
CONSENT = {"spoken": "mondeling", "written": "schriftelijk", "interpreter": "mondeling, via een tolk"}


@dataclass(frozen=True, slots=True, repr=False)
class GpFields:
    """What a nurse fills in. Fixed words are English, as in a file; the letter says them in Dutch."""

    receiver: str = text(300)
    urgency: str = choice(*URGENCY)
    professional: str = line(needed=True)
    big: str = line(20)
    phone: str = line(40)
    person: str = line(needed=True)
    born: str = line(40)
    home: str = line()
    reach: str = choice("call", "message", "come", "no")
    address: str = line()
    own_phone: bool = tick()
    voicemail: bool = tick()
    post: bool = tick()
    when: str = line(300)
    ask_for: str = line(60)
    remark: str = line(300)
    language: str = line(60)
    dialect: str = line(60)
    interpreter: str = choice(*INTERPRETER)
    avoid: str = line(200)
    gender: str = choice(*GENDER)
    question: str = text(needed=True)
    complaints: str = text()
    agreed: str = text()
    assessed: str = choice(*YES_NO)
    assessed_by: str = line()
    not_shared: str = text(400)
    consent_on: date | None = day(needed=True)  # noqa: RUF009 - a field
    consent_how: str = choice(*CONSENT, needed=True)
    own_risk: str = choice(*YES_NO)
    ambassador: str = choice(*YES_NO)
    reply_by: date | None = day()  # noqa: RUF009 - a field
    show_answers: bool = tick()
    show_score: bool = tick()
    show_level: bool = tick()

    @property
    def ticked(self) -> tuple[str, ...]:
        """What of the form goes along."""
        return tuple(name for name in ("answers", "score", "level") if getattr(self, f"show_{name}"))


@dataclass(frozen=True, slots=True, repr=False)
class Judged:
    """What of the form may go along, in Dutch. ``notice`` says that the form is not validated; empty where it is."""

    notice: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    score: str = ""
    level: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class GpLetter:
    """The letter of ``written``. ``judged`` is shown only as far as ``fields`` ticks it."""

    fields: GpFields
    office: Office
    written: date
    judged: Judged = Judged()

    kind = "gp"
    title = "Verwijsbrief"
    draft = ""

    @property
    def language(self) -> Language:
        """Professionals read Dutch."""
        return language("nl")

    @property
    def ticked(self) -> tuple[str, ...]:
        """What of the form goes along."""
        return self.fields.ticked

    def refuse_lacking(self) -> None:
        """Raise UnfitError where something is missing without which it is no referral."""
        refuse_lacking(self.fields)

    def said(self) -> Mapping[str, object]:
        """What its template shows."""
        return {
            "safe": tuple(self.safe.rows()),
            "fields": self.fields,
            "office": self.office,
            "written": dutch_day(self.written),
            "rows": tuple(self._rows()),
            "judged": self.judged,
            "ticked": self.ticked,
        }

    @property
    def safe(self) -> SafeBox:
        """The box that stands first."""
        names = ("reach", "address", "own_phone", "voicemail", "post", "when", "ask_for", "remark")
        return SafeBox(**{name: getattr(self.fields, name) for name in names})

    def _rows(self) -> Iterator[tuple[str, str]]:
        """Every line below the heads: what it is, and what it says; empty where nobody filled it in."""
        fields = self.fields
        yield "Taal en dialect", _joined(fields.language, fields.dialect)
        yield "Tolk", _joined(INTERPRETER.get(fields.interpreter, ""), fields.avoid and f"niet: {fields.avoid}", "; ")
        yield "Hulpverlener", GENDER.get(fields.gender, "")
        yield "Vraag aan u", fields.question
        yield "Klachten, in eigen woorden", fields.complaints
        yield "Besproken en afgesproken", fields.agreed
        yield "Veiligheid en risico beoordeeld", self._assessed()
        yield "Niet delen", fields.not_shared
        yield "Toestemming", self._consent()
        yield "Eigen risico uitgelegd", YES_NO.get(fields.own_risk, "")
        yield "Sleutelpersoon erbij", YES_NO.get(fields.ambassador, "")
        yield "Antwoord graag", "" if fields.reply_by is None else f"uiterlijk {dutch_day(fields.reply_by)}"

    def _assessed(self) -> str:
        by = f"door {self.fields.assessed_by}" if self.fields.assessed_by else ""
        return _joined(YES_NO.get(self.fields.assessed, ""), by)

    def _consent(self) -> str:
        on = "" if self.fields.consent_on is None else dutch_day(self.fields.consent_on)
        return _joined(on, CONSENT.get(self.fields.consent_how, ""))

    @property
    def urgency(self) -> str:
        """In Dutch."""
        return URGENCY.get(self.fields.urgency, "")


def _joined(one: str, other: str, between: str = ", ") -> str:
    return between.join(each for each in (one, other) if each)
