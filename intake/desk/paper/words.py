"""What is asked of the nurse, in Dutch and English: who types follows the form, whose language they may not read."""

from __future__ import annotations

from intake.desk.wording import StaffLanguage

_WORDS: dict[str, tuple[str, str]] = {
    "begin": (
        "Type the small number beside the box that was crossed; it is the same in every language.",
        "Typ het kleine cijfer naast het vakje dat is aangekruist; dat is in elke taal hetzelfde.",
    ),
    "begin.keys": (
        "Enter: not answered, or not clear.   <: one step back.   stop: nothing is kept.",
        "Enter: niet beantwoord, of niet duidelijk.   <: een stap terug.   stop: er wordt niets bewaard.",
    ),
    "code": ("Code on the form", "Code op het formulier"),
    "code.hint": ("Enter: there is none", "Enter: die is er niet"),
    "questionnaire": ("Questionnaire", "Vragenlijst"),
    "questionnaire.hint": ("as it stands beside the code", "zoals die naast de code staat"),
    "language": ("Language of the form", "Taal van het formulier"),
    "language.hint": ("as it stands beside the code", "zoals die naast de code staat"),
    "day": ("Date on the form", "Datum op het formulier"),
    "day.hint": ("day-month-year", "dag-maand-jaar"),
    "place": ("Municipality where the form was given", "Gemeente waar het formulier is gegeven"),
    "place.hint": ("name or code", "naam of code"),
    "age": ("How old?", "Hoe oud?"),
    "age.adult": ("18 or older", "18 jaar of ouder"),
    "age.teen": ("16 or 17", "16 of 17 jaar"),
    "reach": ("May the GGD contact the person?", "Mag de GGD contact opnemen?"),
    "reach.call": ("yes, call", "ja, bellen"),
    "reach.message": ("yes, send a message", "ja, een bericht sturen"),
    "reach.come": ("comes to the GGD", "komt zelf naar de GGD"),
    "reach.no": ("no", "nee"),
    "address": ("Number or e-mail address", "Nummer of e-mailadres"),
    "address.hint": (
        "one; where both are there, what fits the wish above",
        "één; als beide er staan: wat past bij de wens hierboven",
    ),
    "name": ("Name to ask for", "Naam om naar te vragen"),
    "line": ("Who else uses this phone or e-mail?", "Wie gebruikt deze telefoon of e-mail nog meer?"),
    "line.mine": ("only the person", "alleen de persoon zelf"),
    "line.shared": ("other people too", "andere mensen ook"),
    "line.unknown": ("does not know", "weet het niet"),
    "when": ("When is a good time?", "Wanneer komt het uit?"),
    "when.hint": ("several: 1 3", "meer dan één: 1 3"),
    "when.weekday-morning": ("weekdays, morning", "doordeweeks, ochtend"),
    "when.weekday-afternoon": ("weekdays, afternoon", "doordeweeks, middag"),
    "when.weekday-evening": ("weekdays, evening", "doordeweeks, avond"),
    "when.weekend": ("weekend", "weekend"),
    "professional": ("With whom?", "Met wie?"),
    "professional.woman": ("a woman", "een vrouw"),
    "professional.man": ("a man", "een man"),
    "professional.any": ("both are fine", "beide is goed"),
    "ambassador": ("Somebody who speaks the language along?", "Iemand mee die de taal spreekt?"),
    "ambassador.yes": ("yes", "ja"),
    "ambassador.other-town": ("yes, from another town", "ja, uit een andere plaats"),
    "ambassador.no": ("no", "nee"),
    "skip": ("no answer", "geen antwoord"),
    "number": ("a whole number from {low} to {high}", "een heel getal van {low} tot en met {high}"),
    "summary": ("This is what goes in:", "Dit gaat erin:"),
    "confirm": (
        "yes: put it in. What stands at the beginning of a line: change that line. stop: nothing is kept",
        "ja: voer in. Wat vooraan een regel staat: verander die regel. stop: er wordt niets bewaard",
    ),
    "unclear.option": ("Type one of the numbers, or Enter.", "Typ een van de cijfers, of Enter."),
    "unclear.number": ("Type {words}, or Enter.", "Typ {words}, of Enter."),
    "unclear.code": (
        "A code has 8 letters and digits; U is not among them.",
        "Een code heeft 8 letters en cijfers; de U komt er niet in voor.",
    ),
    "unclear.day": (
        "Type it as 22-11-2026, in our calendar; not later than today, at most a year ago.",
        "Typ het als 22-11-2026, in onze kalender; niet later dan vandaag, hooguit een jaar geleden.",
    ),
    "unclear.language": ("Type one of: {words}.", "Typ een van: {words}."),
    "unclear.place": ("No municipality is called so. Alike: {words}", "Zo heet geen gemeente. Wat erop lijkt: {words}"),
    "unclear.address": (
        "A number has 8 digits or more, an e-mail address an @ and a dot after it; at most 120 letters.",
        "Een nummer heeft 8 of meer cijfers, een e-mailadres een @ en daarna een punt; hooguit 120 tekens.",
    ),
    "unclear.name": ("At most 60 letters, on one line.", "Hooguit 60 tekens, op één regel."),
    "unclear.confirm": ("Type yes, stop, or a line's beginning.", "Typ ja, stop, of het begin van een regel."),
    "new code": (
        "The form has no code. Write this one on it: {code}",
        "Het formulier heeft geen code. Schrijf deze erop: {code}",
    ),
    "done": ("case {case}   code {code}   {level}", "zaak {case}   code {code}   {level}"),
    "stopped": ("the form was not put in; nothing was kept", "het formulier is niet ingevoerd; er is niets bewaard"),
    "stopped.hint": ("Begin again with the code.", "Begin opnieuw bij de code."),
}


class Words:
    """The words in one language."""

    def __init__(self, language: StaffLanguage) -> None:
        self._column = 0 if language == "en" else 1

    def __call__(self, key: str, **filled: object) -> str:
        """The text of ``key``, with what it asks for filled in."""
        return _WORDS[key][self._column].format(**filled)
