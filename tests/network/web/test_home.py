"""The first page of the day: what to look at, and nothing about what is in order."""

from __future__ import annotations

import pytest

from tests.network.web.filled import fill
from tests.network.web.office import Book


def test_an_empty_book_says_how_it_begins(book: Book) -> None:
    told = book.at_work("joke").get("/").text
    assert "Nothing stands in the network book of Steunpunt Zuid yet." in told
    assert "Add somebody" in told


@pytest.mark.parametrize("name", ["joke", "samira"])
def test_it_says_what_runs_out_what_is_open_who_is_near_the_cap_and_what_nobody_checked(book: Book, name: str) -> None:
    with book.network() as network:
        fill(network)
    told = book.at_work(name).get("/").text
    parts = {part.partition("</section>")[0] for part in told.split("<section")[1:]}
    expected = {
        "Open requests": ("Mon 23 Nov 2026", "Tigrinya", "Selam Tesfaye", "nobody named yet"),
        "Runs out, or is missing": ("Noura al-Hashimi", "until Sun 20 Dec 2026", "Oleksandr Kovalenko", "past"),
        "Near the most of this month": ("Noura al-Hashimi", "17:00 of 20:00 hours", "€ 120 of € 210"),
        "Nobody has checked for long": ("Huisartsenpraktijk Voorbeeld", "Mon 5 Jan 2026"),
    }
    for title, words in expected.items():
        (part,) = [each for each in parts if title in each]
        assert [word for word in words if word not in part] == []
    assert "Selam Tesfaye" not in next(part for part in parts if "Runs out" in part)
