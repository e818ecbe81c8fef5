"""A coordinator's and an operator's pages in a real browser: nothing wrong with any, and work done by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from intake.config import Organisation
from intake.relay.handout.log import Event, read_log
from intake.relay.handout.once import new_name
from intake.relay.handout.roles import Role
from intake.relay.handout.staff import find_by_email
from intake.relay.links.handout import hand_out_links
from intake.relay.links.organisations import add_organisation
from intake.relay.links.register import Kind
from tests.browser.conftest import PHONE, NewContext
from tests.browser.handout.axe import problems
from tests.browser.handout.keyboard import press, tab_to, type_into
from tests.browser.handout.served import ServedHandout
from tests.relay.handout.world import INBOX, SCHOOL

DESK: ViewportSize = {"width": 1280, "height": 800}
ADD = ".steps .button-main"
shapes = pytest.mark.parametrize(
    ("viewport", "language"),
    [(PHONE, "en"), (PHONE, "nl"), (DESK, "nl")],
    ids=["phone, English", "phone, Dutch", "desk, Dutch"],
)
"""Dutch words are the longer ones."""
COORDINATORS = ("colleagues", "colleagues/add", "tablets", "ahead", "counts", "log")
OPERATORS = ("colleagues", "colleagues/add", "organisations", "organisations/add", "inboxes", "municipalities", "log")


@contextmanager
def signed_in(
    served: ServedHandout, new_context: NewContext, role: Role, viewport: ViewportSize = DESK, language: str = "en"
) -> Iterator[Page]:
    context = new_context(viewport=viewport)
    served.sign_in(context, role, language=language)
    yield context.new_page()


def sees(served: ServedHandout, page: Page, *paths: str) -> None:
    for path in paths:
        page.goto(served.address(f"/handout/{path}"))
        assert problems(page) == [], path


def start_tablet(served: ServedHandout) -> None:
    hand_out_links(served.world.handout.links, SCHOOL, Kind.KIOSK, now=served.world.now)


@shapes
def test_nothing_is_wrong_with_a_coordinators_pages_full_empty_or_refused(
    served: ServedHandout, new_context: NewContext, viewport: ViewportSize, language: str
) -> None:
    colleague = served.world.account(Role.HANDER_OUT, name="Margaretha-van-der-Woude-Nieuwenhuizen")
    start_tablet(served)
    with signed_in(served, new_context, Role.COORDINATOR, viewport, language) as page:
        sees(served, page, *COORDINATORS, f"colleagues/{colleague.id}", "tablets")
        page.locator("a[href$='/end']").first.click()
        assert problems(page) == []
        page.goto(served.address("/handout/colleagues/add"))
        page.click(ADD)
        expect(page.locator("#name")).to_be_focused()
        assert problems(page) == []
        page.goto(served.address("/handout/ahead"))
        page.click("form[action$=cards] .button-main")
        expect(page.locator("#language")).to_be_focused()
        assert problems(page) == []


@shapes
def test_nothing_is_wrong_with_an_operators_pages(
    served: ServedHandout, new_context: NewContext, viewport: ViewportSize, language: str
) -> None:
    added = Organisation(
        new_name()[:8].lower().replace("_", "x").replace("-", "x"), "Taalhuis Oost", INBOX, "GM0363", "#1b7f4d"
    )
    with served.world.relay_engine.begin() as connection:
        add_organisation(served.world.config, connection, added)
    with signed_in(served, new_context, Role.OPERATOR, viewport, language) as page:
        sees(served, page, *OPERATORS, f"organisations/{added.id}", f"colleagues?organisation={SCHOOL}")
        page.goto(served.address("/handout/organisations/add"))
        page.fill("#place", "Atlantis")
        page.click(ADD)
        expect(page.locator("#name")).to_be_focused()
        expect(page.locator("#place")).to_have_value("Atlantis")
        assert problems(page) == []


def test_a_colleague_is_added_by_keyboard_and_comes_in_by_the_link(
    served: ServedHandout, new_context: NewContext
) -> None:
    context = new_context(viewport=DESK, permissions=["clipboard-read", "clipboard-write"])
    served.sign_in(context, Role.COORDINATOR)
    page = context.new_page()
    page.goto(served.address("/handout/colleagues"))
    press(page, "main a.button-main")
    expect(page.locator("h1")).to_have_text("Add a colleague")
    type_into(page, "#name", "Piet Smit")
    type_into(page, "#email", "piet.smit@taalschool.example")
    tab_to(page, "[name=role]")
    page.keyboard.press("Space")
    press(page, ADD)
    expect(page.locator("h1")).to_have_text("Invitation for Piet Smit")
    assert problems(page) == []
    assert page.evaluate("document.querySelector('.handover-code').naturalWidth") > 100
    link = page.inner_text("#link")
    press(page, "[data-copy]")
    expect(page.locator("[data-copy]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == link

    theirs = new_context().new_page()
    theirs.goto(link)
    expect(theirs.locator("h1")).to_have_text("Welcome, Piet Smit")
    assert "#" not in theirs.url
    with served.world.handout.engine.begin() as connection:
        staff = find_by_email(connection, "piet.smit@taalschool.example")
        told = [entry.event for entry in read_log(connection, organisation=SCHOOL, most=2)]
    assert staff is not None
    assert staff.role is Role.HANDER_OUT
    assert told == [Event.INVITED, Event.ACCOUNT_ADDED]

    page.goto(served.address(f"/handout/colleagues/{staff.id}"))
    press(page, "form[action$=disable] button")
    expect(page.locator("[role=status]")).to_contain_text("switched off")
    again = new_context(locale="en").new_page()
    again.goto(link)
    expect(again.locator("h1")).to_have_text("This invitation does not work any more.")


def test_a_tablet_is_ended_by_keyboard_after_a_question(served: ServedHandout, new_context: NewContext) -> None:
    start_tablet(served)
    with signed_in(served, new_context, Role.COORDINATOR) as page:
        page.goto(served.address("/handout/tablets"))
        before = page.locator(".tablet").count()
        press(page, "a[href$='/end']")
        expect(page.locator("h1")).to_contain_text("End tablet")
        press(page, "main form button")
        expect(page.locator("h1")).to_have_text("Tablets")
        expect(page.locator(".tablet")).to_have_count(before - 1)


def test_cards_come_as_a_file_however_often_the_button_is_pressed(
    served: ServedHandout, new_context: NewContext
) -> None:
    with signed_in(served, new_context, Role.COORDINATOR) as page:
        page.goto(served.address("/handout/ahead"))
        page.select_option("#language", "ti")
        with page.expect_download() as found:
            page.dblclick("form[action$=cards] .button-main")
        assert found.value.suggested_filename == "cards.pdf"
