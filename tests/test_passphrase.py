"""Passphrases: what is too weak, and what is the same passphrase."""

from __future__ import annotations

import pytest

from intake.passphrase import WeakPassphraseError, letters, refuse_weak


@pytest.mark.parametrize(
    "passphrase",
    ["", "short", "elevenchars", "aaaaaaaaaaaaaaaa", "abababababab", "abcdefabcdef", "123456789012", "abcdefghijklm",
     "qwertyuiopasdf", "password1234", "Wachtwoord2026!", "welkom012026", "Geheim-2026", "correctcorrect"],
)  # fmt: skip
def test_a_weak_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(WeakPassphraseError) as refused:
        refuse_weak(passphrase)
    assert not passphrase or passphrase not in f"{refused.value.message} {refused.value.hint}"


@pytest.mark.parametrize(
    "passphrase",
    [
        "correct horse battery staple",
        "vijf losse woorden naast elkaar",
        "x9!kQ2#mZ7&p",
        "سلام دنیای بزرگ من",
        "ሰላም ለዓለም ሁሉ ይሁን",
    ],
)
def test_a_good_passphrase_passes_in_any_script(passphrase: str) -> None:
    refuse_weak(passphrase)


def test_the_same_letters_are_the_same_passphrase() -> None:
    assert letters("Fryslân coöperatie") == letters("Frysla\u0302n coo\u0308peratie")
    assert letters("a\udcff") == b"a\xed\xb3\xbf"


@pytest.mark.parametrize("passphrase", ["Sanne van Dijk 1", "sanne.vandijk@taalschool", "TaalschoolHilversum2026"])
def test_what_others_know_of_its_owner_adds_no_strength(passphrase: str) -> None:
    known = ("Sanne van Dijk", "sanne.vandijk@taalschool.nl", "Taalschool Hilversum")
    with pytest.raises(WeakPassphraseError):
        refuse_weak(passphrase, known=known)
    refuse_weak(f"{passphrase} vijf losse woorden naast elkaar", known=known)
