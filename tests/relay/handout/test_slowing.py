"""Guessing is slowed per account; nobody is locked out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from intake.web.slowing import MOST, Slowed, Slowing, Step, wait
from tests.relay.handout.colleague import (
    ANOTHER,
    CODE,
    HOME,
    RECOVERY,
    SIGN_IN,
    accept,
    cookie,
    enrol,
    invitation,
    said,
)
from tests.relay.handout.world import HandoutWorld


class Watch:
    """A clock that is set by hand."""

    now = datetime(2026, 11, 23, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def slowing(watch: Watch) -> Slowing:
    return Slowing(watch)


def tries(slowing: Slowing, watch: Watch, seconds: int, step: Step = Step.PASSWORD) -> int:
    """How many tries a stranger has who tries every second for so long."""
    judged = 0
    for _ in range(seconds):
        try:
            slowing.attempt(step, "sanne", None)
        except Slowed:
            pass
        else:
            judged += 1
        watch.later(1)
    return judged


def hammer(browser: FlaskClient, email: str, times: int) -> Iterator[str]:
    for _ in range(times):
        yield said(browser.post(SIGN_IN, data={"email": email, "password": "a wild guess"}))


def test_the_wait_doubles_up_to_a_minute_and_never_becomes_a_lock() -> None:
    waits = [wait(Step.PASSWORD, tries).total_seconds() for tries in range(1, 13)]
    assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert wait(Step.CODE, 10**9) == timedelta(minutes=15)


def test_a_day_of_guessing_gives_some_hundred_passwords_or_codes_and_no_more(slowing: Slowing, watch: Watch) -> None:
    assert tries(slowing, watch, 86400) < 1460
    assert tries(slowing, watch, 86400, Step.CODE) < 110


def test_whoever_knows_the_device_has_a_count_of_their_own(slowing: Slowing, watch: Watch) -> None:
    tries(slowing, watch, 600)
    slowing.attempt(Step.PASSWORD, "sanne", "device")
    with pytest.raises(Slowed):
        slowing.attempt(Step.PASSWORD, "sanne", None)


def test_a_hundred_tries_at_once_are_three(slowing: Slowing) -> None:
    for _ in range(3):
        slowing.attempt(Step.PASSWORD, "sanne", None)
    for _ in range(97):
        with pytest.raises(Slowed) as slowed:
            slowing.attempt(Step.PASSWORD, "sanne", None)
        assert slowed.value.seconds == 1


def test_a_right_password_gives_strangers_no_new_tries(slowing: Slowing, watch: Watch) -> None:
    tries(slowing, watch, 600)
    watch.later(60)
    slowing.attempt(Step.PASSWORD, "sanne", None)
    slowing.succeeded(Step.PASSWORD, "sanne", None)
    slowing.attempt(Step.PASSWORD, "sanne", None)
    with pytest.raises(Slowed) as slowed:
        slowing.attempt(Step.PASSWORD, "sanne", None)
    assert slowed.value.seconds == 60


def test_an_hour_of_quiet_forgets_and_memory_has_an_end(slowing: Slowing, watch: Watch) -> None:
    tries(slowing, watch, 600)
    watch.later(3601)
    assert tries(slowing, watch, 3) == 3
    for number in range(MOST):
        slowing.attempt(Step.PASSWORD, str(number), None)
    assert tries(slowing, watch, 3) == 3


def test_a_stranger_hammers_and_the_victim_signs_in_at_their_own_computer(world: HandoutWorld) -> None:
    victim = enrol(world, browser=world.client)
    stranger = world.browser()
    told = list(hammer(stranger, victim.staff.email, 30))
    assert told[-1] == "429 Too many attempts. Wait 1 second, then try again."
    assert victim.sign_in(world.client).location == HOME
    assert victim.first_step(stranger, password=victim.password).status_code in (303, 429)


def test_on_a_new_computer_the_victim_waits_a_minute_at_most(world: HandoutWorld) -> None:
    victim, stranger, new = enrol(world), world.browser(), world.browser()
    for _ in range(40):
        next(hammer(stranger, victim.staff.email, 1))
        world.later(seconds=20)
    next(hammer(stranger, victim.staff.email, 1))
    world.later(seconds=60)
    assert victim.sign_in(new).location == HOME


def test_a_wait_says_how_long_and_the_same_for_an_address_without_an_account(world: HandoutWorld) -> None:
    known = enrol(world)
    told = []
    for email in (known.staff.email, "nobody@all.example"):
        browser = world.browser()
        one: list[str] = []
        for _ in range(12):
            one.extend(hammer(browser, email, 2))
            world.later(seconds=7)
        told.append(one)
        world.later(hours=2)
    assert told[0] == told[1]
    assert re.search(r"Wait \d+ seconds", " ".join(told[0]))


def test_the_answer_says_when_to_come_back(world: HandoutWorld) -> None:
    known = enrol(world)
    list(hammer(world.client, known.staff.email, 3))
    data = {"email": known.staff.email, "password": known.password}
    slowed = world.client.post(SIGN_IN, data=data)
    assert (slowed.status_code, slowed.headers["Retry-After"]) == (429, "1")


@pytest.mark.parametrize("path", [CODE, RECOVERY])
def test_codes_are_slowed_too_whatever_new_half_is_begun(world: HandoutWorld, path: str) -> None:
    victim, stranger = enrol(world, browser=world.client), world.browser()
    statuses = []
    for _ in range(5):
        victim.first_step(stranger)
        statuses.append(stranger.post(path, data={"code": "918273"}).status_code)
    assert statuses == [422, 422, 422, 429, 429]
    assert victim.sign_in(world.client).location == HOME


def test_colleagues_at_one_desk_are_all_known_there(world: HandoutWorld) -> None:
    """The cookie names nobody, and holds eight."""
    at_the_desk = [enrol(world, browser=world.client) for _ in range(3)]
    stranger = world.browser()
    for colleague in at_the_desk:
        list(hammer(stranger, colleague.staff.email, 10))
        assert colleague.sign_in(world.client).location == HOME
    kept = str(cookie(world.client, "__Host-device"))
    assert kept.count("~") == 2
    assert not any(colleague.staff.id in kept for colleague in at_the_desk)


def test_a_device_is_known_to_one_account_and_until_its_password_changes(world: HandoutWorld) -> None:
    one, other = enrol(world, browser=world.client), enrol(world)
    stranger = world.browser()
    list(hammer(stranger, other.staff.email, 10))
    assert other.first_step(world.client).status_code == 429
    changed = accept(world, one.staff, invitation(world, one.staff), world.browser(), ANOTHER)
    list(hammer(stranger, one.staff.email, 10))
    assert changed.first_step(world.client).status_code == 429


@pytest.mark.parametrize("forged", ["~", "a.b~c.d", ".", "a" * 4000, "é.ü"])
def test_a_forged_device_is_a_stranger(world: HandoutWorld, forged: str) -> None:
    victim = enrol(world)
    list(hammer(world.browser(), victim.staff.email, 10))
    headers = {"Cookie": f"__Host-device={forged}"}
    data = {"email": victim.staff.email, "password": victim.password}
    assert world.browser().post(SIGN_IN, data=data, headers=headers).status_code == 429
