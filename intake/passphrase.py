"""Passphrases: the letters of one as bytes, and which are too weak to lock anything."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from zxcvbn import zxcvbn

from intake.errors import IntakeError

SHORTEST = 12
# Words that the estimator's English dictionaries lack and Dutch offices love.
_COMMON = ["wachtwoord", "welkom", "geheim", "envelop", "intake", "gezondheid", "gemeente", "ggd"]
# The estimator's highest score: above 10**10 guesses, each of which the locked file makes slow.
_ENOUGH = 4
# It reads no more than this; what follows can only add to the strength.
_READ = 72
# A name of two letters is in many a good word.
_NAME = 3


class WeakPassphraseError(IntakeError):
    """A passphrase that would soon be guessed."""


def refuse_weak(passphrase: str, *, known: Iterable[str] = ()) -> None:
    """Raise WeakPassphraseError for a passphrase that is too short or that an estimator would soon guess (zxcvbn).

    ``known`` is what others know of its owner, such as their name: that adds nothing to the strength.
    """
    if len(passphrase) < SHORTEST or zxcvbn(_without(passphrase, known)[:_READ], _COMMON)["score"] < _ENOUGH:
        raise WeakPassphraseError(
            "the passphrase is too weak", "Use at least 12 characters: five unrelated words are good."
        )


def _without(passphrase: str, known: Iterable[str]) -> str:
    words = {word for text in known for word in re.split(r"[\W_]+", text) if len(word) >= _NAME}
    for word in sorted(words, key=len, reverse=True):
        passphrase = re.sub(re.escape(word), "", passphrase, flags=re.IGNORECASE)
    return passphrase


def letters(passphrase: str) -> bytes:
    """UTF-8 of NFC: the same letters from another keyboard are the same passphrase (as in RFC 8265, section 4.2)."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
