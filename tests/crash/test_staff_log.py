"""The staff's log and the links are two databases: where the power fails between them, no change lacks its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, func, select

from intake.relay.handout.log import Event, read_log
from intake.relay.handout.once import new_name
from intake.relay.handout.roles import Role
from intake.relay.links.handout import hand_out_links
from intake.relay.links.kiosks import kiosk_id, kiosks
from intake.relay.links.organisations import find_organisation
from intake.relay.links.register import Kind
from intake.relay.links.tables import link
from tests.relay.handout.world import SCHOOL, HandoutWorld


class PowerCutError(Exception):
    """The process ends before the links are written for good."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[HandoutWorld]:
    made = HandoutWorld(tmp_path)
    yield made
    made.handout.close()
    made.relay_engine.dispose()


def power_fails(world: HandoutWorld, path: str, **typed: str) -> list[Event]:
    """Send a form, and lose the power when what it changed of links is committed; what the log says afterwards."""
    links, changed = world.handout.links.engine, list[str]()

    def see(*said: Any) -> None:
        changed.extend(["it"] if said[2].startswith(("INSERT", "UPDATE")) else [])

    def cut(_: Connection) -> None:
        if changed:
            changed.clear()
            raise PowerCutError

    event.listen(links, "before_cursor_execute", see)
    event.listen(links, "commit", cut)
    try:
        assert world.client.post(path, data={"once": new_name()} | typed).status_code == 500
    finally:
        event.remove(links, "before_cursor_execute", see)
        event.remove(links, "commit", cut)
    with world.handout.engine.begin() as connection:
        return [entry.event for entry in read_log(connection)]


def test_a_tablet_is_not_ended_without_its_line(world: HandoutWorld) -> None:
    ids: list[str] = []
    hand_out_links(
        world.handout.links, SCHOOL, Kind.KIOSK, now=world.now, told=lambda made: ids.extend(map(kiosk_id, made))
    )
    world.sign_in(Role.COORDINATOR)
    assert power_fails(world, f"/handout/tablets/{ids[0]}/end") == [Event.TABLET_ENDED]
    assert [each.id for each in kiosks(world.handout.links, SCHOOL, world.now.date())] == ids


def test_a_tablet_is_not_started_without_its_line(world: HandoutWorld) -> None:
    world.sign_in(Role.HANDER_OUT)
    assert Event.TABLET_STARTED in power_fails(world, "/handout/tablet/other")
    with world.relay_engine.begin() as connection:
        assert connection.scalar(select(func.count()).select_from(link)) == 0


def test_an_organisation_is_not_added_without_its_line(world: HandoutWorld) -> None:
    world.sign_in(Role.OPERATOR)
    said = {"name": "Taalhuis Oost", "place": "Amsterdam"}
    assert power_fails(world, "/handout/organisations/add", **said) == [Event.ORGANISATION_ADDED]
    with world.relay_engine.begin() as connection:
        assert find_organisation(world.config, connection, "taalhuis-oost") is None
