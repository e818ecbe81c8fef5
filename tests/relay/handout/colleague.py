"""A colleague at the pages for signing in: opens an invitation, types, reads what the page says."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake.relay.handout.invitations import invite
from intake.relay.handout.log import read_log
from intake.relay.handout.roles import Role
from intake.relay.handout.staff import Staff
from intake.relay.handout.totp import Secret, code_at
from tests.relay.handout.world import HANDOUT, HandoutWorld

PASSWORD = "vier natte laarzen zingen"
ANOTHER = "zeven droge petten fluiten"
HOME, SIGN_IN, CODE, RECOVERY = "/handout/", "/handout/sign-in", "/handout/sign-in/code", "/handout/sign-in/recovery"
WELCOME = "/handout/welcome/"
CHOOSE, PROVE = f"{WELCOME}password", f"{WELCOME}authenticator"
CODES = "/handout/account/codes"
HOST = HANDOUT.removeprefix("https://")


@dataclass
class Colleague:
    """Somebody with a password, an app and recovery codes, who types them in some browser."""

    world: HandoutWorld
    staff: Staff
    secret: Secret
    codes: Sequence[str]
    password: str = PASSWORD

    def app_code(self, *, seconds: float = 0) -> str:
        """What the app shows, on a telephone whose clock differs by so much."""
        now = self.world.now
        self.world.later(seconds=seconds)
        shown = code_at(self.secret, self.world.now)
        self.world.now = now
        return shown

    def first_step(self, browser: FlaskClient, *, password: str | None = None) -> TestResponse:
        """Address and password."""
        return browser.post(SIGN_IN, data={"email": self.staff.email, "password": password or self.password})

    def sign_in(self, browser: FlaskClient) -> TestResponse:
        """Both steps, with the code of half a minute later, which was not used."""
        self.world.later(seconds=30)
        assert self.first_step(browser).location == CODE
        return browser.post(CODE, data={"code": self.app_code()})


def invitation(world: HandoutWorld, staff: Staff, *, days: int = 7) -> str:
    """Its token."""
    with world.handout.engine.begin() as connection:
        return invite(connection, staff.id, world.now, days)


def enrol(world: HandoutWorld, role: Role = Role.HANDER_OUT, *, browser: FlaskClient | None = None) -> Colleague:
    """A new colleague who opened their invitation in ``browser`` (a browser of their own), and is signed in there."""
    staff = world.account(role)
    return accept(world, staff, invitation(world, staff), browser or world.browser())


def accept(world: HandoutWorld, staff: Staff, token: str, browser: FlaskClient, password: str = PASSWORD) -> Colleague:
    """Open the invitation and choose a password."""
    assert browser.post(WELCOME, data={"invitation": token}).location == WELCOME
    assert browser.post(CHOOSE, data={"password": password}).location == PROVE
    secret = secret_on(browser.get(PROVE))
    assert browser.post(PROVE, data={"code": code_at(secret, world.now)}).location == CODES
    codes = re.findall(r"<li>([a-z0-9-]{19})</li>", browser.get(CODES).text)
    assert browser.post(CODES).location == HOME
    return Colleague(world, staff, secret, codes, password)


def secret_on(answer: TestResponse) -> Secret:
    """The key that the page says in groups of four."""
    (groups,) = re.findall(r'class="app-key">([A-Z2-7 ]+)<', answer.text)
    return Secret(base64.b32decode(groups.replace(" ", "")))


def said(answer: TestResponse) -> str:
    """The status, and the sentence above the form, or that of a refusal."""
    (sentence,) = re.findall(r'role="alert"[^>]*>([^<]+)<', answer.text) or re.findall(r"<h1>([^<]+)<", answer.text)
    return f"{answer.status_code} {unescape(sentence)}"


def is_in(browser: FlaskClient) -> bool:
    """Does this browser see the start page?"""
    return browser.get(HOME).status_code == 200


def cookie(browser: FlaskClient, name: str) -> str | None:
    """What the browser keeps under this name for the handout."""
    kept = browser.get_cookie(name, domain=HOST)
    return None if kept is None else kept.value


def plant(browser: FlaskClient, name: str, value: str) -> None:
    """Put a cookie into a browser from outside."""
    browser.set_cookie(name, value, domain=HOST, secure=True)


def events(world: HandoutWorld) -> list[str]:
    """What the staff's log says, oldest first."""
    with world.handout.engine.begin() as connection:
        return [entry.event.value for entry in reversed(read_log(connection))]
