"""What cards and letters of introduction say, in Dutch and English: they are printed by a command too."""

from __future__ import annotations

from collections.abc import Mapping

TONGUES = ("nl", "en")
LEVELS: Mapping[str, tuple[str, str]] = {
    "native": ("native", "moedertaal"),
    "fluent": ("fluent", "vloeiend"),
    "good": ("good", "goed"),
    "basic": ("basic", "basis"),
}
_WORDS: Mapping[str, tuple[str, str]] = {
    "title.card": ("Introduction card", "Introductiekaart"),
    "title.letter": ("Introduction", "Introductie"),
    "role": ("Ambassador for newcomers", "Ambassadeur voor nieuwkomers"),
    "speaks": ("Speaks", "Spreekt"),
    "works": ("Works with {name}", "Werkt samen met {name}"),
    "does": ("Does", "Doet wel"),
    "not": ("Does not", "Doet niet"),
    "does.short": ("goes along, explains how care works, listens", "gaat mee, legt uit hoe zorg werkt, luistert"),
    "not.short": ("treat, advise on treatment, see files", "behandelen, medisch advies geven, dossiers inzien"),
    "valid": ("Valid until {day}", "Geldig tot en met {day}"),
    "check": ("To check: {phone}", "Navragen: {phone}"),
    "greeting": ("To whoever reads this,", "Aan wie dit leest,"),
    "lead": (
        "{name} is an ambassador for newcomers and works with {sender}. Please receive them as you would a colleague.",
        "{name} is ambassadeur voor nieuwkomers en werkt samen met {sender}. Ontvang deze persoon als een collega.",
    ),
    "papers": (
        "We have seen a valid certificate of conduct (VOG), and a secrecy agreement is signed.",
        "Wij hebben een geldige verklaring omtrent het gedrag (VOG) gezien, en er is een geheimhouding getekend.",
    ),
    "trained": (
        "The basic training for ambassadors was completed.",
        "De basistraining voor ambassadeurs is afgerond.",
    ),
    "what.does": ("What an ambassador does", "Wat een ambassadeur doet"),
    "what.not": ("What an ambassador does not do", "Wat een ambassadeur niet doet"),
    "does.along": (
        "go along to an appointment, when the person asks for it",
        "meegaan naar een afspraak, als de persoon daarom vraagt",
    ),
    "does.explain": (
        "explain how care works in the Netherlands, and what somebody can ask for",
        "uitleggen hoe de zorg in Nederland werkt, en wat iemand kan vragen",
    ),
    "does.listen": ("listen, and be there", "luisteren, en er zijn"),
    "not.treat": (
        "treat anybody, or advise on treatment",
        "iemand behandelen, of advies geven over een behandeling",
    ),
    "not.interpret": (
        "interpret a consultation: please book a professional interpreter for that",
        "tolken bij een consult: boek daarvoor een professionele tolk",
    ),
    "not.files": (
        "see files or results, or decide for the person",
        "dossiers of uitslagen inzien, of voor de persoon beslissen",
    ),
    "ask": (
        "Do you have a question, or do you want to know whether this letter is real? Call {phone}.",
        "Heeft u een vraag, of wilt u weten of deze brief echt is? Bel {phone}.",
    ),
    "regards": ("With kind regards,", "Met vriendelijke groet,"),
    "cut": ("Cut along the line", "Knip langs de lijn"),
}


def words(language: str) -> Mapping[str, str]:
    """All of one language; the tag is ``nl`` or ``en``."""
    return {key: each[language == "nl"] for key, each in _WORDS.items()}


def level_in(language: str, level: str) -> str:
    """How well somebody speaks."""
    return LEVELS[level][language == "nl"]
