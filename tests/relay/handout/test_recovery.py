"""Recovery codes: ten, shown once, each of use once."""

from __future__ import annotations

import re

from intake.relay.handout.recovery import SIGNS, codes_left
from tests.relay.handout.colleague import CODES, RECOVERY, Colleague, enrol, events, is_in, said
from tests.relay.handout.world import HandoutWorld

NO_CODE = "422 This is none of your recovery codes, or it was used already. Take another one."
NEW = "/handout/account/codes/new"


def left(world: HandoutWorld, colleague: Colleague) -> int:
    with world.handout.engine.begin() as connection:
        return codes_left(connection, colleague.staff.id)


def test_a_code_gets_in_once_without_the_telephone(world: HandoutWorld) -> None:
    colleague = enrol(world)
    colleague.first_step(world.client)
    assert world.client.post(RECOVERY, data={"code": colleague.codes[3]}).location == "/handout/account"
    assert "You have 9 recovery codes left." in world.client.get("/handout/account").text
    assert events(world)[-2:] == ["recovery-code-used", "signed-in"]
    again = world.browser()
    colleague.first_step(again)
    assert said(again.post(RECOVERY, data={"code": colleague.codes[3]})) == NO_CODE
    assert again.post(RECOVERY, data={"code": colleague.codes[4]}).status_code == 303


def test_it_may_be_typed_as_it_is_read(world: HandoutWorld) -> None:
    colleague = enrol(world)
    colleague.first_step(world.client)
    typed = f"  {colleague.codes[0].upper().replace('-', ' ')} "
    assert world.client.post(RECOVERY, data={"code": typed}).status_code == 303


def test_a_code_without_the_password_opens_nothing(world: HandoutWorld) -> None:
    colleague = enrol(world)
    assert world.client.post(RECOVERY, data={"code": colleague.codes[0]}).status_code == 410
    assert left(world, colleague) == 10


def test_a_colleagues_code_does_not_work_for_another(world: HandoutWorld) -> None:
    one, other = enrol(world), enrol(world)
    one.first_step(world.client)
    assert said(world.client.post(RECOVERY, data={"code": other.codes[0]})) == NO_CODE
    assert (left(world, one), left(world, other)) == (10, 10)


def test_new_ones_end_the_old_and_need_the_password(world: HandoutWorld) -> None:
    colleague = enrol(world, browser=world.client)
    assert said(world.client.post(NEW, data={"old": "not the password"})).startswith("422 This is not your password.")
    assert world.client.post(NEW, data={"old": colleague.password}).location == CODES
    made = re.findall(r"<li>([a-z0-9-]{19})</li>", world.client.get(CODES).text)
    assert (len(made), left(world, colleague), set(made) & set(colleague.codes)) == (10, 10, set())
    assert events(world)[-1] == "recovery-codes-made"
    browser = world.browser()
    colleague.first_step(browser)
    assert said(browser.post(RECOVERY, data={"code": colleague.codes[0]})) == NO_CODE
    assert browser.post(RECOVERY, data={"code": made[0]}).status_code == 303


def test_they_are_shown_until_they_are_kept_and_never_to_somebody_else(world: HandoutWorld) -> None:
    colleague, other = enrol(world, browser=world.client), enrol(world)
    world.client.post(NEW, data={"old": colleague.password})
    assert world.client.get(CODES).text.count("<li>") == world.client.get(CODES).text.count("<li>") >= 10
    world.let_in(other.staff)
    assert world.client.get(CODES).location == "/handout/account"
    world.let_in(colleague.staff)
    assert world.client.get(CODES).status_code == 200
    world.client.post(CODES)
    assert world.client.get(CODES).location == "/handout/account"


def test_they_have_79_bits_in_signs_that_nobody_mistakes(world: HandoutWorld) -> None:
    for code in enrol(world).codes:
        assert re.fullmatch(rf"(?:[{SIGNS}]{{4}}-){{3}}[{SIGNS}]{{4}}", code)
    assert not set("il1o0") & set(SIGNS)


def test_when_few_are_left_the_account_says_so_loudly(world: HandoutWorld) -> None:
    colleague = enrol(world)
    for code in colleague.codes[:8]:
        colleague.first_step(world.client)
        assert world.client.post(RECOVERY, data={"code": code}).status_code == 303
    assert is_in(world.client)
    page = world.client.get("/handout/account").text
    assert re.search(r'notice-error">\s*You have 2 recovery codes left.', page)
