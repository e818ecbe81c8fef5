"""How long the proposals for one case take: `python -m tests.bench.matching`.

The sample book with 150 ambassadors and as many destinations as it has, from the bytes in the database to the reasons;
compared with a named limit of the same run: only reading those bytes into a book.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date

import msgspec

from intake.demo.network_people import sample_book
from intake.desk.matching import Wanted, match
from intake.exchange.book import Book
from intake.places.municipalities import load_municipalities

TODAY = date(2026, 11, 23)
ROUNDS = 25
LANGUAGES = ("ar", "ti", "prs", "so", "uk")


def main() -> None:
    book = sample_book(TODAY)
    data, here = msgspec.json.encode(book), load_municipalities().by_code["GM0363"]
    every = [
        Wanted(
            tag, place=here.code, near=frozenset(here.neighbours), gender="woman", exclusions="not Selam, nor Mohamed"
        )
        for tag in LANGUAGES
    ]

    def read() -> Book:
        return msgspec.json.decode(data, type=Book)

    def propose() -> None:
        for wanted in every:
            match(wanted, read(), TODAY)

    limit, took = median(read), median(propose) / len(every)
    print(f"{len(book.ambassadors)} ambassadors, {len(book.destinations)} destinations, {len(data)} bytes")
    print(f"reading the book {1000 * limit:.1f} ms, with proposals {1000 * took:.1f} ms: {took / limit:.1f} times")


def median(work: Callable[[], object]) -> float:
    """Seconds."""

    def once() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return statistics.median(once() for _ in range(ROUNDS))


if __name__ == "__main__":
    main()
