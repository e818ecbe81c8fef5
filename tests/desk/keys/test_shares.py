"""The recovery key in words: enough shares bring it back, fewer tell nothing, and typing mistakes are found."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from itertools import combinations, pairwise

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from shamir_mnemonic import combine_mnemonics, generate_mnemonics

from intake.desk.errors import DeskError
from intake.desk.keys.printing import About, shares_html, shares_pdf
from intake.desk.keys.shares import WORDS, Scheme, Share, combine, missing, split
from intake.desk.opening import OpeningKey

KEY = OpeningKey.from_seed(bytes(range(32)))
SHARES = split(KEY, Scheme(3, 5))
ABOUT = About(
    "GGD <Fryslân>", "ggd-demo", "a" * 11, "f" * 22, date(2026, 11, 23), date(2027, 11, 23), date(2026, 11, 23)
)


def typed(share: Share) -> str:
    return " ".join(share.words)


def test_any_three_of_five_bring_the_key_back_in_any_order() -> None:
    for three in combinations(reversed(SHARES), 3):
        assert combine(three).public == KEY.public
    assert combine(SHARES).public == KEY.public


def test_two_of_five_are_refused_and_the_same_one_counts_once() -> None:
    with pytest.raises(DeskError, match="still needed: 1"):
        combine(SHARES[:2])
    with pytest.raises(DeskError, match="still needed: 1"):
        combine([SHARES[0], SHARES[1], SHARES[1]])
    with pytest.raises(DeskError, match="no share"):
        combine([])
    assert [missing(SHARES[:number]) for number in range(5)] == [1, 2, 1, 0, -1]


def test_shares_made_twice_do_not_mix() -> None:
    again = split(KEY, Scheme(3, 5))
    with pytest.raises(DeskError, match="not made together"):
        combine([*SHARES[:2], again[2]])


def test_a_share_that_fits_but_is_of_another_key_is_found_even_when_it_would_not_be_needed() -> None:
    (forged,) = generate_mnemonics(1, [(3, 5)], bytes(32), iteration_exponent=0)
    stranger = Share.read(forged[4])
    disguised = Share(stranger.words, 5, 3, SHARES[0].set)
    with pytest.raises(DeskError):
        combine([*SHARES[:4], disguised])


def test_each_share_says_which_it_is() -> None:
    assert [(share.number, share.needed) for share in SHARES] == [(number, 3) for number in range(1, 6)]
    assert len({share.set for share in SHARES}) == 1
    assert all(len(share.words) == WORDS for share in SHARES)


def test_a_share_is_read_as_people_and_scanners_type_it() -> None:
    share = SHARES[1]
    numbered = "\n".join(f"{number}. {word.capitalize()}," for number, word in enumerate(share.words, start=1))
    for text in (
        typed(share),
        share.scanned,
        numbered,
        " ".join(word[:4] for word in share.words),
        share.scanned + "\r",
    ):
        assert Share.read(text) == share


def test_a_wrong_word_is_found_and_not_repeated() -> None:
    words = list(SHARES[0].words)
    with pytest.raises(DeskError, match="word 7 is not on the list") as caught:
        Share.read(" ".join([*words[:6], "wachtwoord", *words[7:]]))
    assert "wachtwoord" not in caught.value.message
    words[6] = "acid" if words[6] != "acid" else "academic"
    with pytest.raises(DeskError, match="do not fit together"):
        Share.read(" ".join(words))


def test_two_words_exchanged_are_found() -> None:
    words = list(SHARES[0].words)
    place = next(place for place in range(20) if words[place] != words[place + 1])
    words[place], words[place + 1] = words[place + 1], words[place]
    with pytest.raises(DeskError, match="do not fit together"):
        Share.read(" ".join(words))


def test_a_word_left_out_is_counted() -> None:
    with pytest.raises(DeskError, match="these are 32"):
        Share.read(" ".join(SHARES[0].words[:-1]))


@given(st.text(max_size=400))
def test_whatever_is_typed_it_is_a_share_or_refused(text: str) -> None:
    with pytest.raises(DeskError):
        Share.read(text)


def test_shares_of_something_else_are_refused() -> None:
    (short,) = generate_mnemonics(1, [(2, 2)], bytes(16))
    with pytest.raises(DeskError, match="these are 20"):
        Share.read(short[0])
    groups = generate_mnemonics(2, [(2, 2), (2, 2)], bytes(32))
    with pytest.raises(DeskError, match="something else"):
        Share.read(groups[0][0])


def test_another_program_that_reads_slip_39_gets_the_seed() -> None:
    assert combine_mnemonics([typed(share) for share in SHARES[1:4]]) == KEY.seed


def test_the_words_and_the_checksum_are_those_of_the_published_standard() -> None:
    """A vector of SLIP-39, of a single share: it is whole, and no share of ours."""
    one = (
        "impulse calcium academic academic alcohol sugar lyrics pajamas column facility finance tension extend space "
        "birthday rainbow swimming purple syndrome facility trial warn duration snapshot shadow hormone rhyme public "
        "spine counter easy hawk album"
    )
    with pytest.raises(DeskError, match="something else"):
        Share.read(one)


@pytest.mark.parametrize("text", ["1-of-3", "4-of-3", "3-of-17", "0-of-0", "three", "", "3-of-5-of-6", "٣-of-5"])
def test_a_scheme_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(DeskError):
        Scheme.read(text)


def test_a_scheme_is_read_and_written() -> None:
    assert str(Scheme.read(" 3-of-5 ")) == "3-of-5"
    assert Scheme.read("2/2") == Scheme(2, 2)


def test_every_share_has_a_page_with_its_words_and_a_code_that_reads_back() -> None:
    document = pypdfium2.PdfDocument(BytesIO(shares_pdf(ABOUT, SHARES[:2])))
    assert len(document) == 2
    for page, share in zip(document, SHARES[:2], strict=True):
        (code,) = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
        assert Share.read(code.text) == share
        text = page.get_textpage().get_text_range()
        assert re.sub(r"\s+", "", "".join(share.words)) in re.sub(r"[\s\d]+", "", text.partition("identity")[2])
        for said in (f"Deel {share.number} van 2", f"Share {share.number} of 2", ABOUT.key, "GGD <Fryslân>"):
            assert said in text


def test_a_page_tells_nothing_of_another_share_and_nothing_stands_in_the_title() -> None:
    html = shares_html(ABOUT, SHARES[:1])
    assert not any(typed(other) in html or other.scanned in html for other in SHARES[1:])
    title = html.partition("<title>")[2].partition("</title>")[0]
    assert title == "Herstelsleutel in delen"


def test_a_key_and_its_shares_have_no_text_that_shows_a_word() -> None:
    said = repr(SHARES)
    # A single word may stand in a class's name by chance; two that follow each other are of a share.
    assert not any(f"{one} {next_}" in said or f"'{one}'" in said for one, next_ in pairwise(SHARES[0].words))
