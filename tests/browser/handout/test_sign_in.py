"""From an invitation to the start page and back in again, by keyboard alone, every page looked at by axe."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from intake.relay.handout.roles import Role
from intake.relay.handout.staff import Staff
from intake.relay.handout.totp import Secret, code_at
from tests.browser.conftest import PHONE, NewContext
from tests.browser.handout.axe import problems
from tests.browser.handout.keyboard import press, tab_to, type_into
from tests.browser.handout.served import ServedHandout
from tests.relay.handout.colleague import PASSWORD, invitation

DESK: ViewportSize = {"width": 1280, "height": 800}
ON, ALERT = ".sign-in-form .button-main", "[role=alert]"
IN_THE_BROWSER = """
() => JSON.stringify([location.href, document.referrer, { ...localStorage }, { ...sessionStorage }, document.cookie])
"""


class Visit:
    """A colleague at a page of ``served``."""

    def __init__(self, served: ServedHandout, page: Page, staff: Staff) -> None:
        self.served, self.page, self.staff = served, page, staff
        self.secret = Secret(b"")

    def sees(self, heading: str) -> None:
        """This page, and nothing wrong with it."""
        expect(self.page.locator("h1")).to_have_text(heading)
        assert problems(self.page) == [], heading

    def refused(self, sentence: str) -> None:
        """The page says what to do, as an alert that belongs to the field."""
        expect(self.page.locator(ALERT)).to_contain_text(sentence)
        assert self.page.locator("[aria-describedby~=problem]").count() >= 1
        assert problems(self.page) == [], sentence

    def open_invitation(self) -> None:
        token = invitation(self.served.world, self.staff)
        self.page.goto(self.served.address(f"/handout/welcome/#{token}"))
        self.sees("Welcome, Sanne")
        assert self.page.url == self.served.address("/handout/welcome/")
        assert token not in self.page.evaluate(IN_THE_BROWSER)
        self.page.go_back()
        self.page.go_forward()
        self.sees("Welcome, Sanne")

    def choose_password(self) -> None:
        press(self.page, "a[href$=password]")
        self.sees("Choose a password")
        type_into(self.page, "#password", "Sanne Taalschool 1")
        press(self.page, ON)
        self.refused("This password would soon be guessed.")
        type_into(self.page, "#password", PASSWORD)
        press(self.page, "button[aria-controls=password]")
        assert self.page.locator("#password").get_attribute("type") == "text"
        press(self.page, ON)

    def add_phone(self) -> None:
        self.sees("Add your phone")
        width = self.page.evaluate("document.querySelector('.app-code').naturalWidth")
        assert width > 100, "the picture of the key does not load under the policy of the page"
        press(self.page, "summary")
        self.secret = Secret(base64.b32decode(self.page.inner_text(".app-key").replace(" ", "")))
        type_into(self.page, "#code", "000000")
        press(self.page, ON)
        self.refused("This code is not right.")
        type_into(self.page, "#code", self.code())
        press(self.page, ON)

    def keep_codes(self) -> list[str]:
        self.sees("Your recovery codes")
        codes = self.page.locator(".recovery li").all_inner_texts()
        tab_to(self.page, "[data-print]")
        press(self.page, "form[action$=codes] button")
        return codes

    def sign_out(self) -> None:
        press(self.page, "form[action$=sign-out] button")
        self.sees("Sign in")

    def first_step(self) -> None:
        type_into(self.page, "#email", self.staff.email)
        type_into(self.page, "#password", PASSWORD)
        press(self.page, ON)
        self.sees("The code of your app")

    def code(self) -> str:
        return code_at(self.secret, self.served.world.now)

    def is_in(self) -> bool:
        return self.page.url == self.served.address() and self.page.inner_text(".top-home").strip() == "Taalschool"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_from_an_invitation_to_a_second_sign_in_by_keyboard_alone(
    served: ServedHandout, new_context: NewContext, viewport: ViewportSize
) -> None:
    page = new_context(viewport=viewport, locale="en-GB").new_page()
    visit = Visit(served, page, served.world.account(Role.HANDER_OUT))
    visit.open_invitation()
    visit.choose_password()
    visit.add_phone()
    codes = visit.keep_codes()
    page.wait_for_url(served.address())
    assert visit.is_in()
    page.goto(served.address("/handout/account"))
    visit.sees("My account")
    visit.sign_out()

    visit.first_step()
    type_into(page, "#code", visit.code())
    press(page, ON)
    visit.refused("This code was used already.")
    served.world.later(seconds=30)
    type_into(page, "#code", visit.code())
    press(page, ON)
    page.wait_for_url(served.address())
    visit.sign_out()

    visit.first_step()
    press(page, "a[href$=recovery]")
    visit.sees("A recovery code")
    type_into(page, "#code", codes[0])
    press(page, ON)
    page.wait_for_url(served.address("/handout/account"))
    expect(page.locator("main")).to_contain_text("You have 9 recovery codes left.")
    served.world.later(seconds=30)


def test_without_a_script_the_link_is_pasted(served: ServedHandout, new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False, locale="en-GB").new_page()
    token = invitation(served.world, served.world.account(Role.COURIER, name="Coen"))
    page.goto(served.address(f"/handout/welcome/#{token}"))
    page.fill("#invitation", served.address(f"/handout/welcome/#{token}"))
    page.click(ON)
    expect(page.locator("h1")).to_have_text("Welcome, Coen")


def test_an_invitation_that_does_not_work_says_what_to_do(served: ServedHandout, new_context: NewContext) -> None:
    page = new_context(locale="en-GB").new_page()
    page.goto(served.address(f"/handout/welcome/#{'x' * 32}"))
    expect(page.locator("h1")).to_have_text("This invitation does not work any more.")
    expect(page.locator(".lead")).to_contain_text("Ask your coordinator for a new one.")
    assert problems(page) == []
