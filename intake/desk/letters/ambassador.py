"""A note for whoever goes along with a person: first name or alias, language, where and when to meet, and the task.

Nothing else is asked for, so nothing else can be printed: no reason, no number, no surname, nothing of the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from intake.desk.letters.appointment import Appointment
from intake.desk.letters.carried import Words
from intake.desk.letters.errors import Fault, UnfitError
from intake.desk.letters.field import choice, day, line, refuse_lacking, text, tick, time
from intake.desk.letters.invitation import TAGS
from intake.desk.letters.office import Office
from intake.questionnaire.languages import Language, language
from intake.translations.screens import NOTE


@dataclass(frozen=True, slots=True, repr=False)
class AmbassadorFields:
    """What a nurse fills in. ``language`` is that of the note, ``speaks`` that of the person.

    ``agreed``: the person wants this. It is not printed; without it nothing is. ``often``: it is for more than once,
    which the slip says to the coordinator, who arranges it.
    """

    language: str = choice(*TAGS, needed=True)
    first_name: str = line(40, needed=True)
    speaks: str = choice(*TAGS, needed=True)
    day: date | None = day(needed=True)  # noqa: RUF009 - a field
    time: str = time(needed=True)
    place: str = line(needed=True)
    along: bool = tick()
    explain: bool = tick()
    task: str = text(200)
    often: bool = tick()
    agreed: bool = tick(needed=True)

    @property
    def tasks(self) -> tuple[str, ...]:
        """The keys of the tasks that were ticked."""
        return tuple(f"task.{name}" for name in ("along", "explain") if getattr(self, name))


@dataclass(frozen=True, slots=True, repr=False)
class AmbassadorNote:
    """One page. ``number`` is that of its slip, by which the network's coordinator finds it; empty without one."""

    fields: AmbassadorFields
    words: Words
    number: str = ""

    kind = "ambassador"
    ticked = ()

    @classmethod
    def of(cls, fields: AmbassadorFields, office: Office) -> AmbassadorNote:
        """Raises UnfitError without the languages or a day, QuestionnaireError, LetterError."""
        lacks = [name for name in ("language", "speaks", "day") if not getattr(fields, name)]
        if lacks:
            raise UnfitError(dict.fromkeys(lacks, Fault.NEEDED))
        return cls(fields, Words.of("the note", NOTE, fields.language, office))

    @property
    def language(self) -> Language:
        """Dutch, or that of whoever goes along."""
        return self.words.language

    @property
    def title(self) -> str:
        """What the file calls itself."""
        return self.words.get("note.title")

    @property
    def draft(self) -> str:
        """That it is one, in its language; empty where all was reviewed."""
        return self.words.draft

    def refuse_lacking(self) -> None:
        """Raise UnfitError where something is needed; a task is."""
        refuse_lacking(self.fields)
        if not (self.fields.tasks or self.fields.task):
            raise UnfitError({"task": Fault.NEEDED})

    def said(self) -> Mapping[str, object]:
        """What its template shows."""
        assert self.fields.day is not None
        appointment = Appointment(self.fields.day, self.fields.time, self.fields.place)
        return {
            "words": self.words,
            "fields": self.fields,
            "speaks": language(self.fields.speaks),
            "appointment": appointment,
        }
