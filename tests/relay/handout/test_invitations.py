"""Invitations: opened by a link, used once, good for some days; what was chosen before ends with them."""

from __future__ import annotations

import pytest

from intake.relay.handout.roles import Role
from intake.relay.handout.staff import set_disabled
from tests.relay.handout.colleague import (
    ANOTHER,
    CHOOSE,
    CODE,
    CODES,
    HOME,
    PASSWORD,
    PROVE,
    WELCOME,
    accept,
    cookie,
    enrol,
    events,
    invitation,
    is_in,
    said,
)
from tests.relay.handout.world import HandoutWorld

OVER = "410 This invitation does not work any more."


def test_an_invitation_leads_to_a_password_an_app_recovery_codes_and_a_first_session(world: HandoutWorld) -> None:
    colleague = enrol(world, browser=world.client)
    assert is_in(world.client)
    assert len(set(colleague.codes)) == 10
    expected = ["invitation-used", "password-set", "authenticator-set", "recovery-codes-made", "signed-in"]
    assert events(world) == expected


def test_the_page_takes_the_whole_link_where_it_is_pasted(world: HandoutWorld) -> None:
    token = invitation(world, world.account(Role.COURIER))
    link = f"https://uitdelen.example.nl/handout/welcome/#{token}\n"
    assert world.client.post(WELCOME, data={"invitation": link}).location == WELCOME
    assert "Welcome, Sanne" in world.client.get(WELCOME).text


def test_it_works_once(world: HandoutWorld) -> None:
    staff = world.account(Role.HANDER_OUT)
    token = invitation(world, staff)
    accept(world, staff, token, world.client)
    assert said(world.browser().post(WELCOME, data={"invitation": token})) == OVER


def test_opened_twice_it_is_used_by_the_first_who_finishes(world: HandoutWorld) -> None:
    staff = world.account(Role.HANDER_OUT)
    token = invitation(world, staff)
    slow = world.browser()
    slow.post(WELCOME, data={"invitation": token})
    accept(world, staff, token, world.client)
    assert said(slow.get(WELCOME)) == OVER
    assert said(slow.post(CHOOSE, data={"password": ANOTHER})) == OVER


def test_it_ends_after_its_days_also_where_it_was_opened_before(world: HandoutWorld) -> None:
    token = invitation(world, world.account(Role.HANDER_OUT), days=1)
    world.later(hours=23, minutes=50)
    world.client.post(WELCOME, data={"invitation": token})
    world.later(minutes=11)
    assert said(world.client.post(CHOOSE, data={"password": PASSWORD})) == OVER
    assert said(world.browser().post(WELCOME, data={"invitation": token})) == OVER


def test_a_new_one_ends_the_older_one(world: HandoutWorld) -> None:
    staff = world.account(Role.HANDER_OUT)
    old, new = invitation(world, staff), invitation(world, staff)
    assert said(world.client.post(WELCOME, data={"invitation": old})) == OVER
    accept(world, staff, new, world.client)


@pytest.mark.parametrize("wrong", ["", "x", "#", "🙂" * 40, "a" * 32])
def test_what_is_no_invitation_opens_nothing(world: HandoutWorld, wrong: str) -> None:
    assert said(world.client.post(WELCOME, data={"invitation": wrong})) == OVER
    assert cookie(world.client, "__Host-half") is None


def test_a_disabled_account_cannot_be_had_back_by_its_invitation(world: HandoutWorld) -> None:
    staff = world.account(Role.HANDER_OUT)
    token = invitation(world, staff)
    world.client.post(WELCOME, data={"invitation": token})
    with world.handout.engine.begin() as connection:
        set_disabled(connection, staff.id, disabled=True)
    assert said(world.client.post(CHOOSE, data={"password": PASSWORD})) == OVER
    assert said(world.browser().post(WELCOME, data={"invitation": token})) == OVER


def test_accepting_one_again_ends_all_that_was_and_signs_out_everywhere(world: HandoutWorld) -> None:
    before = enrol(world, browser=world.client)
    after = accept(world, before.staff, invitation(world, before.staff), world.browser(), ANOTHER)
    assert not is_in(world.client)
    assert before.first_step(world.client).status_code == 422
    assert after.first_step(world.client).location == CODE
    world.later(seconds=60)
    assert world.client.post(CODE, data={"code": before.app_code()}).status_code == 422
    recovery = world.client.post("/handout/sign-in/recovery", data={"code": before.codes[0]})
    assert recovery.status_code == 422


def test_no_step_goes_before_the_one_that_leads_to_it(world: HandoutWorld) -> None:
    for path in (CHOOSE, PROVE):
        assert said(world.client.get(path)) == "410 That took too long."
        assert said(world.client.post(path, data={"password": PASSWORD, "code": "123456"})) == "410 That took too long."
    world.client.post(WELCOME, data={"invitation": invitation(world, world.account(Role.HANDER_OUT))})
    assert world.client.get(PROVE).location == CHOOSE
    assert world.client.post(PROVE, data={"code": "123456"}).location == CHOOSE
    assert not is_in(world.client)


def test_it_waits_half_an_hour_and_can_then_be_opened_again(world: HandoutWorld) -> None:
    staff = world.account(Role.HANDER_OUT)
    token = invitation(world, staff)
    world.client.post(WELCOME, data={"invitation": token})
    world.later(minutes=31)
    assert said(world.client.get(CHOOSE)) == "410 That took too long."
    accept(world, staff, token, world.client)


def test_a_wrong_code_of_the_new_app_keeps_the_same_key_and_uses_nothing_up(world: HandoutWorld) -> None:
    world.client.post(WELCOME, data={"invitation": invitation(world, world.account(Role.HANDER_OUT))})
    world.client.post(CHOOSE, data={"password": PASSWORD})
    shown = world.client.get(PROVE).text
    again = world.client.post(PROVE, data={"code": "000000"})
    assert said(again).startswith("422 This code is not right.")
    key = shown.split('class="app-key">')[1].split("<")[0]
    assert key in again.text
    assert events(world) == []


def test_opening_somebodys_invitation_signs_out_whoever_used_this_browser(world: HandoutWorld) -> None:
    coordinator = enrol(world, Role.COORDINATOR, browser=world.client)
    newcomer = world.account(Role.HANDER_OUT, name="Noor")
    world.client.post(WELCOME, data={"invitation": invitation(world, newcomer)})
    assert not is_in(world.client)
    assert "Welcome, Noor" in world.client.get(WELCOME).text
    assert coordinator.sign_in(world.client).location == HOME
    assert said(world.client.get(CHOOSE)) == "410 That took too long."


def test_the_page_speaks_the_language_of_the_account_until_another_is_chosen(world: HandoutWorld) -> None:
    staff = world.account(Role.HANDER_OUT, language="en")
    world.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "nl"
    world.client.post(WELCOME, data={"invitation": invitation(world, staff)})
    assert '<html lang="en"' in world.client.get(WELCOME).text
    assert world.client.post("/handout/language", data={"language": "nl", "back": WELCOME}).location == WELCOME
    assert '<html lang="nl"' in world.client.get(WELCOME).text


def test_recovery_codes_are_shown_until_they_are_kept_and_to_their_owner_alone(world: HandoutWorld) -> None:
    staff = world.account(Role.HANDER_OUT)
    colleague = accept(world, staff, invitation(world, staff), world.client)
    assert not any(code in world.client.get(CODES, follow_redirects=True).text for code in colleague.codes)
