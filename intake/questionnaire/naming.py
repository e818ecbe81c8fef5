"""What staff call a language, in Dutch or English: any BCP 47 tag, also of languages that the form is not in.

The names are CLDR's (Babel), but for those that it lacks, or that people here know by another name.
"""

from __future__ import annotations

from functools import cache

from babel import Locale

OWN: dict[str, tuple[str, str]] = {
    "prs": ("Dari", "Dari"),
    "fa": ("Farsi (Perzisch)", "Farsi (Persian)"),
    "kmr": ("Kurmanci (Koerdisch)", "Kurmanji (Kurdish)"),
    "ckb": ("Sorani (Koerdisch)", "Sorani (Kurdish)"),
    "ti": ("Tigrinya", "Tigrinya"),
    "bn": ("Bengaals", "Bengali"),
    "zh": ("Mandarijn (Chinees)", "Mandarin (Chinese)"),
    "rif": ("Tarifit (Riffijns)", "Tarifit (Riffian)"),
    "ary": ("Marokkaans Arabisch (Darija)", "Moroccan Arabic (Darija)"),
    "apd": ("Soedanees Arabisch", "Sudanese Arabic"),
    "acm": ("Iraaks Arabisch", "Iraqi Arabic"),
    "apc": ("Levantijns Arabisch", "Levantine Arabic"),
    "aii": ("Assyrisch (Nieuw-Aramees)", "Assyrian (Neo-Aramaic)"),
    "mnk": ("Mandinka", "Mandinka"),
    "ff": ("Fula", "Fula"),
    "rn": ("Kirundi", "Kirundi"),
    "lg": ("Luganda", "Luganda"),
    "fil": ("Filipijns (Tagalog)", "Filipino (Tagalog)"),
    "shi": ("Tashelhiyt", "Tashelhiyt"),
}
"""By tag, in Dutch and in English."""

SPOKEN = (
    "nl", "en", "ar", "uk", "ti", "tr", "prs", "fa", "so", "ps", "kmr", "pl", "ru", "fr",
    "aa", "acm", "aii", "ak", "am", "apc", "apd", "arq", "ary", "arz", "az", "bal", "bg", "bm", "bn", "byn", "bs",
    "ce", "ckb", "de", "dyu", "el", "es", "ff", "fil", "ha", "hi", "hr", "hu", "hy", "id", "ig", "it", "ka", "kk",
    "kri", "lg", "ln", "mn", "mnk", "my", "ne", "om", "pa", "pap", "pt", "rif", "rn", "ro", "rom", "rw", "sdh",
    "shi", "si", "sq", "sr", "srn", "ssy", "sw", "syr", "ta", "tg", "th", "tig", "tk", "tw", "ug", "ur", "uz", "vi",
    "wo", "yo", "yue", "zgh", "zh",
)  # fmt: skip
"""What a list offers to choose from; any other tag can be typed."""


def language_name(tag: str, locale: str) -> str:
    """What it is called in ``nl`` or ``en``; the tag itself where nobody has a name for it."""
    return _name(tag, locale) or tag


def is_named(tag: str) -> bool:
    """Does somebody know what this is? It keeps slips of the pen out."""
    return _name(tag, "en") is not None


def choices(locale: str) -> tuple[tuple[str, str], ...]:
    """Tags and names of `SPOKEN`, by name."""
    return tuple(sorted(((tag, language_name(tag, locale)) for tag in SPOKEN), key=lambda each: each[1].casefold()))


def tag_called(name: str) -> str:
    """The tag of what somebody typed, by its name in either language; what has no such name comes back as it is."""
    return _by_name().get(" ".join(name.split()).casefold(), name.strip())


@cache
def _by_name() -> dict[str, str]:
    return {language_name(tag, locale).casefold(): tag for locale in ("nl", "en") for tag in SPOKEN}


@cache
def _name(tag: str, locale: str) -> str | None:
    base, _, more = tag.partition("-")
    if not more:
        return _plain(base, locale)
    whole = OWN.get(tag, ("", ""))[locale != "nl"] or Locale(locale).languages.get(tag.replace("-", "_"))
    if whole:
        return whole
    language, place = _plain(base, locale), Locale(locale).territories.get(more)
    return f"{language} ({place})" if language and place else None


def _plain(base: str, locale: str) -> str | None:
    if base in OWN:
        return OWN[base][locale != "nl"]
    name: str | None = Locale(locale).languages.get(base)
    return name
