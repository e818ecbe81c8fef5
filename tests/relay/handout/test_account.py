"""One's own account: who one is, and what one signs in with."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from intake.relay.handout.roles import Role
from intake.relay.handout.tables import staff as table
from intake.relay.handout.totp import code_at
from tests.relay.handout.colleague import ANOTHER, CODE, HOME, SIGN_IN, enrol, events, is_in, said, secret_on
from tests.relay.handout.world import HandoutWorld

ACCOUNT = "/handout/account"
CHANGE, PHONE, NEW_PHONE = f"{ACCOUNT}/password", f"{ACCOUNT}/authenticator", f"{ACCOUNT}/authenticator/new"
NOT_YOURS = "422 This is not your password. Type the one you sign in with."


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.HANDER_OUT, "You hand out forms."),
        (Role.COORDINATOR, "keep the accounts and tablets"),
        (Role.OPERATOR, "You run this relay"),
        (Role.COURIER, "You carry sealed envelopes"),
    ],
)
def test_every_role_sees_who_they_are(world: HandoutWorld, role: Role, words: str) -> None:
    staff = world.sign_in(role)
    page = world.client.get(ACCOUNT).text
    assert words in page
    assert staff.email in page
    assert ("Taalschool" in page) == (staff.organisation is not None)


def test_a_new_password_asks_the_old_and_signs_out_everywhere_else(world: HandoutWorld) -> None:
    colleague = enrol(world, browser=world.client)
    elsewhere = world.browser()
    colleague.sign_in(elsewhere)
    assert said(world.client.post(CHANGE, data={"old": ANOTHER, "password": ANOTHER})) == NOT_YOURS
    assert is_in(elsewhere)
    changed = world.client.post(CHANGE, data={"old": colleague.password, "password": ANOTHER})
    assert changed.location == ACCOUNT
    assert (is_in(world.client), is_in(elsewhere)) == (True, False)
    assert events(world)[-1] == "password-set"
    assert colleague.first_step(elsewhere).status_code == 422
    assert colleague.first_step(elsewhere, password=ANOTHER).location == CODE


def test_a_weak_new_password_changes_nothing(world: HandoutWorld) -> None:
    colleague = enrol(world, browser=world.client)
    refused = world.client.post(CHANGE, data={"old": colleague.password, "password": "Sanne Taalschool 12"})
    assert said(refused).startswith("422 This password would soon be guessed.")
    assert colleague.first_step(world.browser()).location == CODE


def test_a_new_telephone_takes_the_place_of_the_old_once_it_is_proved(world: HandoutWorld) -> None:
    colleague = enrol(world, browser=world.client)
    assert said(world.client.post(PHONE, data={"old": ANOTHER})) == NOT_YOURS
    assert world.client.post(PHONE, data={"old": colleague.password}).location == NEW_PHONE
    secret = secret_on(world.client.get(NEW_PHONE))
    assert secret != colleague.secret
    assert said(world.client.post(NEW_PHONE, data={"code": "918273"})).startswith("422 This code is not right.")
    still = world.browser()
    assert colleague.sign_in(still).location == HOME
    assert world.client.post(NEW_PHONE, data={"code": code_at(secret, world.now)}).location == ACCOUNT
    assert events(world)[-1] == "authenticator-set"
    world.later(seconds=30)
    colleague.first_step(still)
    assert still.post(CODE, data={"code": colleague.app_code()}).status_code == 422
    assert still.post(CODE, data={"code": code_at(secret, world.now)}).location == HOME


def test_a_new_telephone_is_somebodys_own(world: HandoutWorld) -> None:
    one, other = enrol(world, browser=world.client), enrol(world)
    world.client.post(PHONE, data={"old": one.password})
    world.let_in(other.staff)
    assert said(world.client.get(NEW_PHONE)) == "410 That took too long."


def test_sign_out_everywhere_means_here_too(world: HandoutWorld) -> None:
    colleague = enrol(world, browser=world.client)
    elsewhere = world.browser()
    colleague.sign_in(elsewhere)
    assert world.client.post(f"{ACCOUNT}/sign-out-everywhere").location == SIGN_IN
    assert (is_in(world.client), is_in(elsewhere)) == (False, False)
    assert events(world)[-1] == "signed-out-everywhere"


def test_guessing_ones_password_at_an_unlocked_computer_is_slowed(world: HandoutWorld) -> None:
    colleague = enrol(world, browser=world.client)
    statuses = [world.client.post(PHONE, data={"old": ANOTHER}).status_code for _ in range(5)]
    assert statuses == [422, 422, 422, 429, 429]
    assert colleague.sign_in(world.browser()).location == HOME


def test_whoever_comes_by_single_sign_on_only_sees_who_they_are(world: HandoutWorld) -> None:
    staff = world.sign_in(Role.HANDER_OUT)
    with world.handout.engine.begin() as connection:
        connection.execute(update(table).where(table.c.id == staff.id).values(single_sign_on="tenant/person"))
    page = world.client.get(ACCOUNT).text
    assert "You sign in through your organisation." in page
    assert "password" not in page.lower()
    assert "passkey" not in page.lower()


@pytest.mark.parametrize("path", [CHANGE, PHONE, f"{ACCOUNT}/codes/new"])
def test_without_a_password_there_is_none_to_change(world: HandoutWorld, path: str) -> None:
    world.sign_in(Role.HANDER_OUT)
    assert said(world.client.get(path)) == "409 You sign in without a password."
    answer = world.client.post(path, data={"old": "", "password": ANOTHER})
    assert said(answer) == "409 You sign in without a password."
