"""The book's keys are in memory while somebody is at work, and no longer."""

from __future__ import annotations

import gc

from intake.network.keys import Keys
from intake.network.unlock import OpenNetwork
from tests.network.web.office import Book

HELD = (OpenNetwork, Keys)


def held() -> list[int]:
    """How many of each kind something in this process still holds."""
    gc.collect()
    kinds = [type(each) for each in gc.get_objects()]
    return [sum(each is kind for each in kinds) for kind in HELD]


def test_nothing_holds_a_key_once_the_book_is_locked_by_hand_by_itself_and_at_the_end(book: Book) -> None:
    before = held()
    for lock in ("by hand", "by itself", "at the end"):
        browser = book.at_work("joke")
        browser.get("/")
        assert all(now > earlier for now, earlier in zip(held(), before, strict=True)), lock
        if lock == "by hand":
            browser.post("/lock")
        elif lock == "by itself":
            book.watch.forward(minutes=11)
            book.service.seats.lock_idle()
        else:
            book.close()
        assert held() == before, lock
