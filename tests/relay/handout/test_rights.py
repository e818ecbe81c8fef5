"""Who may do what: every route, by every method, for every role and for nobody, beside the one table of rights."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import IntegerConverter, Rule
from werkzeug.test import TestResponse

from intake.relay.handout.rights import RIGHTS
from intake.relay.handout.roles import Role
from intake.relay.handout.staff import set_disabled
from tests.relay.handout.world import HandoutWorld

SIGN_IN = "/handout/sign-in"
SAMPLES = {"filename": "handout.css"}
"""Of what stands in an address; whatever is not here is an id that nothing has."""
LEADS_OUT = {"home.sign_out", "account.sign_out_everywhere"}
"""Whoever may do this finds themselves at the page for signing in."""


def rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Each route with each of its methods."""
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods or ()):
            yield rule, method


def ask(world: HandoutWorld, client: FlaskClient, rule: Rule, method: str) -> TestResponse:
    numbers = {name for name, kind in rule._converters.items() if isinstance(kind, IntegerConverter)}
    values = {name: 1 if name in numbers else SAMPLES.get(name, "nothing-has-this") for name in rule.arguments}
    with world.app.test_request_context():
        built = world.app.url_map.bind("").build(rule.endpoint, values, method=method)
    answer = client.open(built, method=method)
    answer.close()
    return answer


def turned_away(answer: TestResponse, endpoint: str) -> bool:
    led = answer.status_code == 303 and answer.location == SIGN_IN and endpoint not in LEADS_OUT
    return answer.status_code == 403 or led


def test_every_endpoint_has_a_row_and_every_row_an_endpoint(world: HandoutWorld) -> None:
    assert {rule.endpoint for rule in world.app.url_map.iter_rules()} == set(RIGHTS)


@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role or "nobody")
def test_every_route_answers_those_in_its_row_and_turns_all_others_away(world: HandoutWorld, role: Role | None) -> None:
    for rule, method in rules(world.app):
        client = world.browser()
        if role is not None:
            world.sign_in(role, client=client)
        answer = ask(world, client, rule, method)
        found = (rule.endpoint, method, answer.status_code)
        if role in RIGHTS[rule.endpoint]:
            assert not turned_away(answer, rule.endpoint), found
            assert answer.status_code < 500, found
        elif role is None:
            assert (answer.status_code, answer.location) == (303, SIGN_IN), found
        else:
            assert answer.status_code == 403, found


def test_a_route_without_a_row_is_refused_to_everybody(world: HandoutWorld) -> None:
    world.app.add_url_rule("/handout/forgotten", "forgotten", lambda: "open")
    for role in (*Role, None):
        client = world.browser()
        if role is not None:
            world.sign_in(role, client=client)
        assert client.get("/handout/forgotten").status_code == 403


def test_whoever_is_disabled_is_nobody(world: HandoutWorld) -> None:
    staff = world.sign_in(Role.COORDINATOR)
    with world.handout.engine.begin() as connection:
        set_disabled(connection, staff.id, disabled=True)
    assert world.client.get("/handout/").location == SIGN_IN
