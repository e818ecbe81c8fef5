"""Who gets in: sessions, and requests from elsewhere."""

from __future__ import annotations

import pytest

from intake.relay.handout.roles import Role
from intake.relay.handout.sessions import end_sessions
from tests.relay.handout.world import HANDOUT, HandoutWorld

OUT = "/handout/sign-out"


def test_whoever_has_not_signed_in_is_led_to_sign_in(world: HandoutWorld) -> None:
    answer = world.client.get("/handout/")
    assert (answer.status_code, answer.location) == (303, "/handout/sign-in")


def test_a_session_shows_the_start_page_in_the_organisations_name(world: HandoutWorld) -> None:
    world.sign_in(Role.HANDER_OUT)
    assert "Taalschool" in world.client.get("/handout/").text


def test_a_session_ends_when_it_is_not_used_and_after_a_days_work(world: HandoutWorld) -> None:
    world.sign_in(Role.HANDER_OUT)
    for _ in range(17):
        world.later(minutes=30)
        assert world.client.get("/handout/").status_code == 200
    world.later(minutes=30)
    assert world.client.get("/handout/").status_code == 303
    world.sign_in(Role.HANDER_OUT)
    world.later(minutes=31)
    assert world.client.get("/handout/").status_code == 303


def test_sessions_end_by_signing_out_and_everywhere_at_once(world: HandoutWorld) -> None:
    staff = world.sign_in(Role.COORDINATOR)
    other = world.browser()
    world.let_in(staff, client=other)
    assert world.client.post(OUT).status_code == 303
    assert [each.get("/handout/").status_code for each in (world.client, other)] == [303, 200]
    with world.handout.engine.begin() as connection:
        end_sessions(connection, staff.id)
    assert other.get("/handout/").status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": HANDOUT, "Sec-Fetch-Site": "same-site"},
        {"Origin": HANDOUT, "Sec-Fetch-Site": "none"},
        {"Origin": "https://formulier.example.nl"},
        {},
    ],
)
def test_what_changes_something_must_come_from_these_pages(world: HandoutWorld, headers: dict[str, str]) -> None:
    world.sign_in(Role.HANDER_OUT)
    for name in ("HTTP_ORIGIN", "HTTP_SEC_FETCH_SITE"):
        del world.client.environ_base[name]
    assert world.client.post(OUT, headers=headers).status_code == 403
    assert world.client.get("/handout/").status_code == 200


def test_an_old_browser_that_names_only_its_origin_is_let_in(world: HandoutWorld) -> None:
    world.sign_in(Role.HANDER_OUT)
    del world.client.environ_base["HTTP_SEC_FETCH_SITE"]
    assert world.client.post(OUT).status_code == 303
