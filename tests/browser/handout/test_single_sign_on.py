"""Single sign-on in a real browser: over to the issuer's login and back, with a cookie that no other site may use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from intake.config import Handout
from intake.relay.handout.sessions import COOKIE
from tests.browser.conftest import NewContext
from tests.browser.handout.axe import problems
from tests.browser.handout.served import ServedHandout, serve_world
from tests.relay.handout.issuer import BACK, COORDINATES, Issuer, person, running, settings_for
from tests.relay.handout.world import HandoutWorld


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ServedHandout, Issuer]]:
    """A handout and the issuer it trusts, on two sites; each knows the other's address."""
    folder = tmp_path_factory.mktemp("handout")
    issuers: list[Issuer] = []
    with ExitStack() as until:

        def settings(origin: str) -> Handout:
            issuers.append(until.enter_context(running(origin + BACK)))
            return settings_for(issuers[0].address, folder, origin=origin)

        served = serve_world(lambda origin: HandoutWorld(folder, settings=settings(origin)), host="uitdelen.localhost")
        yield served, issuers[0]


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    return new_context(locale="en-GB")


def sign_in(served: ServedHandout, page: Page, login: str) -> None:
    page.goto(served.address("/handout/sign-in"))
    page.get_by_role("button", name="Sign in with Gemeente Voorbeeld").click()
    page.get_by_placeholder("Enter any login").fill(login)
    page.get_by_placeholder("and password").fill("anything")
    page.get_by_role("button", name="Sign-in").click()


def test_from_the_sign_in_page_over_the_issuer_and_back(
    both: tuple[ServedHandout, Issuer], context: BrowserContext
) -> None:
    served, issuer = both
    issuer.knows(anna=person("anna", COORDINATES))
    page = context.new_page()
    sign_in(served, page, "anna")
    page.wait_for_url(served.address())
    assert page.inner_text(".top-home").strip() == "Taalschool"
    (cookie,) = (each for each in context.cookies() if each["name"] == COOKIE)
    assert (cookie["sameSite"], cookie["httpOnly"], cookie["secure"]) == ("Strict", True, True)
    page.goto(served.address("/handout/account"))
    expect(page.get_by_text("You sign in through your organisation.")).to_be_visible()
    assert page.locator("[data-passkey]").count() == 0


def test_the_page_between_waits_for_nobody_and_can_be_pressed(
    both: tuple[ServedHandout, Issuer], context: BrowserContext
) -> None:
    served, _ = both
    page = context.new_page()
    page.goto(served.address("/handout/sign-in"))
    assert problems(page) == []
    order = page.locator("main button").all_inner_texts()
    assert order[:2] == ["Sign in with Gemeente Voorbeeld", "Sign in with a passkey"]
    page.get_by_role("button", name="Sign in with Gemeente Voorbeeld").click()
    expect(page.get_by_placeholder("Enter any login")).to_be_visible()


def test_whoever_is_in_no_group_reads_whom_to_ask(both: tuple[ServedHandout, Issuer], context: BrowserContext) -> None:
    served, issuer = both
    issuer.knows(dirk=person("dirk", "g-nothing-here"))
    page = context.new_page()
    sign_in(served, page, "dirk")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Your account is not in a group that hands out forms.")
    expect(page.get_by_text("Ask your coordinator or your ICT department")).to_be_visible()
    assert problems(page) == []
    assert not [each for each in context.cookies() if each["name"] == COOKIE]
