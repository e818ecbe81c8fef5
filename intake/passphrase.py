"""Passphrases: the letters of one as bytes, and which are too weak to lock anything."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from intake.errors import IntakeError

SHORTEST = 12
_COMMON = re.compile("password|wachtwoord|welkom|geheim|qwerty", re.IGNORECASE)
_RUNS = "abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiop asdfghjkl zxcvbnm"


class WeakPassphraseError(IntakeError):
    """A passphrase that would soon be guessed."""


def refuse_weak(passphrase: str) -> None:
    """Raise WeakPassphraseError for a passphrase that is too short, too uniform or too common."""
    short = len(_COMMON.sub("", passphrase)) < SHORTEST or len(set(passphrase)) < 6
    repeated = passphrase in (passphrase * 2)[1:-1]
    steps = sum(first + second in _RUNS for first, second in pairwise(passphrase.lower()))
    if short or repeated or steps * 2 > len(passphrase):
        raise WeakPassphraseError(
            "the passphrase is too weak", "Use at least 12 characters: five unrelated words are good."
        )


def letters(passphrase: str) -> bytes:
    """UTF-8 of NFC: the same letters from another keyboard are the same passphrase (as in RFC 8265, section 4.2)."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
