"""Passkeys in a real browser, with a device that Chromium makes up: made, used, copied, removed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, Route, expect

from intake.relay.handout.invitations import invitation_link, invite
from intake.relay.handout.log import Event, read_log
from intake.relay.handout.roles import Role
from intake.relay.handout.staff import Staff, set_disabled
from tests.browser.conftest import NewContext
from tests.browser.handout.axe import problems
from tests.browser.handout.served import ServedHandout, serve_handout

SIGN_IN, ACCOUNT = "/handout/sign-in", "/handout/account"
AGAIN = "Sign in with a passkey"


class Device:
    """A telephone that checks its holder's finger, beside one page."""

    def __init__(self, page: Page, *, transport: str = "internal") -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "transport": transport, "hasResidentKey": True, "hasUserVerification": True}
        made = self._session.send(
            "WebAuthn.addVirtualAuthenticator",
            {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
        )
        self.id: str = made["authenticatorId"]

    def keys(self) -> list[dict[str, Any]]:
        """Its passkeys, with their private halves: a made-up device tells."""
        found = self._session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        keys: list[dict[str, Any]] = found["credentials"]
        return keys

    def take(self, key: dict[str, Any]) -> None:
        """Put this passkey in, as a thief does."""
        self._session.send("WebAuthn.addCredential", {"authenticatorId": self.id, "credential": key})

    def checks(self, *, finger: bool) -> None:
        """Does the right finger lie on it?"""
        self._session.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": finger})

    def held(self, *, held: bool) -> None:
        """Does somebody touch it when it asks?"""
        self._session.send("WebAuthn.setAutomaticPresenceSimulation", {"authenticatorId": self.id, "enabled": held})

    def forget(self) -> None:
        """Its passkeys are gone."""
        self._session.send("WebAuthn.clearCredentials", {"authenticatorId": self.id})


@pytest.fixture
def context(new_context: NewContext) -> BrowserContext:
    return new_context(locale="en-GB")


def with_passkey(served: ServedHandout, context: BrowserContext) -> tuple[Page, Device, Staff]:
    """A browser whose colleague has just made a passkey by their invitation."""
    staff = served.world.account(Role.COORDINATOR)
    with served.world.handout.engine.begin() as connection:
        token = invite(connection, staff.id, served.world.now, days=7)
    page = context.new_page()
    device = Device(page)
    page.goto(invitation_link(served.origin, token))
    page.get_by_label("A name for this device").fill("My telephone")
    page.get_by_role("button", name="Make a passkey").click()
    page.wait_for_url(served.address())
    return page, device, staff


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("**" + SIGN_IN)


def last_event(served: ServedHandout) -> tuple[Event, str | None]:
    with served.world.handout.engine.begin() as connection:
        line = read_log(connection)[0]
    return line.event, line.subject


def test_a_passkey_is_made_by_invitation_used_and_seen(served: ServedHandout, context: BrowserContext) -> None:
    page, device, _ = with_passkey(served, context)
    (key,) = device.keys()
    assert (key["rpId"], key["isResidentCredential"]) == ("localhost", True)
    sign_out(page)
    assert problems(page) == []
    page.get_by_role("button", name=AGAIN).click()
    page.wait_for_url(served.address())
    assert page.inner_text(".top-home").strip() == "Taalschool"
    page.goto(served.address(ACCOUNT))
    expect(page.locator(".passkey-list")).to_contain_text("My telephone")
    assert problems(page) == []


def test_a_second_is_made_on_another_device_and_the_first_removed(
    served: ServedHandout, context: BrowserContext
) -> None:
    page, device, _ = with_passkey(served, context)
    page.goto(served.address(ACCOUNT))
    remove = page.locator(".passkey-list li")
    remove.locator("summary").click()
    remove.get_by_role("button", name="Yes, remove it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Without this you could not sign in any more.")
    page.goto(served.address(ACCOUNT))
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_text("This device has a passkey of yours already.")).to_be_visible()
    # A second device is plugged in. The first is asked for proof, and then laid aside.
    second = Device(page, transport="usb")
    second.held(held=False)

    def change(route: Route) -> None:
        device.held(held=False)
        second.held(held=True)
        route.continue_()

    page.route("**/handout/passkeys/ask-new", change)
    page.get_by_label("A name for this device").fill("Key on my ring")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.locator(".passkey-list li")).to_have_count(2)
    first = page.locator(".passkey-list li", has_text="My telephone")
    first.locator("summary").click()
    first.get_by_role("button", name="Yes, remove it").click()
    expect(page.locator(".passkey-list li")).to_have_count(1)
    sign_out(page)
    page.get_by_role("button", name=AGAIN).click()
    page.wait_for_url(served.address())
    assert (len(device.keys()), len(second.keys())) == (1, 1)


