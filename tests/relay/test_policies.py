"""Headers, origins and answers, over every route there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Response
from werkzeug.test import TestResponse

from intake.relay.app import create_app
from intake.relay.headers import HEADERS, KIOSK_HEADERS, POLICY
from intake.relay.problems import Problem
from tests.relay.world import ORIGIN, World, outcome

FILLED = {"inbox": "ggd-demo", "lang": "nl", "language": "nl"}


def every_answer(world: World) -> Iterator[tuple[str, str, TestResponse]]:
    """Each route with each of its methods, and then addresses that lead nowhere."""
    for rule in world.app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: FILLED.get(part[1], "x"), rule.rule)
        for method in sorted((rule.methods or set()) | {"PUT"}):
            yield method, path, world.client.open(path, method=method)
    for path in ("/nowhere", "/api/nowhere", "/api/", "/../x", "/api/inboxes//open"):
        yield "GET", path, world.client.get(path)


def test_every_answer_carries_every_header_and_no_cookie(world: World) -> None:
    for method, path, answer in every_answer(world):
        carried = {name: answer.headers.get(name) for name in HEADERS}
        assert carried == (KIOSK_HEADERS if path == "/kiosk/" else HEADERS), (method, path)
        assert "Set-Cookie" not in answer.headers
        assert not [name for name in answer.headers.keys() if name.startswith("Access-Control")]  # noqa: SIM118
        assert answer.headers["Cache-Control"] == "no-store" or "immutable" in answer.headers["Cache-Control"]


def test_under_api_every_refusal_is_json_in_fixed_words(world: World) -> None:
    words = {problem.value[1] for problem in Problem}
    for method, path, answer in every_answer(world):
        if path.startswith("/api/") and answer.status_code >= 400 and method != "HEAD":
            told = answer.get_json()
            assert told.keys() == {"error", "message", "hint"}
            assert told["error"] in words


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert POLICY.startswith("default-src 'none'; ")
    assert set(re.findall(r"'([a-z-]+)'", POLICY)) == {"none", "self", "script"}


def test_the_tablets_page_alone_may_fill_the_screen_keep_it_on_and_have_a_manifest() -> None:
    differs = {name for name in HEADERS if HEADERS[name] != KIOSK_HEADERS[name]}
    assert differs == {"Content-Security-Policy", "Permissions-Policy"}
    policy, features = KIOSK_HEADERS["Content-Security-Policy"], KIOSK_HEADERS["Permissions-Policy"]
    assert policy.replace("manifest-src 'self'", "manifest-src 'none'") == POLICY
    assert features.count("=(self)") == 2
    assert "fullscreen=(self)" in features
    assert "screen-wake-lock=(self)" in features


def test_https_alone_is_asked_for_in_production_only(world: World) -> None:
    for environment, asked in (("production", True), ("demo", False), ("test", False)):
        client = create_app(world.relay, environment=environment).test_client()
        assert ("Strict-Transport-Security" in client.get("/healthz").headers) is asked


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://formulier.example.nl"},
        {"Origin": ORIGIN + ".evil.example"},
        {"Origin": ORIGIN, "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_website_can_post_nothing(world: World, headers: dict[str, str]) -> None:
    token = world.link()
    assert outcome(world.client.post("/api/links/open", json={"token": token}, headers=headers)) == (
        403,
        "foreign-origin",
    )
    assert outcome(world.send(world.ggd.seal(), f"Link {token}", **headers)) == (403, "foreign-origin")


def test_the_forms_own_pages_can(world: World) -> None:
    own = {"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}
    assert world.send(world.ggd.seal(), f"Link {world.link()}", **own).status_code == 201


def test_a_wrong_method_says_which_are_right(world: World) -> None:
    answer = world.client.get("/api/envelopes")
    assert outcome(answer) == (405, "wrong-method")
    assert answer.headers["Allow"] == "POST"


def test_health_is_told_without_detail(world: World) -> None:
    answer = world.client.get("/healthz")
    assert (answer.status_code, answer.data) == (200, b'{"status":"ok"}')


def test_a_mistake_of_the_server_is_told_without_detail(world: World) -> None:
    def mistake() -> Response:
        raise RuntimeError("a secret")

    app = create_app(world.relay, environment="test")
    app.add_url_rule("/api/mistake", view_func=mistake)
    answer = app.test_client().get("/api/mistake")
    assert outcome(answer) == (500, "internal")
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert b"secret" not in answer.data


def test_a_failing_database_is_told_without_detail(world: World) -> None:
    with world.relay.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE link")
    answer = world.open("0000000000000000")
    assert outcome(answer) == (503, "try-again")


def test_each_refusal_is_the_same_bytes_every_time() -> None:
    for problem in Problem:
        assert problem.response().data == problem.response().data


def test_a_questionnaire_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    world = World(tmp_path)
    inbox = world.config.inboxes[0]
    missing = type(inbox)(inbox.id, inbox.identity, "ggd10", "99")
    with pytest.raises(Exception, match="no version 99 of the questionnaire ggd10"):
        world.restarted(inboxes=(missing,))
