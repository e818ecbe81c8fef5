"""Signing in by password and code: what gets in, and what tells a stranger nothing."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from nacl.pwhash import argon2id

from intake.relay.handout.roles import Role
from intake.relay.handout.sessions import COOKIE
from intake.relay.handout.staff import set_disabled
from tests.relay.handout.colleague import (
    ANOTHER,
    CODE,
    HOME,
    RECOVERY,
    SIGN_IN,
    Colleague,
    accept,
    cookie,
    enrol,
    events,
    invitation,
    is_in,
    plant,
    said,
)
from tests.relay.handout.world import HandoutWorld

WRONG = "422 The e-mail address or the password is not right. Look at both, and try again."
HALF = "__Host-half"
LATE = "410 That took too long."


def disable(world: HandoutWorld, colleague: Colleague) -> None:
    with world.handout.engine.begin() as connection:
        set_disabled(connection, colleague.staff.id, disabled=True)


def test_password_and_code_lead_to_the_start_page(world: HandoutWorld) -> None:
    colleague = enrol(world)
    assert colleague.sign_in(world.client).location == HOME
    assert is_in(world.client)
    assert events(world)[-1] == "signed-in"


def test_an_address_is_the_same_in_capitals_and_with_a_space_behind_it(world: HandoutWorld) -> None:
    colleague = enrol(world)
    typed = {"email": f" {colleague.staff.email.upper()} ", "password": colleague.password}
    assert world.client.post(SIGN_IN, data=typed).location == CODE


def test_the_cookie_is_set_exactly(world: HandoutWorld) -> None:
    colleague = enrol(world)
    world.later(seconds=30)
    half = colleague.first_step(world.client).headers["Set-Cookie"]
    assert re.fullmatch(
        r"__Host-half=[\w-]{32}; Expires=[^;]+; Max-Age=300; Secure; HttpOnly; Path=/; SameSite=Strict", half
    )
    made = world.client.post(CODE, data={"code": colleague.app_code()}).headers.getlist("Set-Cookie")
    (session,) = [each for each in made if each.startswith(COOKIE)]
    assert re.fullmatch(r"__Host-handout=[\w-]{43}; Secure; HttpOnly; Path=/; SameSite=Strict", session)
    assert all("Secure; HttpOnly; Path=/; SameSite=Strict" in each and "Domain" not in each for each in made)


def test_each_sign_in_has_a_new_name_and_ends_what_the_browser_had(world: HandoutWorld) -> None:
    """A name that somebody else put into the browser before is worth nothing afterwards (session fixation)."""
    colleague = enrol(world)
    names = []
    for _ in range(2):
        colleague.sign_in(world.client)
        names.append(str(cookie(world.client, COOKIE)))
    assert len(set(names)) == 2
    thief = world.browser()
    plant(thief, COOKIE, names[0])
    assert not is_in(thief)


def test_a_planted_name_stays_nobodys(world: HandoutWorld) -> None:
    colleague = enrol(world)
    planted = "a" * 43
    for browser in (world.client, world.browser()):
        plant(browser, COOKIE, planted)
    colleague.sign_in(world.client)
    thief = world.browser()
    plant(thief, COOKIE, planted)
    assert not is_in(thief)


def test_nothing_in_the_answer_tells_whether_an_address_has_an_account(world: HandoutWorld) -> None:
    known, disabled, without = enrol(world), enrol(world), world.account(Role.COURIER)
    disable(world, disabled)
    tried = [
        (known.staff.email, ANOTHER),
        (disabled.staff.email, disabled.password),
        (without.email, ANOTHER),
        ("nobody.at@all.example", ANOTHER),
        ("no address", ANOTHER),
        ("", ""),
    ]
    answers = set()
    for email, password in tried:
        answer = world.browser().post(SIGN_IN, data={"email": email, "password": password})
        assert said(answer) == WRONG
        seen = answer.text.replace(f'value="{email}"', "")
        answers.add((answer.status_code, seen, str(sorted((n, v) for n, v in answer.headers if n != "Content-Length"))))
    assert len(answers) == 1
    assert events(world).count("sign-in-refused") == 3


def test_the_same_work_is_done_for_an_address_without_an_account(
    world: HandoutWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrolled, compared = enrol(world), []
    verify = argon2id.verify

    def counting(kept: bytes, password: bytes) -> bool:
        compared.append(kept.split(b"$")[:4])
        return verify(kept, password)

    monkeypatch.setattr(argon2id, "verify", counting)
    for email in (enrolled.staff.email, "nobody.at@all.example"):
        world.browser().post(SIGN_IN, data={"email": email, "password": ANOTHER})
    assert len(compared) == 2
    assert compared[0] == compared[1]


def test_the_line_in_the_log_is_written_once_the_answer_is_on_its_way(world: HandoutWorld) -> None:
    colleague = enrol(world)
    data = {"email": colleague.staff.email, "password": ANOTHER}
    answer = world.browser().post(SIGN_IN, data=data, buffered=False)
    assert said(answer) == WRONG
    assert "sign-in-refused" not in events(world)
    answer.close()
    assert events(world)[-1] == "sign-in-refused"


@pytest.mark.parametrize("path", [CODE, RECOVERY])
def test_the_second_step_needs_the_first(world: HandoutWorld, path: str) -> None:
    colleague = enrol(world)
    assert said(world.client.get(path)) == LATE
    assert said(world.client.post(path, data={"code": colleague.codes[0]})) == LATE
    assert not is_in(world.client)


def test_half_a_sign_in_is_nobody_and_ends_after_five_minutes(world: HandoutWorld) -> None:
    colleague = enrol(world)
    colleague.first_step(world.client)
    assert not is_in(world.client)
    world.later(minutes=5, seconds=1)
    assert said(world.client.post(CODE, data={"code": colleague.app_code()})) == LATE


def test_half_a_sign_in_is_of_use_once(world: HandoutWorld) -> None:
    colleague = enrol(world)
    colleague.first_step(world.client)
    thief = world.browser()
    plant(thief, HALF, str(cookie(world.client, HALF)))
    assert thief.get(CODE).status_code == 200
    world.later(seconds=30)
    assert world.client.post(CODE, data={"code": colleague.app_code()}).location == HOME
    world.later(seconds=30)
    assert said(thief.post(CODE, data={"code": colleague.app_code()})) == LATE


def test_an_account_that_is_disabled_between_the_steps_does_not_get_in(world: HandoutWorld) -> None:
    colleague = enrol(world)
    colleague.first_step(world.client)
    disable(world, colleague)
    world.later(seconds=30)
    assert said(world.client.post(CODE, data={"code": colleague.app_code()})) == "403 Your account is switched off."
    assert said(world.client.post(RECOVERY, data={"code": colleague.codes[0]})) == "403 Your account is switched off."


def test_a_password_that_was_replaced_between_the_steps_does_not_get_in(world: HandoutWorld) -> None:
    before = enrol(world)
    before.first_step(world.client)
    after = accept(world, before.staff, invitation(world, before.staff), world.browser(), ANOTHER)
    world.later(seconds=30)
    assert said(world.client.post(CODE, data={"code": after.app_code()})) == LATE


def test_a_half_of_another_kind_opens_nothing(world: HandoutWorld) -> None:
    """An opened invitation is no right password, and a right password no opened invitation."""
    colleague = enrol(world)
    world.client.post("/handout/welcome/", data={"invitation": invitation(world, world.account(Role.OPERATOR))})
    assert said(world.client.post(CODE, data={"code": colleague.app_code()})) == LATE
    colleague.first_step(world.client)
    assert said(world.client.get("/handout/welcome/password")) == LATE


def test_whoever_is_in_is_led_to_the_start_page(world: HandoutWorld) -> None:
    enrol(world, browser=world.client)
    assert world.client.get(SIGN_IN).location == HOME


def test_neither_step_is_taken_for_another_website(world: HandoutWorld) -> None:
    colleague = enrol(world)
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    data = {"email": colleague.staff.email, "password": colleague.password}
    assert world.client.post(SIGN_IN, data=data, headers=foreign).status_code == 403
    assert cookie(world.client, HALF) is None


def test_no_name_address_password_or_code_is_said_anywhere(
    world: HandoutWorld, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    colleague = enrol(world)
    walk_wrongly(colleague, world.client)
    colleague.sign_in(world.client)
    said_aloud = "".join(capfd.readouterr()) + caplog.text
    secrets = (colleague.staff.email, colleague.staff.name, colleague.password, ANOTHER, *colleague.codes, "918273")
    assert [each for each in secrets if each in said_aloud] == []
    with world.handout.engine.begin() as connection:
        lines = repr(connection.exec_driver_sql("SELECT * FROM log").all())
    assert [each for each in secrets if each in lines] == []


def walk_wrongly(colleague: Colleague, browser: FlaskClient) -> None:
    colleague.first_step(browser, password=ANOTHER)
    colleague.first_step(browser)
    browser.post(CODE, data={"code": "918273"})
    browser.post(RECOVERY, data={"code": "aaaa-bbbb-cccc-dddd"})
