"""Links: what they carry, and what may be derived from them."""

from __future__ import annotations

import hashlib

import pytest

from intake.envelope.encoding import CROCKFORD, from_base64url
from intake.envelope.errors import LinkError
from intake.envelope.link import Token, card, link_hash, link_url, new_token, token_of, typed_token
from tests.envelope.twin import Twin

TOKEN = Token("7K3M9QX2RT5VW8YZ")
FINGERPRINT = "AAAAAAAAAAAAAAAAAAAAAA"


def test_a_new_token_is_16_characters_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(len(token) == 16 and set(token) <= set(CROCKFORD) for token in tokens)


def test_a_typed_token_is_made_canonical() -> None:
    assert typed_token("7k3m 9qx2-rt5v w8yz") == TOKEN
    with pytest.raises(LinkError):
        typed_token("7K3M")


def test_card_and_hash_of_one_link_have_nothing_in_common() -> None:
    hashed, carded = link_hash(TOKEN), from_base64url(card(TOKEN), 16)
    assert len(hashed) == 32
    assert carded not in hashed
    assert hashed[:16] != carded


def test_the_card_is_what_the_specification_says(twin: Twin) -> None:
    number = 0
    for letter in TOKEN:
        number = number * 32 + CROCKFORD.index(letter)
    expected = hashlib.sha256(b"envelop/1 card" + number.to_bytes(10)).digest()[:16]
    assert from_base64url(card(TOKEN)) == expected
    assert twin.ask("card", text=TOKEN) == card(TOKEN)


def test_a_link_reads_back_in_the_browser(twin: Twin) -> None:
    url = link_url("https://form.example.org/", TOKEN, FINGERPRINT)
    assert url == f"https://form.example.org/#{TOKEN}.{FINGERPRINT}"
    assert token_of(url) == TOKEN
    fragment = url[url.index("#") :]
    assert twin.ask("fragment", text=fragment) == {"token": TOKEN, "fingerprint": FINGERPRINT}


@pytest.mark.parametrize(
    "fragment",
    ["", "#", f"#{TOKEN}", f"#{TOKEN}.", f"#.{FINGERPRINT}", f"#{TOKEN}.{FINGERPRINT}.x", f"#{TOKEN}.short",
     f"#{TOKEN}.{FINGERPRINT[:-1]}B", f"#{TOKEN[:-1]}.{FINGERPRINT}", "#kiosk", f"#%20{TOKEN}.{FINGERPRINT}"],
)  # fmt: skip
def test_what_is_no_link_is_none(twin: Twin, fragment: str) -> None:
    assert twin.ask("fragment", text=fragment) is None


def test_the_browser_draws_a_fresh_code_and_id(twin: Twin) -> None:
    drawn = [twin.ask("fresh") for _ in range(50)]
    assert len({each["id"] for each in drawn}) == len({each["code"] for each in drawn}) == 50
    for each in drawn:
        assert len(from_base64url(each["id"], 16)) == 16
        assert len(each["code"]) == 8
        assert set(each["code"]) <= set(CROCKFORD)
