"""What has ended is forgotten, and nothing else."""

from __future__ import annotations

import time

from intake.relay.handout.housekeeping import keep_house, keep_house_daily
from intake.relay.handout.roles import Role
from tests.relay.handout.colleague import enrol, events, invitation, is_in
from tests.relay.handout.world import HandoutWorld


def counted(world: HandoutWorld) -> dict[str, int]:
    with world.handout.engine.begin() as connection:
        return {
            name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()
            for name in ("session", "invitation", "staff", "recovery_code")
        }


def test_ended_sessions_and_invitations_go_and_all_else_stays(world: HandoutWorld) -> None:
    enrol(world)
    invitation(world, world.account(Role.HANDER_OUT), days=1)
    world.later(days=1)
    invitation(world, world.account(Role.HANDER_OUT), days=1)
    enrol(world, browser=world.client)
    said = events(world)
    assert counted(world) == {"session": 2, "invitation": 2, "staff": 4, "recovery_code": 20}
    keep_house(world.handout, world.now)
    assert counted(world) == {"session": 1, "invitation": 1, "staff": 4, "recovery_code": 20}
    assert is_in(world.client)
    assert events(world) == said


def test_it_happens_at_once_when_the_pages_are_served(world: HandoutWorld) -> None:
    enrol(world)
    world.later(days=1)
    stop = keep_house_daily(world.handout, lambda: world.now)
    deadline = time.monotonic() + 20
    while counted(world)["session"] and time.monotonic() < deadline:
        time.sleep(0.02)
    stop.set()
    assert counted(world)["session"] == 0
