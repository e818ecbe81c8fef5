"""Handing out, with the hands of a colleague and the eyes of a phone's camera."""

from __future__ import annotations

import io
import re
from urllib.parse import urlsplit

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect
from sqlalchemy import select

from intake.questionnaire import language
from intake.relay.handout.roles import Role
from intake.relay.links.tables import handed_out, link
from tests.browser.conftest import PHONE, TABLET, NewContext
from tests.browser.handout.axe import problems
from tests.browser.handout.beside import serve_beside
from tests.browser.handout.served import ServedHandout
from tests.browser.kiosk import Kiosk
from tests.browser.newcomer import Newcomer
from tests.browser.relay import FormRelay

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
SIZES = {"phone": PHONE, "tablet": TABLET, "desktop": DESKTOP}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, relay: FormRelay) -> ServedHandout:
    return serve_beside(tmp_path_factory.mktemp("beside"), relay)


@pytest.fixture
def context(new_context: NewContext, served: ServedHandout) -> BrowserContext:
    """A colleague's telephone, signed in."""
    made = new_context(locale="en-GB")
    served.sign_in(made, Role.HANDER_OUT)
    return made


@pytest.fixture
def start(context: BrowserContext, served: ServedHandout) -> Page:
    """The start page."""
    page = context.new_page()
    page.goto(served.address())
    return page


def scanned(page: Page) -> str:
    """What a camera reads from the screen."""
    codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))
    (found,) = [each.text for each in codes]
    return found


def show_on_phone(page: Page, tag: str) -> None:
    page.get_by_role("link", name="On the person’s own phone").click()
    page.click(f"button[value={tag}]")
    page.wait_for_selector(".show-code")


def handed_out_now(served: ServedHandout) -> tuple[int, int]:
    """The number of links, and of forms that persons got."""
    with served.world.relay_engine.begin() as connection:
        links = len(connection.execute(select(link.c.hash)).all())
        return links, sum(connection.execute(select(handed_out.c.total)).scalars())


def test_a_card_is_printed_in_two_presses_after_signing_in(start: Page, served: ServedHandout) -> None:
    links, given = handed_out_now(served)
    start.get_by_role("link", name="A card").click()
    with start.context.expect_event("response", lambda each: each.url.endswith("/card/print")) as printed:
        start.click("button[value=ti]")
    assert printed.value.headers["content-type"] == "application/pdf"
    assert printed.value.headers["content-disposition"] == 'inline; filename="card.pdf"'
    expect(start.get_by_role("heading", name="Nothing to do, nothing to know")).to_be_visible()
    assert handed_out_now(served) == (links + 1, given + 1)
    start.get_by_role("link", name="Hand out another").click()
    start.wait_for_url(served.address())


def test_a_double_click_hands_out_once(start: Page, served: ServedHandout) -> None:
    links, given = handed_out_now(served)
    start.get_by_role("link", name="A card").click()
    start.get_by_role("button", name="I gave a printed card").dblclick()
    start.wait_for_url("**/handout/done")
    start.goto(served.address())
    start.get_by_role("link", name="On the person’s own phone").click()
    start.dblclick("button[value=nl]")
    start.wait_for_selector(".show-code")
    assert handed_out_now(served) == (links + 1, given + 2)


@pytest.mark.parametrize("tag", ["ti", "ps"])
def test_what_the_persons_phone_scans_opens_the_form(
    start: Page, served: ServedHandout, new_context: NewContext, tag: str
) -> None:
    show_on_phone(start, tag)
    words = start.locator(f".show-words[lang={tag}]").first
    expect(words).to_have_attribute("dir", language(tag).direction)
    found = urlsplit(scanned(start))
    assert f"{found.scheme}://{found.netloc}/" == f"{served.world.config.origin}/"
    typed = start.locator(".show-typed bdi")
    assert typed.nth(0).inner_text() == found.netloc
    assert typed.nth(1).inner_text().replace(" ", "") == found.fragment.partition(".")[0]
    newcomer = Newcomer(new_context().new_page())
    newcomer.begin(found.geturl(), tag)
    assert newcomer.page.url == f"{served.world.config.origin}/"


