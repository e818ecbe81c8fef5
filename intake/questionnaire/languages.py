"""The languages on offer: one table that form, paper, letters and desk all read.

The order is the order of the language screen. ``own_name`` stands in the language's own script, for whoever
reads only that one. There are no flags: a flag says something about politics.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from intake.errors import QuestionnaireError

Script = Literal["Latn", "Arab", "Ethi"]
Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Language:
    """One language people can read the form in.

    ``tag`` is BCP 47 (the HTML ``lang``, the envelope's ``language``). ``locale`` is Babel's and gettext's
    name for it, used for the folders of translations. ``script`` is ISO 15924. ``font`` is a family for
    documents (Debian's fonts-noto-core); ``line_height``, times the font size, leaves room for its marks.
    """

    tag: str
    own_name: str
    english_name: str
    script: Script
    direction: Direction
    locale: str
    font: str
    line_height: float


LANGUAGES: tuple[Language, ...] = (
    Language("nl", "Nederlands", "Dutch", "Latn", "ltr", "nl", "Noto Sans", 1.5),
    Language("en", "English", "English", "Latn", "ltr", "en", "Noto Sans", 1.5),
    Language("ar", "العربية", "Arabic", "Arab", "rtl", "ar", "Noto Naskh Arabic", 1.9),
    Language("ti", "ትግርኛ", "Tigrinya", "Ethi", "ltr", "ti", "Noto Sans Ethiopic", 1.75),
)

_BY_TAG = {entry.tag: entry for entry in LANGUAGES}


def language(tag: str) -> Language:
    """The language with this BCP 47 tag. Raises QuestionnaireError, which does not quote the tag."""
    try:
        return _BY_TAG[tag]
    except KeyError:
        offered = ", ".join(_BY_TAG)
        raise QuestionnaireError("this language is not offered", f"Offered are: {offered}.") from None