def test_a_removed_passkey_is_refused_in_words(served: ServedHandout, context: BrowserContext) -> None:
    page, _, staff = with_passkey(served, context)
    with served.world.handout.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM passkey WHERE staff = ?", (staff.id,))
    sign_out(page)
    page.get_by_role("button", name=AGAIN).click()
    expect(page.locator("[data-passkey] [role=alert]")).to_contain_text("This passkey is not known here.")
    assert page.url.endswith(SIGN_IN)


def test_a_copied_passkey_is_refused_and_its_owner_told(served: ServedHandout, context: BrowserContext) -> None:
    page, device, staff = with_passkey(served, context)
    (copy,) = device.keys()
    sign_out(page)
    page.get_by_role("button", name=AGAIN).click()
    page.wait_for_url(served.address())
    sign_out(page)
    device.forget()
    device.take({**copy, "signCount": 0})
    page.get_by_role("button", name=AGAIN).click()
    status = page.locator("[data-passkey] [role=alert]")
    expect(status).to_contain_text("This passkey may have been copied, so it does not work any more.")
    assert last_event(served) == (Event.SIGN_IN_REFUSED, staff.id)
    served.let_in(context, staff)
    page.goto(served.address(ACCOUNT))
    expect(page.locator(".passkey-list li")).to_contain_text("Remove it, and tell your coordinator.")


def test_without_the_right_finger_nobody_gets_in(served: ServedHandout, context: BrowserContext) -> None:
    page, device, _ = with_passkey(served, context)
    sign_out(page)
    device.checks(finger=False)
    page.get_by_role("button", name=AGAIN).click()
    expect(page.locator("[data-passkey] [role=alert]")).to_contain_text("Nobody signed in.")
    device.checks(finger=True)
    page.get_by_role("button", name=AGAIN).click()
    page.wait_for_url(served.address())


def test_a_disabled_account_is_refused_in_words(served: ServedHandout, context: BrowserContext) -> None:
    page, _, staff = with_passkey(served, context)
    sign_out(page)
    with served.world.handout.engine.begin() as connection:
        set_disabled(connection, staff.id, disabled=True)
    page.get_by_role("button", name=AGAIN).click()
    expect(page.locator("[data-passkey] [role=alert]")).to_contain_text("Your account is switched off.")


def catch(page: Page, address: str) -> list[str]:
    """What the page would have sent there; it gets no further."""
    caught: list[str] = []

    def keep(route: Route) -> None:
        caught.append(route.request.post_data or "")
        route.abort()

    page.route(address, keep)
    return caught


SENDING = """
async ([address, body]) => {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  const answer = await fetch(address, { method: "POST", headers, body });
  return [answer.status, (await answer.json()).error ?? null];
}
"""


def send(page: Page, body: str) -> list[Any]:
    """Status and error of a sign-in with this answer, sent by a page of the handout."""
    answer: list[Any] = page.evaluate(SENDING, ["/handout/passkeys/sign-in", body])
    return answer


def test_an_answer_that_was_overheard_counts_once(served: ServedHandout, context: BrowserContext) -> None:
    page, _, _ = with_passkey(served, context)
    sign_out(page)
    caught = catch(page, "**/handout/passkeys/sign-in")
    page.get_by_role("button", name=AGAIN).click()
    expect(page.locator("[data-passkey] [role=alert]")).to_be_visible()
    page.unroute("**/handout/passkeys/sign-in")
    assert send(page, caught[0]) == [200, None]
    assert send(page, caught[0]) == [410, "That took too long."]


def test_an_answer_that_was_given_on_another_site_is_refused(
    served: ServedHandout, new_context: NewContext, context: BrowserContext, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Another port is another origin, and the nearest that an imitated page can come."""
    page, device, _ = with_passkey(served, context)
    imitated = serve_handout(tmp_path_factory.mktemp("imitated"))
    victim = new_context(locale="en-GB").new_page()
    finger = Device(victim)
    finger.take(device.keys()[0])
    sign_out(page)
    asked = page.evaluate("fetch('/handout/passkeys/ask', { method: 'POST' }).then((answer) => answer.text())")
    victim.route("**/handout/passkeys/ask", lambda route: route.fulfill(body=asked, content_type="application/json"))
    caught = catch(victim, "**/handout/passkeys/sign-in")
    victim.goto(imitated.address(SIGN_IN))
    victim.get_by_role("button", name=AGAIN).click()
    expect(victim.locator("[data-passkey] [role=alert]")).to_be_visible()
    assert json.loads(caught[0])["credential"]["type"] == "public-key"
    assert send(page, caught[0]) == [400, "This passkey was not accepted."]
