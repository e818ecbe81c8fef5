"""How the page asks for the fields of a letter: in groups, with the words of staff. Every field stands in one group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from intake.desk.letters.errors import Fault
from intake.desk.letters.field import Asked, fields_of
from intake.desk.letters.kinds import KINDS
from intake.questionnaire.languages import LANGUAGES
from intake.web.words import N_

NAMES: Mapping[str, str] = {
    "gp": N_("Letter to the GP"),
    "invitation": N_("Invitation"),
    "slip": N_("Appointment slip"),
    "ambassador": N_("Note for who goes along"),
}
HINTS: Mapping[str, str] = {
    "gp": N_("In Dutch, on one page, with one more for the receiver. Safe contact comes first."),
    "invitation": N_(
        "In the person’s language, with the neutral sender. Hand it over; post it only where letters home are safe."
    ),
    "slip": N_("As large as a hand, to carry: in the person’s language, with the Dutch beside it. Without a name."),
    "ambassador": N_("Only what somebody who goes along needs: a first name, a language, a place, a task."),
}
Group = tuple[str, tuple[str, ...]]
_MEETING: Group = (N_("Appointment"), ("day", "time", "place", "ask"))
GROUPS: Mapping[str, tuple[Group, ...]] = {
    "gp": (
        (N_("To whom, and who writes"), ("receiver", "urgency", "professional", "big", "phone")),
        (N_("The person"), ("person", "born", "home")),
        (
            N_("Safe contact: the first thing in the letter"),
            ("reach", "address", "own_phone", "voicemail", "post", "when", "ask_for", "remark"),
        ),
        (N_("Language and wishes"), ("language", "dialect", "interpreter", "avoid", "gender", "ambassador")),
        (N_("What it is about"), ("question", "complaints", "agreed", "assessed", "assessed_by", "not_shared")),
        (N_("Consent"), ("consent_on", "consent_how", "own_risk", "reply_by")),
        (N_("Of the form goes along"), ("show_answers", "show_score", "show_level")),
    ),
    "invitation": ((N_("The letter"), ("language", "name")), _MEETING),
    "slip": ((N_("The slip"), ("language",)), _MEETING),
    "ambassador": (
        (N_("The note"), ("language", "first_name", "speaks")),
        (N_("Where and when they meet"), ("day", "time", "place")),
        (N_("The task"), ("along", "explain", "task", "often", "agreed")),
    ),
}
LABELS: Mapping[str, str] = {
    "receiver": N_("Receiver: name, practice, address"),
    "urgency": N_("Urgency"),
    "professional": N_("Who signs: name and profession"),
    "big": N_("BIG number"),
    "phone": N_("Direct phone number"),
    "person": N_("Name, or the name to use"),
    "born": N_("Date of birth"),
    "home": N_("Address, where it is safe to give it"),
    "reach": N_("How"),
    "address": N_("Number or e-mail"),
    "own_phone": N_("The phone is the person’s own"),
    "voicemail": N_("A voicemail may be left (own phone only)"),
    "post": N_("Letters and text messages to the home are safe"),
    "when": N_("When"),
    "ask_for": N_("Name to ask for"),
    "remark": N_("Mind this"),
    "dialect": N_("Dialect"),
    "interpreter": N_("Interpreter"),
    "avoid": N_("Who must not interpret"),
    "gender": N_("Professional"),
    "question": N_("Question to the GP"),
    "complaints": N_("Complaints, in the person’s own words"),
    "agreed": N_("What was said and agreed"),
    "ambassador.agreed": N_("The person wants this, and knows what the note says"),
    "assessed": N_("Risk and safety were assessed"),
    "assessed_by": N_("By whom"),
    "not_shared": N_("What the person does not want shared"),
    "consent_on": N_("Consent given on"),
    "consent_how": N_("How it was given"),
    "own_risk": N_("Eigen risico was explained"),
    "ambassador": N_("An ambassador goes along"),
    "reply_by": N_("Reply asked for by"),
    "show_answers": N_("Answers"),
    "show_score": N_("Score"),
    "show_level": N_("Level and reasons"),
    "language": N_("Language"),
    "name": N_("Name on the letter"),
    "day": N_("Day"),
    "time": N_("Time"),
    "place": N_("Place"),
    "ask": N_("Whom to ask for"),
    "first_name": N_("First name or alias of the person"),
    "speaks": N_("The person speaks"),
    "along": N_("Go along, there and back"),
    "explain": N_("Explain how health care works"),
    "task": N_("More, in words that the reader understands"),
    "often": N_("More than once: the coordinator of the network arranges it"),
}
CHOICES: Mapping[str, str] = {
    "routine": N_("routine"),
    "week": N_("within a week"),
    "day": N_("today or tomorrow"),
    "call": N_("call"),
    "message": N_("message"),
    "come": N_("comes by"),
    "no": N_("no"),
    "yes": N_("yes"),
    "none": N_("none"),
    "woman": N_("a woman"),
    "man": N_("a man"),
    "any": N_("no matter"),
    "spoken": N_("spoken"),
    "written": N_("written"),
    "interpreter": N_("spoken, with an interpreter"),
}
FAULTS: Mapping[Fault, str] = {
    Fault.NEEDED: N_("This is needed."),
    Fault.LONG: N_("This is too long."),
    Fault.DAY: N_("This is not a day."),
    Fault.TIME: N_("Write the time as 09:30."),
    Fault.CHOICE: N_("Choose one."),
    Fault.KIND: N_("Fill it in again."),
    Fault.UNKNOWN: N_("Fill it in again."),
}
_LANGUAGES = {each.tag: each.own_name for each in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Question:
    """One field as the page asks for it. ``choices`` are values and labels; ``own``: each in its own language."""

    asked: Asked
    label: str
    choices: tuple[tuple[str, str], ...]
    own: bool


def questions(kind: str) -> tuple[tuple[str, tuple[Question, ...]], ...]:
    """The groups of a letter's fields, each with its heading."""
    asked = {each.name: each for each in fields_of(KINDS[kind])}
    return tuple((title, tuple(_question(kind, asked[name]) for name in names)) for title, names in GROUPS[kind])


def _question(kind: str, asked: Asked) -> Question:
    own = bool(asked.choices) and asked.choices[0] in _LANGUAGES
    said = _LANGUAGES if own else CHOICES
    label = LABELS.get(f"{kind}.{asked.name}", LABELS[asked.name])
    return Question(asked, label, tuple((value, said[value]) for value in asked.choices), own)
