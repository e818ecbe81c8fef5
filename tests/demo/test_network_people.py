"""The sample network book is whole, invented, and the same each time."""

from __future__ import annotations

from collections import Counter
from datetime import date

from nacl.signing import SigningKey

from intake.demo.network_people import AMBASSADORS, sample_book
from intake.exchange.book import Book
from intake.exchange.files import read_own, sign_own
from intake.places.municipalities import load_municipalities

TODAY = date(2026, 11, 23)
BOOK = sample_book(TODAY)


def test_it_has_as_many_people_languages_and_regions_as_a_country_wide_network() -> None:
    spoken = {each.languages[0].tag for each in BOOK.ambassadors}
    regions = {load_municipalities().by_code[each.place].ggd for each in BOOK.ambassadors}
    assert len(BOOK.ambassadors) == AMBASSADORS
    assert len(spoken) == 34
    assert regions == load_municipalities().ggds


def test_it_is_the_same_for_the_same_day_and_seed_and_another_for_another_seed() -> None:
    assert sample_book(TODAY) == BOOK
    assert sample_book(TODAY, seed=35) != BOOK


def test_no_two_entries_share_an_id() -> None:
    ids = Counter([*(each.id for each in BOOK.ambassadors), *(each.id for each in BOOK.destinations)])
    assert ids.most_common(1)[0][1] == 1


def test_it_holds_people_whom_every_hard_rule_rules_out() -> None:
    assert any(each.conduct_until is None or each.conduct_until < TODAY for each in BOOK.ambassadors)
    assert any(each.secrecy_until is None or each.secrecy_until < TODAY for each in BOOK.ambassadors)
    assert any(not each.available for each in BOOK.ambassadors)
    assert any(each.minutes >= each.most_minutes for each in BOOK.ambassadors)
    assert any(each.conflicts and each.conflicts[0].place for each in BOOK.ambassadors)


def test_it_fits_through_its_signed_file() -> None:
    key = SigningKey.generate()
    assert read_own(sign_own(key, BOOK), Book, public=key.verify_key.encode()) == BOOK