def test_the_phones_screen_is_gone_after_two_minutes_and_no_way_leads_back(start: Page) -> None:
    start.clock.install()
    show_on_phone(start, "ar")
    start.clock.run_for(60_000)
    expect(start.locator("#left")).to_have_text(re.compile(r"Closes in (1:00|0:59)\."))
    start.clock.run_for(61_000)
    expect(start).to_have_url(re.compile("/handout/done$"))
    start.go_back()
    expect(start.locator(".show-code")).to_have_count(0)
    start.go_forward()
    expect(start.locator(".show-code")).to_have_count(0)


def test_a_reload_shows_no_code_again_and_hands_out_no_other(start: Page, served: ServedHandout) -> None:
    show_on_phone(start, "fr")
    before = handed_out_now(served)
    start.reload()
    start.wait_for_url("**/handout/done")
    start.go_back()
    expect(start.locator(".show-code")).to_have_count(0)
    assert handed_out_now(served) == before


def test_this_tablet_becomes_the_forms_and_the_colleague_is_signed_out_on_it(
    start: Page, served: ServedHandout, relay: FormRelay
) -> None:
    start.get_by_role("link", name="On a tablet").click()
    start.get_by_role("button", name="Hand over this tablet").click()
    start.wait_for_url(f"{relay.origin}/kiosk/")
    kiosk = Kiosk(start, relay)
    kiosk.ready()
    kiosk.begin("en")
    start.go_back()
    start.goto(served.address())
    start.wait_for_url("**/handout/sign-in")


def test_another_tablet_scans_its_code_and_is_in_use(
    start: Page, served: ServedHandout, relay: FormRelay, new_context: NewContext
) -> None:
    start.get_by_role("link", name="On a tablet").click()
    start.get_by_role("button", name="Show the code").click()
    start.wait_for_selector(".show-code")
    tablet = Kiosk(new_context(viewport=TABLET).new_page(), relay)
    tablet.page.goto(scanned(start))
    tablet.ready()
    tablet.begin("en")
    start.goto(served.address("/handout/tablet"))
    expect(start.get_by_role("heading", name=re.compile(r"\d+ tablets? (is|are) in use"))).to_be_visible()
    start.get_by_role("button", name="I hand over the tablet now").click()
    start.wait_for_url("**/handout/done")


def test_it_all_works_without_a_script(new_context: NewContext, served: ServedHandout, relay: FormRelay) -> None:
    context = new_context(locale="en-GB", java_script_enabled=False)
    served.sign_in(context, Role.HANDER_OUT)
    page = context.new_page()
    page.goto(served.address())
    show_on_phone(page, "so")
    assert scanned(page).startswith(f"{relay.origin}/#")
    expect(page.get_by_text("Close this page after use.")).to_be_visible()
    assert 'http-equiv="refresh" content="120;url=/handout/done"' in page.content()
    page.get_by_role("link", name="Ready").click()
    page.get_by_role("link", name="Hand out another").click()
    page.get_by_role("link", name="On a tablet").click()
    page.get_by_role("button", name="Hand over this tablet").click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    assert str(page.get_by_role("link", name="Open the form").get_attribute("href")).startswith(
        f"{relay.origin}/kiosk/#"
    )


def test_by_keyboard_alone(start: Page) -> None:
    def press(name: str) -> None:
        for _ in range(40):
            start.keyboard.press("Tab")
            if name in start.locator(":focus").inner_text():
                start.keyboard.press("Enter")
                return
        pytest.fail(f"{name} is not reached")

    press("On the person’s own phone")
    start.wait_for_url("**/handout/phone")
    press("Soomaali")
    start.wait_for_selector(".show-code")
    press("Ready")
    start.wait_for_url("**/handout/done")


@pytest.mark.parametrize("size", SIZES)
def test_every_page_can_be_read_by_everybody(new_context: NewContext, served: ServedHandout, size: str) -> None:
    context = new_context(viewport=SIZES[size], locale="en-GB")
    page, found = context.new_page(), {}
    for role in Role:
        served.sign_in(context, role)
        page.goto(served.address())
        found[f"start of {role}"] = problems(page)
    served.sign_in(context, Role.HANDER_OUT)
    for name in ("tablet", "card", "phone", "done"):
        page.goto(served.address(f"/handout/{name}"))
        found[name] = problems(page)
    for tag in ("ar", "ti"):
        page.goto(served.address())
        show_on_phone(page, tag)
        found[f"shown in {tag}"] = problems(page)
    assert {name: each for name, each in found.items() if each} == {}
