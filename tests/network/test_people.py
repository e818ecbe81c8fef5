"""People of a network book: who opens it, in which role, and what they may not."""

from __future__ import annotations

import re

import pytest

from intake.locked import LockedFileError
from intake.network.errors import NetworkError
from intake.network.people import Role
from intake.network.staff import add_person, change_passphrase, change_role, remove_person, staff
from tests.desk.commands import Home
from tests.network.world import COORDINATOR, HELPER, OTHER_PASSPHRASE, PASSPHRASE, World


@pytest.fixture
def two(world: World) -> World:
    """The coordinator has a helper."""
    with world.network() as network:
        add_person(network, PASSPHRASE, name=HELPER, new_passphrase=OTHER_PASSPHRASE, role=Role.HELPER)
    return world


def test_a_helper_opens_the_book_and_gives_nobody_a_role(two: World) -> None:
    with two.network(HELPER, OTHER_PASSPHRASE) as network:
        assert network.role() is Role.HELPER
        with pytest.raises(NetworkError, match="for a coordinator"):
            add_person(network, OTHER_PASSPHRASE, name="Third", new_passphrase=PASSPHRASE, role=Role.COORDINATOR)
        with pytest.raises(NetworkError, match="for a coordinator"):
            change_role(network, name=HELPER, role=Role.COORDINATOR)
        with pytest.raises(NetworkError, match="for a coordinator"):
            remove_person(network, OTHER_PASSPHRASE, name=COORDINATOR)
        assert [(each.name, each.role) for each in staff(network)] == [(COORDINATOR, "coordinator"), (HELPER, "helper")]


def test_who_was_taken_out_opens_nothing_and_stays_in_the_list(two: World) -> None:
    with two.network() as network:
        remove_person(network, PASSPHRASE, name=HELPER)
        assert [(each.name, each.until) for each in staff(network)] == [(COORDINATOR, None), (HELPER, "2026-11-24")]
    with pytest.raises(LockedFileError), two.network(HELPER, OTHER_PASSPHRASE):
        pass


def test_one_coordinator_always_stays(two: World) -> None:
    with two.network() as network:
        with pytest.raises(NetworkError, match="no other coordinator"):
            change_role(network, name=COORDINATOR, role=Role.HELPER)
        change_role(network, name=HELPER, role=Role.COORDINATOR)
        change_role(network, name=COORDINATOR, role=Role.HELPER)
        assert network.role() is Role.HELPER


def test_a_changed_passphrase_opens_the_book_and_the_old_one_does_not(two: World) -> None:
    with two.network(HELPER, OTHER_PASSPHRASE) as network:
        change_passphrase(network, OTHER_PASSPHRASE, "eleven quiet boats on the canal")
    with pytest.raises(LockedFileError), two.network(HELPER, OTHER_PASSPHRASE):
        pass
    with two.network(HELPER, "eleven quiet boats on the canal") as network:
        assert network.actor == HELPER


def test_by_command_a_book_gets_people_and_its_log_tells_of_each(home: Home) -> None:
    (home.folder / "theirs").write_text(f"{OTHER_PASSPHRASE}\n", "utf-8")
    added = home.run("network", "people", "add", "--role", "helper", "--new-passphrase-file", "theirs", HELPER)
    assert (added.status, added.out) == (0, f"{HELPER} may unlock this book, as helper.\n")
    listed = home.run("network", "people", "list").out.splitlines()
    assert [re.split(r"\s{2,}", line)[:2] for line in listed[1:]] == [[COORDINATOR, "coordinator"], [HELPER, "helper"]]
    assert "kept a copy" in home.run("network", "people", "remove", HELPER).out
    log = home.run("network", "log", "--json").json
    assert [(each["action"], each["what"]) for each in log] == [
        ("removed", "person"), ("added", "person"), ("made", "book"),
    ]  # fmt: skip
    home.passphrase(OTHER_PASSPHRASE)
    refused = home.run("network", "log")
    assert (refused.status, refused.out) == (1, "")


def test_the_passphrase_by_command(home: Home) -> None:
    (home.folder / "new").write_text("eleven quiet boats on the canal\n", "utf-8")
    assert home.run("network", "passphrase", "--new-passphrase-file", "new").status == 0
    assert home.run("network", "log").status == 1
    home.passphrase("eleven quiet boats on the canal")
    assert home.run("network", "log").status == 0
