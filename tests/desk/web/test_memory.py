"""Keys are in memory while somebody is at work, and no longer."""

from __future__ import annotations

import gc

import pytest

from intake.desk.keys.bunch import Bunch
from intake.desk.opening import OpeningKey
from intake.desk.unlock import OpenDesk
from tests.desk.web.office import BASE, Browser, Office
from tests.desk.world import submission

HELD = (OpenDesk, Bunch, OpeningKey)


def held() -> dict[str, int]:
    """How many of each kind something in this process still holds; test data of this module's own are among them."""
    gc.collect()
    kinds = [type(each) for each in gc.get_objects()]
    return {kind.__name__: sum(each is kind for each in kinds) for kind in HELD}


def by_hand(office: Office, browser: Browser) -> None:
    browser.post("/lock")


def by_itself(office: Office, browser: Browser) -> None:
    office.later(minutes=11)
    office.service.seats.lock_idle()


def by_another_person(office: Office, browser: Browser) -> None:
    browser.post("/lock")
    browser.post("/unlock", name="anna", passphrase="not hers at all")


def by_the_end(office: Office, browser: Browser) -> None:
    office.close()


@pytest.mark.parametrize("lock", [by_hand, by_itself, by_another_person, by_the_end])
def test_nothing_holds_a_key_once_the_desk_is_locked(office: Office, lock: object) -> None:
    before = held()
    office.cases(submission())
    browser = office.at_work("noor")
    browser.get("/cases/1")
    browser.get("/")
    assert all(count > before[kind] for kind, count in held().items())
    assert callable(lock)
    lock(office, browser)
    assert held() == before
    assert browser.client.get("/cases/1", base_url=BASE).headers["Location"] == "/unlock"
