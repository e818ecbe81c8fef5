"""No page of staff is heavy: with its style, its scripts and its drawings at most 60 kB, as brotli."""

from __future__ import annotations

import re

import brotli  # type: ignore[import-untyped]
import pytest

from intake.relay.handout.log import Event, write
from intake.relay.handout.rights import RIGHTS
from intake.relay.handout.roles import Role
from intake.relay.links.handout import hand_out_links
from intake.relay.links.register import Kind
from tests.relay.handout.test_rights import ask, rules
from tests.relay.handout.world import SCHOOL, HandoutWorld

LARGEST = 60_000
LOADED = re.compile(r'<(?:script|link|img)[^>]*(?:src|href)="(/[^"]+)"')


def fill(world: HandoutWorld) -> None:
    """A full log, and more colleagues and tablets than an organisation has."""
    for number in range(60):
        world.account(Role.HANDER_OUT, name=f"Colleague-{number}")
    hand_out_links(world.handout.links, SCHOOL, Kind.KIOSK, now=world.now, count=60)
    with world.handout.engine.begin() as connection:
        for _ in range(250):
            write(connection, Event.SIGNED_IN, world.now, organisation=SCHOOL)


@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role or "nobody")
def test_every_page_is_light(world: HandoutWorld, role: Role | None) -> None:
    fill(world)
    weights: dict[str, int] = {}
    for rule, method in rules(world.app):
        if method != "GET" or role not in RIGHTS[rule.endpoint]:
            continue
        client = world.browser()
        if role is not None:
            world.sign_in(role, client=client)
        answer = ask(world, client, rule, method)
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        parts = [answer.data, *(client.get(path).data for path in sorted(set(LOADED.findall(answer.text))))]
        weights[rule.rule] = sum(len(brotli.compress(part)) for part in parts)
    assert weights
    assert {path: weight for path, weight in weights.items() if weight > LARGEST} == {}
