"""The desk's own words, in English and Dutch."""

from __future__ import annotations

from intake.desk.wording import StaffLanguage

_WORDS: dict[str, tuple[str, str]] = {
    "case": ("case", "zaak"),
    "level": ("level", "niveau"),
    "due": ("due", "uiterlijk"),
    "code": ("code", "code"),
    "language": ("language", "taal"),
    "place": ("place", "plaats"),
    "score": ("score", "score"),
    "why": ("why", "waarom"),
    "via": ("through", "via"),
    "status": ("status", "status"),
    "status.new": ("new", "nieuw"),
    "status.triaged": ("decided", "besloten"),
    "status.contacting": ("being contacted", "contact gezocht"),
    "status.reached": ("reached", "bereikt"),
    "status.unreachable": ("not reached", "niet bereikt"),
    "status.held": ("conversation held", "gesprek gevoerd"),
    "status.declined": ("declined", "wil niet"),
    "status.referred": ("referred", "verwezen"),
    "status.accepted": ("accepted there", "daar aangenomen"),
    "status.waiting": ("waiting for care", "wacht op zorg"),
    "status.attended": ("first appointment attended", "bij eerste afspraak geweest"),
    "status.in-care": ("in care", "in zorg"),
    "status.closed": ("closed", "gesloten"),
    "decided": ("decided by a nurse", "besloten door een verpleegkundige"),
    "nobody": ("by nobody yet", "nog door niemand"),
    "attempts": ("ATTEMPTS", "POGINGEN"),
    "left": ("{count} left", "nog {count}"),
    "now": ("now", "nu"),
    "safe now": ("a safe time, until {time}", "een veilig moment, tot {time}"),
    "safe not": ("NOT a safe time", "GEEN veilig moment"),
    "safe next": ("NOT a safe time; the next begins {time}", "GEEN veilig moment; het volgende begint {time}"),
    "stale": (
        "said more than 30 days ago: ask again whether this is still safe",
        "meer dan 30 dagen geleden gezegd: vraag opnieuw of dit nog veilig is",
    ),
    "young": (
        "decides alone about care from 16 (WGBO); parents are told nothing unless the person wants it",
        "beslist vanaf 16 zelf over zorg (WGBO); ouders horen niets, tenzij de persoon dat wil",
    ),
    "safe word": ("safe word, said first", "veiligheidswoord, eerst te zeggen"),
    "way.call": ("call", "bellen"),
    "way.message": ("message", "bericht"),
    "way.letter": ("letter", "brief"),
    "way.visit": ("came by", "kwam langs"),
    "way.granted": ("granted", "toegestaan"),
    "result.reached": ("reached the person", "persoon bereikt"),
    "result.no-answer": ("no answer", "geen gehoor"),
    "result.somebody-else": ("somebody else answered", "iemand anders nam op"),
    "result.wrong-number": ("wrong number", "verkeerd nummer"),
    "result.voicemail-own": ("neutral voicemail, own phone", "neutrale voicemail, eigen telefoon"),
    "result.sent": ("sent", "verstuurd"),
    "result.one-more": ("one more", "nog een"),
    "call now": ("CALL NOW", "NU BELLEN"),
    "call later": ("LATER TODAY", "LATER VANDAAG"),
    "call others": (
        "{count} more wish to talk with somebody else than you: tell a colleague.",
        "Nog {count} willen iemand anders spreken dan u: zeg het een collega.",
    ),
    "until": ("until", "tot"),
    "from": ("from", "vanaf"),
    "level.red": ("red", "rood"),
    "level.amber": ("amber", "oranje"),
    "level.yellow": ("yellow", "geel"),
    "level.review": ("review", "bekijken"),
    "level.green": ("green", "groen"),
    "empty": ("The queue is empty.", "De wachtlijst is leeg."),
    "personal data": (
        "PERSONAL DATA: keep it with you, and shred it today.",
        "PERSOONSGEGEVENS: houd het bij u, en versnipper het vandaag.",
    ),
    "no green": ("No green case waits to be confirmed.", "Er wacht geen groene zaak op bevestiging."),
    "safe contact": ("SAFE CONTACT", "VEILIG CONTACT"),
    "reasons": ("WHY", "WAAROM"),
    "answers": ("ANSWERS", "ANTWOORDEN"),
    "wishes": ("WISHES", "WENSEN"),
    "dates": ("DATES", "DATA"),
    "history": ("HISTORY", "GESCHIEDENIS"),
    "how": ("how", "hoe"),
    "phone": ("phone", "telefoon"),
    "when": ("when", "wanneer"),
    "ask for": ("ask for", "vraag naar"),
    "reach.call": ("call {address}", "bel {address}"),
    "reach.message": (
        "send a message to {address}, in neutral words only",
        "stuur een bericht naar {address}, alleen in neutrale woorden",
    ),
    "reach.come": (
        "do not call or write: comes in person, with the code",
        "niet bellen of schrijven: komt zelf langs, met de code",
    ),
    "reach.no": ("do not call or write: the person does not want it", "niet bellen of schrijven: wil geen contact"),
    "reach.unsaid": ("do not call or write: no way was chosen", "niet bellen of schrijven: er is geen manier gekozen"),
    "reach.nowhere": ("no number or address was given", "er is geen nummer of adres gegeven"),
    "line.mine": ("the person's own", "van de persoon zelf"),
    "line.shared": ("shared with others", "gedeeld met anderen"),
    "line.unknown": ("perhaps shared with others", "misschien gedeeld met anderen"),
    "line.unsaid": ("not said: treat it as shared", "niet gezegd: behandel hem als gedeeld"),
    "voicemail.yes": ("a voicemail may be left, in neutral words", "een voicemail mag, in neutrale woorden"),
    "voicemail.no": (
        "NEVER leave a voicemail; neutral words to whoever else answers",
        "NOOIT een voicemail inspreken; neutrale woorden als iemand anders opneemt",
    ),
    "when.weekday-morning": ("weekdays in the morning", "doordeweeks in de ochtend"),
    "when.weekday-afternoon": ("weekdays in the afternoon", "doordeweeks in de middag"),
    "when.weekday-evening": ("weekdays in the evening", "doordeweeks in de avond"),
    "when.weekend": ("in the weekend", "in het weekend"),
    "unsaid": ("not said", "niet gezegd"),
    "professional": ("professional", "hulpverlener"),
    "professional.woman": ("a woman", "een vrouw"),
    "professional.man": ("a man", "een man"),
    "professional.any": ("no matter", "maakt niet uit"),
    "ambassador": ("ambassador", "sleutelpersoon"),
    "ambassador.talk": ("said in the talk", "gezegd in het gesprek"),
    "ambassador.no": ("no", "nee"),
    "ambassador.yes": ("yes", "ja"),
    "ambassador.other-town": ("yes, from another town", "ja, uit een andere plaats"),
    "age": ("age", "leeftijd"),
    "age.16-17": ("16 or 17 years", "16 of 17 jaar"),
    "age.18+": ("18 years or more", "18 jaar of ouder"),
    "sealed": ("sealed (as the sender's device says)", "verzegeld (volgens het apparaat van de afzender)"),
    "written": (
        "written on paper (or typed in, where it had no date)",
        "op papier geschreven (of ingevoerd, zonder datum)",
    ),
    "paper": ("typed in from paper", "ingevoerd van papier"),
    "arrived": ("arrived at the desk", "aangekomen bij de desk"),
    "first attempt": ("first safe attempt by", "eerste veilige poging uiterlijk"),
    "no attempt": ("no contact asked for", "geen contact gevraagd"),
    "judged": ("judged", "beoordeeld"),
    "same card": ("other cases from the same card", "andere zaken van dezelfde kaart"),
    "suggests": (
        "The level is a suggestion by rules. A professional decides.",
        "Het niveau is een voorstel volgens regels. Een professional beslist.",
    ),
}


class Labels:
    """The words in one language."""

    def __init__(self, language: StaffLanguage) -> None:
        self._column = 0 if language == "en" else 1

    def __getitem__(self, key: str) -> str:
        """The text of ``key``; the key itself where a later version of the program wrote it."""
        texts = _WORDS.get(key)
        return key.rpartition(".")[2] if texts is None else texts[self._column]

    def choice(self, member: str, value: str | None) -> str:
        """The text of one option, or that nothing was said."""
        return self["unsaid"] if value is None else self[f"{member}.{value}"]
