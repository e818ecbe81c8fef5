"""The languages on offer: one table that form, paper, letters and desk all read.

The order is the order of the language screen. ``own_name`` stands in the language's own script, for whoever
reads only that one. There are no flags: a flag says something about politics.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from intake.errors import QuestionnaireError

Script = Literal["Latn", "Arab", "Ethi", "Cyrl"]
Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Language:
    """One language people can read the form in.

    ``tag`` is BCP 47 (the HTML ``lang``, the envelope's ``language``). ``locale`` is Babel's and gettext's
    name for it, used for the folders of translations. ``script`` is ISO 15924. ``plural`` is gettext's rule, for the
    head of a .po file. ``font`` is a family for documents (Debian's fonts-noto-core); ``line_height``, times the font
    size, leaves room for its marks. ``voice`` is espeak-ng's name of a voice that speaks it, or None: the Persian
    voice sounds of Iran and is not used for Dari.
    """

    tag: str
    own_name: str
    english_name: str
    script: Script
    direction: Direction
    locale: str
    plural: str
    font: str
    line_height: float
    voice: str | None


_TWO = "nplurals=2; plural=(n != 1);"
_ONE = "nplurals=1; plural=0;"
_FRENCH = "nplurals=2; plural=(n > 1);"
_FEW = "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20)"
_SLAVIC = f"nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : {_FEW} ? 1 : 2);"
_POLISH = f"nplurals=3; plural=(n==1 ? 0 : {_FEW} ? 1 : 2);"
_ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=0 && n%100<=2 ? 4 : 5);"
)
_SANS, _NASKH, _ETHIOPIC = "Noto Sans", "Noto Naskh Arabic", "Noto Sans Ethiopic"

LANGUAGES: tuple[Language, ...] = (
    Language("nl", "Nederlands", "Dutch", "Latn", "ltr", "nl", _TWO, _SANS, 1.5, "nl"),
    Language("en", "English", "English", "Latn", "ltr", "en", _TWO, _SANS, 1.5, "en"),
    Language("ar", "العربية", "Arabic", "Arab", "rtl", "ar", _ARABIC, _NASKH, 1.9, "ar"),
    Language("uk", "Українська", "Ukrainian", "Cyrl", "ltr", "uk", _SLAVIC, _SANS, 1.5, "uk"),
    Language("ti", "ትግርኛ", "Tigrinya", "Ethi", "ltr", "ti", _TWO, _ETHIOPIC, 1.75, None),
    Language("tr", "Türkçe", "Turkish", "Latn", "ltr", "tr", _ONE, _SANS, 1.5, "tr"),
    Language("prs", "دری", "Dari", "Arab", "rtl", "fa_AF", _ONE, _NASKH, 1.9, None),
    Language("fa", "فارسی", "Farsi", "Arab", "rtl", "fa", _ONE, _NASKH, 1.9, "fa"),
    Language("so", "Soomaali", "Somali", "Latn", "ltr", "so", _TWO, _SANS, 1.5, None),
    Language("ps", "پښتو", "Pashto", "Arab", "rtl", "ps", _TWO, _NASKH, 1.9, None),
    Language("kmr", "Kurmancî", "Kurmanji", "Latn", "ltr", "ku", _TWO, _SANS, 1.5, "ku"),
    Language("pl", "Polski", "Polish", "Latn", "ltr", "pl", _POLISH, _SANS, 1.5, "pl"),
    Language("ru", "Русский", "Russian", "Cyrl", "ltr", "ru", _SLAVIC, _SANS, 1.5, "ru"),
    Language("fr", "Français", "French", "Latn", "ltr", "fr", _FRENCH, _SANS, 1.5, "fr-fr"),
)

_BY_TAG = {entry.tag: entry for entry in LANGUAGES}


def language(tag: str) -> Language:
    """The language with this BCP 47 tag. Raises QuestionnaireError, which does not quote the tag."""
    try:
        return _BY_TAG[tag]
    except KeyError:
        offered = ", ".join(_BY_TAG)
        raise QuestionnaireError("this language is not offered", f"Offered are: {offered}.") from None
