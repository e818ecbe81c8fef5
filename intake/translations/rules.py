"""What every text that a newcomer reads keeps to, in every language: what a machine can look at.

Tone, negations and whether somebody with little schooling understands it, only people can judge: the booklet asks them.
"""

from __future__ import annotations

import re
import unicodedata

from intake.questionnaire.languages import Script
from intake.translations.domains import Domain

WORDS, QUESTION_WORDS = 12, 14
"""How many words a sentence has at most; a question of a questionnaire may have a few more."""

PLACEHOLDER = re.compile(r"\{\w+\}")
_SENTENCE = re.compile(r"[.?!؟።፧:]\s*")
_JOINERS = "\u200c\u200d"
_ALPHABETS: dict[Script, str] = {"Latn": "LATIN", "Arab": "ARABIC", "Ethi": "ETHIOPIC", "Cyrl": "CYRILLIC"}


def faults(text: str, source: str | None, *, longest: int = WORDS) -> tuple[str, ...]:
    """What is wrong with ``text``, in words for whoever wrote it; ``source`` is its English, where it is known."""
    found = [
        (source is not None and _placeholders(text) != _placeholders(source), "the names in {braces} must stay"),
        (_longest_sentence(text) > longest, f"a sentence has more than {longest} words"),
        (any(sign.isdigit() and not sign.isascii() for sign in text), "digits must be 0 to 9"),
        (any(map(unseen, text)), "it holds signs that cannot be seen (only the joiners of Persian may be)"),
        (not unicodedata.is_normalized("NFC", text), "letters and marks must be joined (Unicode NFC)"),
        (text != text.strip(), "a space stands before or behind it"),
    ]
    return tuple(fault for wrong, fault in found if wrong)


def longest_sentence(domain: Domain, key: str) -> int:
    """How many words a sentence of this text may have."""
    return QUESTION_WORDS if domain.questionnaire is not None and "." not in key else WORDS


def scripts(text: str) -> set[str]:
    """The alphabets of its letters, as Unicode calls them ("LATIN", "ETHIOPIC")."""
    letters = (sign for sign in text if unicodedata.category(sign) in ("Lo", "Ll", "Lu"))
    return {unicodedata.name(sign).split()[0] for sign in letters}


def alphabet(script: Script) -> str:
    """What Unicode calls the letters of a script."""
    return _ALPHABETS[script]


def unseen(sign: str) -> bool:
    """Whether it is a control, or a sign that turns the direction of reading; the joiners of Persian are neither."""
    return sign not in _JOINERS and unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp")


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def _longest_sentence(text: str) -> int:
    return max(len(sentence.split()) for sentence in _SENTENCE.split(text))
