"""A book of an earlier month: what was worked and paid in it fills no cap of this one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from intake.exchange.book import Ambassador, Book


def earlier_month(book: Book, today: date) -> bool:
    """Did another month begin since the book was issued?"""
    return (book.issued.year, book.issued.month) < (today.year, today.month)


def ambassadors_now(book: Book, today: date) -> Sequence[Ambassador]:
    """Those of the book, with what is known of their hours and allowance in the month of ``today``."""
    if not earlier_month(book, today):
        return book.ambassadors
    return [msgspec.structs.replace(each, minutes=0, paid=0) for each in book.ambassadors]
