"""Which texts stand together on which screen: one table for the form, the booklet for reviewers and what is read aloud.

Where a language lacks a text of a screen, that whole screen is shown in another language, never a part of it. So the
table must know every text that a screen asks for (tests/browser/test_borrowed.py walks the form and looks). What
stands on every screen is the *frame*: a language that lacks something of it is not offered.

A text belongs to every screen that takes its family (what stands before the first dot of its key) or names it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from intake.questionnaire.model import Question, Questionnaire
from intake.questionnaire.texts import Texts
from intake.translations.domains import CARD, FORM, INFO, LETTER, Domain


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen or page. ``name`` is what the form calls it; ``english`` and ``dutch`` are for reviewers."""

    name: str
    english: str
    dutch: str
    families: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    def takes(self, key: str) -> bool:
        """Whether this text stands on it."""
        return key in self.keys or key.partition(".")[0] in self.families

    def of(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Those of ``keys`` that stand on it, in their order."""
        return tuple(key for key in keys if self.takes(key))


def _some(family: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{family}.{name}" for name in names)


FRAME = Screen(
    "frame",
    "On every screen",
    "Op elk scherm",
    ("title", "draft", "button", "language", "progress", "idle", "listen", "skip"),
    ("choose.error", "question.error", "info.open", "kiosk.waits", "kiosk.next"),
)

# In the order of the form; then what stands in its place when something is in the way; then the paper.
FORM_SCREENS: tuple[Screen, ...] = (
    Screen("code", "Type the code of the card", "De code van de kaart typen", ("code",)),
    Screen("self", "Without a card", "Zonder kaart",
           keys=_some("self", "title", "free", "papers", "secret", "cost", "insurance")),
    Screen("place", "Which town", "Welke gemeente",
           keys=_some("self", "where", "why", "search", "empty", "missing", "choose")),
    Screen("elsewhere", "The town does not take part", "De gemeente doet niet mee",
           keys=_some("self", "not", "doctor")),
    Screen("who", "Who reads it", "Wie het leest", ("who",)),
    Screen("choice", "Your choice", "Uw keuze", ("choice",)),
    Screen("moment", "A good moment?", "Een goed moment?", ("moment",)),
    Screen("later", "Later", "Later", ("later",), ("self.title",)),
    Screen("age", "Age", "Leeftijd", ("age",)),
    Screen("younger", "Younger than 16", "Jonger dan 16", ("younger",)),
    Screen("practice", "Practice", "Oefenen", ("practice",)),
    Screen("exit", "The button Exit", "De knop Stop", ("exit",), ("practice.mark",)),
    Screen("reach", "Contact 1: how", "Contact 1: hoe", ("reach",)),
    Screen("address", "Contact 2: number or e-mail", "Contact 2: nummer of e-mail", ("address",)),
    Screen("line", "Contact 3: who else uses it", "Contact 3: wie gebruikt het nog meer", ("line",)),
    Screen("when", "Contact 4: when", "Contact 4: wanneer", ("when",)),
    Screen("professional", "Contact 5: with whom", "Contact 5: met wie", ("professional",)),
    Screen("ambassador", "Contact 6: somebody who goes along", "Contact 6: iemand die meegaat", ("ambassador",)),
    Screen("send", "Ready to send", "Klaar om te versturen", ("send",)),
    Screen("sending", "It is being locked", "Het gaat op slot", ("sending",)),
    Screen("end", "Sent: the last screen", "Verstuurd: het laatste scherm",
           ("end", "walk", "day", "numbers", "checked"),
           ("send.only", "self.doctor", *_some("kiosk", "kept", "later"))),
    Screen("waiting", "Not sent yet", "Nog niet verstuurd", ("waiting",),
           _some("code", "label", "error", "erase")),
    Screen("refused", "It cannot be sent", "Het kan niet worden verstuurd", ("refused",), ("paper.ask",)),
    Screen("unsealed", "It could not be locked", "Het kon niet op slot", ("unsealed",), ("paper.ask",)),
    Screen("wait", "One moment", "Een ogenblik", ("wait",)),
    Screen("network", "No network, or busy", "Geen netwerk, of druk",
           keys=_some("waiting", "network", "busy", "again")),
    Screen("gone", "The card does not work", "De kaart werkt niet", ("gone",),
           _some("code", "label", "error", "none", "erase")),
    Screen("unsafe", "The form cannot be used", "Het formulier is niet te gebruiken", ("unsafe",), ("paper.ask",)),
    Screen("ended", "The tablet was ended", "De tablet is afgesloten", keys=_some("kiosk", "ended", "ask")),
    Screen("stale", "The tablet needs the network", "De tablet moet online", keys=_some("kiosk", "stale", "ask")),
)  # fmt: skip

SHEET = Screen(
    "sheet",
    "The form on paper",
    "Het formulier op papier",
    ("sheet", "who", "choice", "age", "younger", "reach", "line", "when", "professional", "ambassador", "numbers",
     "checked"),
    ("title", "draft", "skip", "paper.ask", *_some("address", "title", "number", "mail", "name"),
     *_some("end", "code", "use", "reach")),
)  # fmt: skip
"""The paper form and what points to it: a page of its own, in one language from end to end."""

POSTER = Screen(
    "poster", "The poster for people without a card", "De poster voor mensen zonder kaart",
    keys=("title", "draft", "who.secret", *_some("choice", "questions", "skip"),
          *_some("self", "title", "free", "papers", "cost", "insurance")),
)  # fmt: skip
"""Its texts stand on screens of the form too."""

CARD_SCREENS: tuple[Screen, ...] = (
    Screen("card", "The card with the code", "De kaart met de code", ("card",)),
    Screen("envelope", "Poster and leaflet: the envelope", "Poster en folder: de envelop", ("envelope",)),
)

# What is printed from the card's texts and the form's together: of both, or not at all.
CARD_SHEET = Screen(
    "cards", "A sheet of cards", "Een vel met kaarten",
    keys=("title", "draft", "sheet.alone", *_some("card", "title", "scan", "type", "until", "yours")),
)  # fmt: skip
HANDED_OVER = Screen(
    "handed-over", "One card, and the words that go with it", "Eén kaart, en de woorden erbij",
    keys=(*CARD_SHEET.keys, "choice.skip", *_some("envelope", "lock", "manager", "nurse")),
)  # fmt: skip
EXPLAINED = Screen(
    "explained", "The poster about the envelope", "De poster over de envelop",
    keys=("title", "draft", "send.only", "choice.skip", "card.ask",
          *_some("envelope", "title", "alone", "lock", "manager", "nurse", "contact")),
)  # fmt: skip
LEAFLET = Screen(
    "leaflet", "The leaflet", "De folder",
    keys=("title", "draft", "send.only", "later.card", *_some("who", "title", "only", "not", "secret", "danger"),
          *_some("choice", "title", "questions", "skip", "nothing", "test"),
          *_some("envelope", "title", "alone", "lock", "manager", "nurse", "contact")),
)  # fmt: skip

LETTER_SCREENS: tuple[Screen, ...] = (
    Screen("invitation", "Letter: an invitation", "Brief: een uitnodiging", ("invite", "open", "call")),
    Screen("slip", "A small paper: the appointment", "Een klein papier: de afspraak", ("slip",)),
    Screen("note", "A note for who goes along", "Een briefje voor wie meegaat", ("note", "task")),
)

# What is printed from the letters' texts and the form's together: of both, or not at all.
_DAYS = _some("day", *map(str, range(1, 8)))
_CARRIED = ("draft", "call.us", *_DAYS, *_some("slip", "day", "time", "place", "ask"))
INVITATION = Screen(
    "invited", "The invitation, printed", "De uitnodiging, gedrukt", ("invite",), (*_CARRIED, "open.hours")
)
SLIP = Screen(
    "appointed", "The appointment slip, printed", "Het afspraakbriefje, gedrukt",
    keys=(*_CARRIED, "slip.title", "slip.bring"),
)  # fmt: skip
NOTE = Screen(
    "accompanying", "The note for who goes along, printed", "Het briefje voor wie meegaat, gedrukt",
    ("note", "task"), _CARRIED,
)  # fmt: skip

INFO_SCREENS: tuple[Screen, ...] = (
    Screen("info", "Information: the page", "Informatie: de pagina", ("info",)),
    Screen("phase", "Information: first steps", "Informatie: eerste stappen", ("phase",)),
    Screen("care", "Information: how care works", "Informatie: hoe zorg werkt", ("care",)),
    Screen("costs", "Information: what care costs", "Informatie: wat zorg kost", ("costs",)),
    Screen("rights", "Information: rights", "Informatie: rechten", ("rights",)),
    Screen("sleep", "Information: sleep and stress", "Informatie: slaap en stress", ("sleep",)),
    Screen("family", "Information: family", "Informatie: gezin en relaties", ("family",)),
    Screen("birth", "Information: pregnancy", "Informatie: zwangerschap", ("birth",)),
    Screen("help", "Information: who helps", "Informatie: wie helpt", ("help", "near")),
    Screen("talk", "Information: somebody for your language", "Informatie: iemand voor uw taal", ("talk",)),
)

QUESTIONNAIRE_FRAME = Screen("frame", "On every question", "Bij elke vraag", (), ("title", "skip", "recall"))


def question_screen(questionnaire: Questionnaire, question: Question) -> Screen:
    """The screen of one question; it is called after both, for two questionnaires may ask alike."""
    number = questionnaire.questions.index(question) + 1
    name = f"{questionnaire.id} {questionnaire.version}/{question.id}"
    return Screen(name, f"Question {number}", f"Vraag {number}", (question.id,))


def screens_of(domain: Domain) -> tuple[Screen, ...]:
    """Every screen and page of a domain, the frame first."""
    if domain.questionnaire is not None:
        asked = domain.questionnaire
        return (QUESTIONNAIRE_FRAME, *(question_screen(asked, question) for question in asked.questions))
    form = (FRAME, *FORM_SCREENS, SHEET)
    return {FORM: form, INFO: INFO_SCREENS, CARD: CARD_SCREENS, LETTER: LETTER_SCREENS}[domain.name]


def lacking(texts: Texts, screens: Iterable[Screen]) -> tuple[Screen, ...]:
    """Those of ``screens`` that cannot be shown whole in the texts' language."""
    return tuple(screen for screen in screens if screen.of(texts.missing))
