"""Words that give something away to whoever stands near, in every language: beginnings, to be looked for."""

from __future__ import annotations

import re
from collections.abc import Mapping

# What nobody near should ever read on a screen. Beginnings of words, so that their forms are caught too;
# fear is no insurance, though in two languages both begin alike.
FORBIDDEN = {
    "nl": "geweld mishandel misbruik traum politie partner echtgeno verkracht seks zelfmoord zelfdoding bang slaan",
    "en": "violen abus traum police partner husband wife rape sexual suicid afraid fear beat hit threat",
    "ar": "عنف إساءة اعتداء صدمة شرطة زوج اغتصاب جنس انتحار خوف ضرب تهديد",
    "uk": "насил знущ травм поліц партнер дружин подруж зґвалт секс самогуб страх(?!ов) бої бити удар погроз",
    "ti": "ዓመጽ ጎነጽ ፖሊስ ሰብኣይ ሰበይቲ ጾታ ፍርሒ ወቕዒ",
    "tr": "şiddet istismar travma polis partner eşin kocan tecavüz cinsel intihar kork döv vur tehdit",
    "prs": "خشونت سوءاستفاده تجاوز ضربه پولیس همسر شوهر جنسی خودکشی ترس تهدید لت",
    "fa": "خشونت سوءاستفاده تجاوز ضربه پلیس همسر شوهر جنسی خودکشی ترس تهدید کتک",
    "so": "rabsh xadgudub tacadd booliis boolis lammaan kufsi galmo isdil cabs baqd garaac hanjab",
    "ps": "تاوتریخوالی ځورون پولیس خاوند تېری جنسي ځانوژن وېر ډار ګواښ وهل",
    "kmr": "tundûtûjî şîdet destdirêjî îstîsmar trawma polîs hevjîn tecawiz zayendî xwekuştin tirs lêdan gef",
    "pl": "przemoc znęca traum policj partner mąż żon gwałt seks samobój strach boj bić uderz groź",
    "ru": "насил издев травм полиц партн супруг изнасил секс самоуб страх(?!ов) бои бить удар угроз",
    "fr": "violen abus maltrait traum polic partenaire mari conjoint épou viol sexu suicid peur frapp menac",
}  # fmt: skip
# What nobody who finds a card or stands before a poster should think of, besides.
MINDS = {
    "nl": "geestelijk psych depress therap ggz stress angst", "en": "mental psych depress therap stress anx",
    "ar": "نفس اكتئاب علاج قلق", "uk": "психі психо депрес терап стрес тривог", "ti": "ስነ-ኣእምሮ ኣእምሮ ጭንቀት",
    "tr": "ruh psik depres terap stres kayg", "prs": "روان روح افسرد فشار", "fa": "روان روح افسرد استرس",
    "so": "maskax nafs niyad daaweyn walbahaar", "ps": "رواني روح خپګان فشار",
    "kmr": "derûn psîk depres terap stres", "pl": "psych depres terap stres lęk",
    "ru": "психи психо депрес терап стресс тревог", "fr": "mental psych dépress thérap stress angoiss",
}  # fmt: skip
# Prefixes are written together with the word in Arabic and Tigrinya: there a word may begin in the middle.
JOINED = ("ar", "ti")


def telling(words: str, tag: str) -> list[str]:
    """The forbidden words in them, of this language and of English."""
    return _found(FORBIDDEN, words, tag)


def of_minds(words: str, tag: str) -> list[str]:
    """The words in them that no card or poster may have besides, of this language and of English."""
    return _found(MINDS, words, tag)


def _found(table: Mapping[str, str], words: str, tag: str) -> list[str]:
    own = rf"({'|'.join(table[tag].split())})"
    found = re.findall(own if tag in JOINED else rf"(?<!\w){own}", words.lower())
    return found + re.findall(rf"(?<!\w)({'|'.join(table['en'].split())})", words.lower())
