"""Passwords: how they are kept, and which are refused."""

from __future__ import annotations

import unicodedata

import pytest

from intake.relay.handout.passwords import CHEAPEST, COST, Passwords
from intake.relay.handout.roles import Role
from tests.relay.handout.colleague import CHOOSE, PASSWORD, PROVE, SIGN_IN, WELCOME, enrol, invitation, said
from tests.relay.handout.world import HandoutWorld

SHORT = "422 This password is too short. Use at least 12 characters."
WEAK = (
    "422 This password would soon be guessed. Use some more words; your own name and your organisation's do not count."
)


def test_a_password_costs_what_owasp_asks_for_and_more() -> None:
    kept = Passwords().lock(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=2,p=1$")
    assert COST[1] > 19 * 2**20


def test_it_is_kept_with_a_salt_and_found_again() -> None:
    passwords = Passwords(CHEAPEST)
    one, two = passwords.lock(PASSWORD), passwords.lock(PASSWORD)
    assert one != two
    assert passwords.fits(one, PASSWORD)
    assert not passwords.fits(one, PASSWORD + " ")
    assert PASSWORD not in one


def test_the_same_letters_from_another_keyboard_are_the_same_password() -> None:
    passwords = Passwords(CHEAPEST)
    kept = passwords.lock(unicodedata.normalize("NFD", "Fryslân coöperatie één"))
    assert passwords.fits(kept, unicodedata.normalize("NFC", "Fryslân coöperatie één"))


@pytest.mark.parametrize("password", ["", "x" * 5000, "\0\0", "ወደ ቤት", "\ud83d"])
def test_where_none_is_kept_nothing_fits(password: str) -> None:
    assert not Passwords(CHEAPEST).fits(None, password)


@pytest.fixture
def invited(world: HandoutWorld) -> HandoutWorld:
    """``client`` has opened the invitation of Sanne Bakker of the Taalschool."""
    staff = world.account(Role.HANDER_OUT, name="Sanne")
    world.client.post(WELCOME, data={"invitation": invitation(world, staff)})
    return world


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("", SHORT),
        ("elf-tekens!", SHORT),
        ("aaaaaaaaaaaaaaaa", WEAK),
        ("password1234", WEAK),
        ("Wachtwoord2026!", WEAK),
        ("Welkom012026", WEAK),
        ("Sanne Taalschool 12", WEAK),
        ("taalschool-example.nl", WEAK),
    ],
)
def test_a_weak_one_is_refused_and_not_shown_again(invited: HandoutWorld, password: str, told: str) -> None:
    answer = invited.client.post(CHOOSE, data={"password": password})
    assert said(answer) == told
    assert not password or password not in answer.text


@pytest.mark.parametrize(
    "password", [PASSWORD, "x9!kQ2#mZ7&p", "ሰላም ለዓለም ሁሉ ይሁን", "correct horse battery staple", "лодка под старым мостом"]
)
def test_a_good_one_needs_no_digit_and_no_sign(invited: HandoutWorld, password: str) -> None:
    assert invited.client.post(CHOOSE, data={"password": password}).location == PROVE


def test_the_fields_tell_a_keeper_of_passwords_what_they_are(invited: HandoutWorld) -> None:
    assert 'autocomplete="new-password"' in invited.client.get(CHOOSE).text
    assert 'autocomplete="one-time-code"' in enrol_page(invited)
    page = invited.browser().get(SIGN_IN).text
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def enrol_page(world: HandoutWorld) -> str:
    world.client.post(CHOOSE, data={"password": PASSWORD})
    return world.client.get(PROVE).text


def test_the_database_holds_no_password_code_or_token(world: HandoutWorld) -> None:
    colleague = enrol(world)
    with world.handout.engine.begin() as connection:
        names = [row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = repr([connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in names])
    assert colleague.staff.name in kept
    for secret in (colleague.password, colleague.codes[0], colleague.codes[0].replace("-", "")):
        assert secret not in kept
