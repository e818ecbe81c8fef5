"""An invitation to the person, in their own language. Who finds it learns "a health appointment" and nothing more:
neither who writes by their usual name, nor why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from intake.desk.letters.appointment import Appointment
from intake.desk.letters.carried import Words
from intake.desk.letters.errors import Fault, UnfitError
from intake.desk.letters.field import choice, day, line, refuse_lacking, time
from intake.desk.letters.office import Office
from intake.questionnaire.languages import LANGUAGES, Language
from intake.translations.screens import INVITATION

TAGS = tuple(each.tag for each in LANGUAGES)


@dataclass(frozen=True, slots=True, repr=False)
class InvitationFields:
    """What a nurse fills in. Without a day it asks to choose one; with a day, time and place are needed."""

    language: str = choice(*TAGS, needed=True)
    name: str = line(60)
    day: date | None = day()  # noqa: RUF009 - a field
    time: str = time()
    place: str = line()
    ask: str = line(60)

    @property
    def appointment(self) -> Appointment | None:
        """The one that was fixed."""
        return Appointment(self.day, self.time, self.place, self.ask) if self.day else None


@dataclass(frozen=True, slots=True, repr=False)
class Invitation:
    """The letter, of no date: what tells when it was written tells how long somebody has been asked."""

    fields: InvitationFields
    words: Words

    kind = "invitation"
    ticked = ()

    @classmethod
    def of(cls, fields: InvitationFields, office: Office) -> Invitation:
        """Raises UnfitError without a language, QuestionnaireError, LetterError."""
        if not fields.language:
            raise UnfitError({"language": Fault.NEEDED})
        return cls(fields, Words.of("the invitation", INVITATION, fields.language, office))

    @property
    def language(self) -> Language:
        """The person's own."""
        return self.words.language

    @property
    def title(self) -> str:
        """What the file calls itself."""
        return self.words.get("invite.title")

    @property
    def draft(self) -> str:
        """That it is one, in its language; empty where all was reviewed."""
        return self.words.draft

    def refuse_lacking(self) -> None:
        """Raise UnfitError where something is needed."""
        refuse_lacking(self.fields)
        appointment = self.fields.appointment
        if appointment is not None:
            lacks = [name for name in ("time", "place") if not getattr(appointment, name)]
            if lacks:
                raise UnfitError(dict.fromkeys(lacks, Fault.NEEDED))

    def said(self) -> Mapping[str, object]:
        """What its template shows."""
        return {"words": self.words, "name": self.fields.name, "appointment": self.fields.appointment}
