"""Passphrases: the letters of one as bytes, and which are too weak to lock anything."""

from __future__ import annotations

import unicodedata

from zxcvbn import zxcvbn

from intake.errors import IntakeError

SHORTEST = 12
# Words that the estimator's English dictionaries lack and Dutch offices love.
_COMMON = ["wachtwoord", "welkom", "geheim", "envelop", "intake", "gezondheid", "gemeente", "ggd"]
# The estimator's highest score: above 10**10 guesses, each of which the locked file makes slow.
_ENOUGH = 4
# It reads no more than this; what follows can only add to the strength.
_READ = 72


class WeakPassphraseError(IntakeError):
    """A passphrase that would soon be guessed."""


def refuse_weak(passphrase: str) -> None:
    """Raise WeakPassphraseError for a passphrase that is too short or that an estimator would soon guess (zxcvbn)."""
    if len(passphrase) < SHORTEST or zxcvbn(passphrase[:_READ], _COMMON)["score"] < _ENOUGH:
        raise WeakPassphraseError(
            "the passphrase is too weak", "Use at least 12 characters: five unrelated words are good."
        )


def letters(passphrase: str) -> bytes:
    """UTF-8 of NFC: the same letters from another keyboard are the same passphrase (as in RFC 8265, section 4.2)."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
