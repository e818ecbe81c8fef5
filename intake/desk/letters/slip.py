"""A small paper to carry: when and where somebody is expected, in their language with the Dutch beside it, for whoever
shows them the way. It says neither with whom nor why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from intake.desk.letters.appointment import Appointment
from intake.desk.letters.carried import Words
from intake.desk.letters.errors import Fault, UnfitError
from intake.desk.letters.field import choice, day, line, refuse_lacking, time
from intake.desk.letters.invitation import TAGS
from intake.desk.letters.office import Office
from intake.questionnaire.languages import Language
from intake.translations.screens import SLIP

DUTCH = "nl"


@dataclass(frozen=True, slots=True, repr=False)
class SlipFields:
    """What a nurse fills in: no name of the person, for nobody needs it there."""

    language: str = choice(*TAGS, needed=True)
    day: date | None = day(needed=True)  # noqa: RUF009 - a field
    time: str = time(needed=True)
    place: str = line(needed=True)
    ask: str = line(60)


@dataclass(frozen=True, slots=True, repr=False)
class Slip:
    """One slip of A6, to cut out. ``dutch`` is None where it is the language itself."""

    fields: SlipFields
    words: Words
    dutch: Words | None

    kind = "slip"
    ticked = ()

    @classmethod
    def of(cls, fields: SlipFields, office: Office) -> Slip:
        """Raises UnfitError without a language or a day, QuestionnaireError, LetterError."""
        lacks = [name for name in ("language", "day") if not getattr(fields, name)]
        if lacks:
            raise UnfitError(dict.fromkeys(lacks, Fault.NEEDED))
        words = Words.of("the slip", SLIP, fields.language, office)
        dutch = None if fields.language == DUTCH else Words.of("the slip", SLIP, DUTCH, office)
        return cls(fields, words, dutch)

    @property
    def language(self) -> Language:
        """The person's own."""
        return self.words.language

    @property
    def title(self) -> str:
        """What the file calls itself."""
        return self.words.get("slip.title")

    @property
    def draft(self) -> str:
        """That it is one, in its language; empty where all was reviewed."""
        return self.words.draft

    def refuse_lacking(self) -> None:
        """Raise UnfitError where something is needed."""
        refuse_lacking(self.fields)

    def said(self) -> Mapping[str, object]:
        """What its template shows."""
        assert self.fields.day is not None
        appointment = Appointment(self.fields.day, self.fields.time, self.fields.place, self.fields.ask)
        return {"words": self.words, "dutch": self.dutch, "appointment": appointment}
