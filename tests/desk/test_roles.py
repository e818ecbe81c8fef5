"""The commands know the roles that the pages know: a manager sees no case by either."""

from __future__ import annotations

from sqlalchemy import insert

from intake.config import load, section
from intake.desk.tables import people
from intake.desk.unlock import open_desk
from tests.desk.commands import Home
from tests.desk.world import PASSPHRASE


def appointed(home: Home, name: str, role: str) -> None:
    desk_section = section(load(home.folder / "config.toml").desk, "desk")
    with open_desk(desk_section, PASSPHRASE) as desk, desk.writing() as connection:
        connection.execute(insert(people), {"name": name, "role": role, "since": "2026-11-23"})


COMMANDS = [("queue",), ("show", "1"), ("import", "post", "--receipt", "back"), ("find",), ("green",), ("facts", "1")]
COMMANDS += [("appointment", "1"), ("interpreter", "1"), ("referral", "1"), ("merge", "1", "2"), ("meldcode", "1")]
COMMANDS += [("away", "cases", "1")]


def test_a_manager_is_refused_by_command_too(home: Home) -> None:
    appointed(home, "anna", "manager")
    for command in COMMANDS:
        assert "this is not for your role" in home.refused("desk", *command)


def test_the_trail_is_searched_by_a_coordinator_only(home: Home) -> None:
    appointed(home, "anna", "nurse")
    assert "this is for a coordinator" in home.refused("desk", "audit", "list")
    assert home.run("desk", "audit", "verify").status == 0


def test_who_has_a_slot_and_no_role_may_nothing(home: Home) -> None:
    appointed(home, "somebody", "coordinator")
    assert "you have a slot here, and no role" in home.refused("desk", "queue")


def test_at_a_desk_where_nobody_has_a_role_yet_its_maker_may_begin(home: Home) -> None:
    assert home.run("desk", "queue").status == 0
