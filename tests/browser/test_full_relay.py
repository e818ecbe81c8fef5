"""A relay without room, as the form and a tablet meet it: the envelope waits, sealed, and goes when there is room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, expect
from sqlalchemy import delete, event, insert

from intake.envelope.format import ENVELOPE_LENGTH
from intake.relay.tables import arrival
from tests.browser.conftest import TABLET, NewContext
from tests.browser.kiosk import Kiosk
from tests.browser.newcomer import Newcomer
from tests.browser.relay import FormRelay

SEND = "**/api/envelopes"
KEPT = "Your envelope is locked and kept safely"


@contextmanager
def no_room(relay: FormRelay) -> Iterator[None]:
    """No page more than there are: what SQLite says then is what it says of a full disk."""

    def full(connection: Any) -> None:
        pages = connection.exec_driver_sql("PRAGMA arrivals.page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA arrivals.max_page_count = {pages}")

    engine, key = relay.relay.engine, 1
    filler = {"key": key, "digest": bytes(32), "inbox": "none", "week": "2026-W01", "bytes": bytes(ENVELOPE_LENGTH)}
    with engine.begin() as connection:  # in an empty file the first envelope needs no page
        connection.execute(insert(arrival).values(filler))
    event.listen(engine, "begin", full)
    try:
        yield
    finally:
        event.remove(engine, "begin", full)
        engine.dispose()
        with engine.begin() as connection:
            connection.execute(delete(arrival).where(arrival.c.key == key))


def answers(page: Page) -> list[int]:
    """The status of each attempt to send, from now on."""
    heard: list[int] = []
    page.on("response", lambda answer: heard.append(answer.status) if answer.url.endswith("/envelopes") else None)
    return heard


def attempts(page: Page) -> list[str]:
    """The method of each attempt to send, from now on, whether or not it was answered."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method) if request.url.endswith("/envelopes") else None)
    return asked


def ready(newcomer: Newcomer, relay: FormRelay) -> list[int]:
    newcomer.page.clock.install()
    newcomer.begin(relay.link())
    newcomer.fill({"sleep": "often_bad"})
    return answers(newcomer.page)


def not_sent_yet(newcomer: Newcomer) -> None:
    expect(newcomer.page.locator("h1")).to_have_text("Not sent yet")
    said = newcomer.page.inner_text("main")
    for calm in ("It is very busy now", "Your envelope is locked.", "It tries again by itself."):
        assert calm in said


def test_a_relay_without_room_is_asked_again_no_sooner_than_it_says_and_then_has_it(
    newcomer: Newcomer, relay: FormRelay
) -> None:
    page, before = newcomer.page, len(relay.envelopes())
    heard = ready(newcomer, relay)
    with no_room(relay):
        page.click("#continue")
        not_sent_yet(newcomer)
        page.clock.fast_forward(4_500)
        page.wait_for_timeout(200)
        assert heard == [507], "the relay said five seconds"
        with page.expect_response(SEND):
            page.clock.fast_forward(3_000)
        not_sent_yet(newcomer)
    with page.expect_response(SEND):
        page.clock.fast_forward(8_000)
    code = newcomer.code()
    assert heard == [507, 507, 201]
    assert relay.submission(code).answers["sleep"] == "often_bad"
    assert len(relay.envelopes()) == before + 1


def test_a_relay_that_asks_for_a_minute_gets_it(newcomer: Newcomer, relay: FormRelay) -> None:
    page = newcomer.page
    heard = ready(newcomer, relay)
    page.route(
        SEND,
        lambda route: route.fulfill(status=429, headers={"Retry-After": "60"}, json={"error": "too-many"}),
        times=1,
    )
    page.click("#continue")
    not_sent_yet(newcomer)
    page.clock.fast_forward(59_000)
    page.wait_for_timeout(200)
    assert heard == [429]
    page.clock.fast_forward(17_000)
    newcomer.code()
    assert heard == [429, 201]


def test_a_tablet_keeps_what_the_relay_has_no_room_for(new_context: NewContext, relay: FormRelay) -> None:
    kiosk = Kiosk(new_context(viewport=TABLET, locale="en-GB").new_page(), relay)
    kiosk.page.clock.install()
    asked, heard, before = attempts(kiosk.page), answers(kiosk.page), len(relay.envelopes())
    kiosk.scan()
    kiosk.start()
    with no_room(relay):
        code = kiosk.fill_and_send(KEPT)
        kiosk.next_person()
        kiosk.expect_waiting(1)
        # The clock must not jump over an attempt on its way: the page would give it up, and find it stored by the next.
        while len(heard) < len(asked):
            kiosk.page.wait_for_timeout(50)
    with kiosk.page.expect_response(SEND):
        kiosk.page.clock.fast_forward(3 * 60_000)
    kiosk.expect_waiting(0)
    assert heard[0] == 507
    assert [each for each in heard if each != 507] == [201]
    assert len(relay.envelopes()) == before + 1
    assert relay.submission(code).code == code
