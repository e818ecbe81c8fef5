"""Codes of an authenticator app, against the RFC's own numbers and another clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest

from intake.relay.handout.totp import Secret, code_at, fitting, in_groups, new_secret, picture
from tests.relay.handout.colleague import CODE, HOME, enrol, said
from tests.relay.handout.world import HandoutWorld

RFC = Secret(b"12345678901234567890")
NOW = datetime(2026, 11, 23, 10, 0, 15, tzinfo=UTC)
USED = "422 This code was used already. Wait until your app shows the next one."


@pytest.mark.parametrize(
    ("moment", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037"), (20000000000, "353130")],
)
def test_the_codes_are_those_of_rfc_6238_appendix_b(moment: int, code: str) -> None:
    at = datetime.fromtimestamp(moment, UTC)
    assert code_at(RFC, at) == code
    assert fitting(RFC, code, at) == moment // 30


@pytest.mark.parametrize(("steps", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_telephones_clock_may_be_one_step_off(steps: int, right: bool) -> None:
    shown = code_at(RFC, NOW + timedelta(seconds=30 * steps))
    assert (fitting(RFC, shown, NOW) is not None) == right


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "١٢٣٤٥٦", "12345a", "-12345", "+12345", "123456\0", "½23456"]
)
def test_what_is_no_code_fits_nothing(typed: str) -> None:
    assert fitting(RFC, typed, NOW) is None


def test_a_code_may_be_typed_in_two_halves() -> None:
    code = code_at(RFC, NOW)
    assert fitting(RFC, f" {code[:3]} {code[3:]} ", NOW) is not None


def test_the_picture_and_the_groups_say_the_same_key() -> None:
    secret = new_secret()
    assert len(secret) == 20
    assert len(in_groups(secret).split(" ")) == 8
    assert unquote(picture(secret, "sanne@example.nl")).startswith("data:image/svg+xml")


class TestAtTheDoor:
    def test_a_code_works_once(self, world: HandoutWorld) -> None:
        colleague = enrol(world)
        assert colleague.sign_in(world.client).location == HOME
        again = world.browser()
        colleague.first_step(again)
        assert said(again.post(CODE, data={"code": colleague.app_code()})) == USED

    def test_the_code_that_proved_the_app_is_used_too(self, world: HandoutWorld) -> None:
        colleague = enrol(world)
        colleague.first_step(world.client)
        assert said(world.client.post(CODE, data={"code": colleague.app_code()})) == USED

    def test_an_older_code_than_the_last_is_not_taken_either(self, world: HandoutWorld) -> None:
        colleague = enrol(world)
        world.later(seconds=90)
        before = colleague.app_code(seconds=-30)
        colleague.first_step(world.client)
        assert world.client.post(CODE, data={"code": colleague.app_code()}).location == HOME
        again = world.browser()
        colleague.first_step(again)
        assert said(again.post(CODE, data={"code": before})) == USED

    @pytest.mark.parametrize(("seconds", "status"), [(-60, 422), (-30, 303), (30, 303), (60, 422)])
    def test_one_step_of_skew_gets_in_and_two_do_not(self, world: HandoutWorld, seconds: int, status: int) -> None:
        colleague = enrol(world)
        world.later(minutes=5)
        colleague.first_step(world.client)
        answer = world.client.post(CODE, data={"code": colleague.app_code(seconds=seconds)})
        assert answer.status_code == status
        if status == 422:
            assert said(answer).startswith("422 This code is not right.")
