"""Cards: each opens the form by its own code, nothing is cut off in any language, and nothing else is given away."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from babel.dates import format_date
from pypdf import PdfReader

from intake.envelope.errors import LinkError
from intake.envelope.link import link_url, new_token, token_of
from intake.errors import QuestionnaireError
from intake.paper.cards import Card, print_cards
from intake.questionnaire import LANGUAGES, Language, language
from intake.questionnaire.catalogue import Review
from intake.questionnaire.texts import Texts
from intake.translations.domains import CARD, FORM, own_domain
from intake.translations.screens import CARD_SHEET, HANDED_OVER
from tests.paper.paper import MILLIMETRE, Printed, letters, whole_words
from tests.translations.words import of_minds, telling

FINGERPRINT = "o_Ws7dl8Vbbe2QezqzymIg"
LAST_DAY = date(2026, 12, 22)
WIDTH, HEIGHT = 85 * MILLIMETRE, 55 * MILLIMETRE
MARGIN = 1.5 * MILLIMETRE
"""Nothing stands nearer to where one cuts."""


def cards(count: int, origin: str = "https://gezond.example.nl") -> list[Card]:
    return [Card(link_url(origin, new_token(), FINGERPRINT), LAST_DAY) for _ in range(count)]


def texts(spoken: Language) -> tuple[Texts, Texts]:
    return own_domain(FORM).texts(spoken), own_domain(CARD).texts(spoken)


@dataclass(frozen=True, slots=True)
class Made(Printed):
    """A print, and the cards that were asked for."""

    cards: list[Card]
    form: Texts
    card: Texts

    @classmethod
    def of(cls, spoken: Language, made: list[Card]) -> Made:
        form, card = texts(spoken)
        return cls(spoken, print_cards(form, card, made), made, form, card)

    def scanned(self) -> list[tuple[str, float, float, float]]:
        """Of each QR code on the first page: what it says, its middle and its side, in points from below left."""
        page, scale = pypdfium2.PdfDocument(self.data)[0], 2.5
        found = zxingcpp.read_barcodes(page.render(scale=scale).to_pil())
        return [_placed(each, scale, page.get_height()) for each in found]

    def places(self) -> Iterator[tuple[float, float, float, float]]:
        """Where the text of the first page stands: left, bottom, right, top, in points from below left."""
        page = pypdfium2.PdfDocument(self.data)[0].get_textpage()
        return (page.get_rect(place) for place in range(page.count_rects()))


def _placed(found: Any, scale: float, height: float) -> tuple[str, float, float, float]:
    place = found.position
    across, down = (place.top_left.x + place.bottom_right.x) / 2, (place.top_left.y + place.bottom_right.y) / 2
    return found.text, across / scale, height - down / scale, (place.bottom_right.x - place.top_left.x) / scale


@pytest.fixture(scope="module", params=LANGUAGES, ids=lambda spoken: spoken.tag)
def sheet(request: pytest.FixtureRequest) -> Made:
    """A sheet of ten."""
    return Made.of(request.param, cards(10))


@pytest.fixture(scope="module", params=["en", "ar", "ti", "so", "ps", "uk"])
def one(request: pytest.FixtureRequest) -> Made:
    """One card: each script and direction, and the languages that take most room."""
    return Made.of(language(request.param), cards(1))


def test_each_of_ten_cards_opens_the_form_by_its_own_code_and_no_two_are_alike(sheet: Made) -> None:
    assert len(sheet.pages) == 1
    codes = sheet.scanned()
    assert sorted(text for text, *_ in codes) == sorted(card.link for card in sheet.cards)
    assert all(side >= 24 * MILLIMETRE for *_, side in codes)
    said = " ".join(sheet.pages[0].split())
    for card in sheet.cards:
        token = token_of(card.link)
        assert " ".join(token[first : first + 4] for first in range(0, 16, 4)) in said
    assert (said.count("gezond.example.nl"), said.count(FINGERPRINT)) == (10, 10)


def test_a_cards_code_stands_beside_the_qr_code_that_says_the_same(sheet: Made) -> None:
    page = pypdfium2.PdfDocument(sheet.data)[0].get_textpage()
    for text, across, up, _ in sheet.scanned():
        column, row = int((across - 20 * MILLIMETRE) / WIDTH), int((up - 11 * MILLIMETRE) / HEIGHT)
        left, bottom = 20 * MILLIMETRE + column * WIDTH, 11 * MILLIMETRE + row * HEIGHT
        said = page.get_text_bounded(left=left, bottom=bottom, right=left + WIDTH, top=bottom + HEIGHT)
        assert token_of(text) in letters(said)


def test_nothing_stands_on_or_beyond_the_line_where_one_cuts(sheet: Made) -> None:
    boxes = list(sheet.places())
    assert len(boxes) >= 10 * 8
    for left, bottom, right, top in boxes:
        column, row = int((left - 20 * MILLIMETRE) / WIDTH), int((bottom - 11 * MILLIMETRE) / HEIGHT)
        edge, floor = 20 * MILLIMETRE + column * WIDTH, 11 * MILLIMETRE + row * HEIGHT
        assert edge + MARGIN < left < right < edge + WIDTH - MARGIN
        assert floor + MARGIN < bottom < top < floor + HEIGHT - MARGIN


def test_a_card_says_everything_in_one_language_and_the_day_in_its_own_way_with_our_digits(sheet: Made) -> None:
    said = letters("".join(sheet.pages))
    keys = [key for key in CARD_SHEET.keys if key != "title"]
    shown = [(sheet.card if key in sheet.card.messages else sheet.form).get(key) for key in keys]
    shown.append(format_date(LAST_DAY, "long", locale=sheet.language.locale))
    assert not {word for text in shown for word in whole_words(text) if word not in said}
    assert all(sign.isascii() for sign in said if sign.isdigit())


def test_one_card_comes_with_words_on_one_page_that_hold_no_code(one: Made) -> None:
    assert len(one.pages) == 1
    (code,) = one.scanned()
    assert code[0] == one.cards[0].link
    document = pypdfium2.PdfDocument(one.data)[0]
    above = document.get_textpage().get_text_bounded(bottom=code[2] + HEIGHT / 2)
    assert token_of(code[0]) not in letters(above)
    said = letters(above)
    shown = [one.card.get(key) for key in HANDED_OVER.of(one.card.messages) if key.startswith("envelope.")]
    assert not {word for text in shown for word in whole_words(text) if word not in said}


def test_a_sheet_is_tagged_and_tells_nothing_of_its_links_or_of_more_than_health(sheet: Made) -> None:
    looked_over(sheet)


def test_so_does_the_page_of_one_card(one: Made) -> None:
    looked_over(one)


def looked_over(made: Made) -> None:
    """What the file says of itself, and what it must say nowhere."""
    about = made.root["/Metadata"].get_object().get_data()
    assert (made.root["/Lang"], made.root["/MarkInfo"]["/Marked"]) == (made.language.tag, True)
    assert b"pdfuaid" in about
    assert made.title == made.form.get("title")
    properties = str(PdfReader(io.BytesIO(made.data)).metadata).encode()
    assert [card for card in made.cards if token_of(card.link).encode() in about + properties] == []
    for text in (" ".join(made.pages), made.title):
        assert (telling(text, made.language.tag), of_minds(text, made.language.tag)) == ([], [])


def test_many_cards_take_as_many_sheets_as_they_need() -> None:
    form, card = texts(language("en"))
    asked = cards(21)
    pages = Printed(form.language, print_cards(form, card, asked)).pages
    assert [page.count(FINGERPRINT) for page in pages] == [10, 10, 1]
    said = letters("".join(pages))
    assert [each for each in asked if token_of(each.link) not in said] == []


def test_a_language_that_lacks_one_text_gets_no_card_in_two_languages() -> None:
    form, card = texts(language("ti"))
    left = {key: message for key, message in card.messages.items() if key != "card.scan"}
    with pytest.raises(QuestionnaireError, match=r"the card is not complete in ti: card\.scan missing") as refused:
        print_cards(form, replace(card, messages=left, missing=("card.scan",)), cards(1))
    assert "never printed in two languages" in refused.value.hint
    with pytest.raises(QuestionnaireError, match="ti and ar at once"):
        print_cards(form, texts(language("ar"))[1], cards(1))


def test_a_text_that_stands_on_the_poster_only_may_still_be_missing() -> None:
    form, card = texts(language("en"))
    left = {key: message for key, message in card.messages.items() if key != "card.ask"}
    assert print_cards(form, replace(card, messages=left, missing=("card.ask",)), cards(2)).startswith(b"%PDF")


def approved(texts: Texts) -> Texts:
    """The same, approved by somebody."""
    return replace(texts, messages={key: replace(each, review=Review.APPROVED) for key, each in texts.messages.items()})


def test_the_mark_of_a_draft_is_there_until_all_was_reviewed() -> None:
    form, card = texts(language("en"))
    drafts = Printed(form.language, print_cards(form, card, cards(2))).pages[0]
    assert drafts.count("Draft translation") == 2
    assert "Draft" not in Printed(form.language, print_cards(approved(form), approved(card), cards(2))).pages[0]


def test_a_text_that_is_too_long_for_a_card_is_refused_rather_than_cut_off() -> None:
    form, card = texts(language("en"))
    long = replace(card.messages["card.scan"], text="Scan this code. " * 30)
    with pytest.raises(QuestionnaireError, match="too long for the page"):
        print_cards(form, replace(card, messages={**card.messages, "card.scan": long}), cards(1))


def test_a_longer_host_still_fits_and_one_without_https_says_so() -> None:
    form, card = texts(language("fr"))
    host = "gezondheidsvragenlijst.veiligheidsregio.example.nl"
    long = Printed(form.language, print_cards(form, card, cards(2, f"https://{host}"))).pages[0]
    assert letters(long).count(letters(host)) == 2
    local = Printed(form.language, print_cards(form, card, cards(2, "http://localhost:8000"))).pages[0]
    assert local.count("http://localhost:8000") == 2


@pytest.mark.parametrize("link", ["https://gezond.example.nl/", "https://gezond.example.nl/#0000111122223333"])
def test_what_is_no_link_of_a_card_is_refused_without_being_quoted(link: str) -> None:
    form, card = texts(language("en"))
    with pytest.raises(LinkError) as refused:
        print_cards(form, card, [Card(link, LAST_DAY)])
    assert "0000" not in f"{refused.value} {refused.value.hint}"
