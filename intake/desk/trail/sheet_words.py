"""What the weekly sheet says, in English and Dutch: it is printed by a command too, where no page is."""

from __future__ import annotations

from collections.abc import Mapping

from intake.desk.wording import StaffLanguage

_WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("Where the audit trail ends", "Waar de audittrail eindigt"),
    "lead": (
        "Sign this sheet. It proves later that nothing was cut off the trail.",
        "Onderteken dit blad. Het bewijst later dat er niets van de trail is afgeknipt.",
    ),
    "keep": (
        "Keep it in a binder, where nobody who works at the desk can take it away unseen.",
        "Bewaar het in een map, waar niemand die aan de desk werkt het ongezien kan wegnemen.",
    ),
    "ggd": ("Health service", "GGD"),
    "inbox": ("Inbox", "Postvak"),
    "desk": ("Desk", "Desk"),
    "made": ("Made", "Gemaakt"),
    "by": ("By", "Door"),
    "entries": ("Entries", "Regels"),
    "head": ("The head", "Het eind"),
    "hash": ("The whole hash", "De hele hash"),
    "qr": ("QR code of the head", "QR-code van het eind"),
    "check": ("To check", "Controleren"),
    "how": (
        "At the desk, under Audit trail, type the eight groups above or scan the code. By command:",
        "Typ aan de desk, bij Audittrail, de acht groepen hierboven over, of scan de code. Met een commando:",
    ),
    "checked": ("Checked before", "Vooraf gecontroleerd"),
    "against": (
        "The trail was checked against the sheet before this one, of: ______________________",
        "De trail is vergeleken met het blad hiervoor, van: ______________________",
    ),
    "nothing": ("It was there.", "Het stond erin."),
    "missing": (
        "It was not there: the desk is not used any more, and the manager knows.",
        "Het stond er niet in: de desk wordt niet meer gebruikt, en de manager weet het.",
    ),
    "signed": ("Signed", "Ondertekend"),
    "name": ("Name", "Naam"),
    "date": ("Date", "Datum"),
    "signature": ("Signature", "Handtekening"),
}


def sheet_words(language: StaffLanguage) -> Mapping[str, str]:
    """The words of one language."""
    return {key: words[language == "nl"] for key, words in _WORDS.items()}
