"""`intake staff`, as whoever holds the relay's passphrase types it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from intake.locked import unlock
from intake.relay.clock import utc_now
from intake.relay.handout.instance import OpenHandout, open_handout
from intake.relay.handout.invitations import find_invited
from intake.relay.handout.log import read_log
from tests.relay.served import COMMAND, Served
from tests.relay.world import PASSPHRASE

SECTION = '\n[relay.handout]\norigin = "https://uitdelen.example.nl"\n'
LINK = "https://uitdelen.example.nl/handout/welcome/#"
NAME, EMAIL = "Sanne Bakker", "sanne.bakker@taalschool.example"


class Server:
    """A relay with the handout's section in its configuration."""

    def __init__(self, folder: Path) -> None:
        self.served = Served(folder)
        with self.served.config_file.open("a") as file:
            file.write(SECTION)

    def staff(self, *arguments: str, typed: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
        """The command in a process of its own, with what is typed on its standard input."""
        command = [*COMMAND, "staff", *arguments, "--config", str(self.served.config_file)]
        return subprocess.run(command, input="".join(f"{line}\n" for line in typed), capture_output=True, text=True)

    def add(self, *arguments: str, name: str = NAME, email: str = EMAIL) -> str:
        """The link of the invitation."""
        done = self.staff("add", *arguments, typed=(name, email))
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def accounts(self, *arguments: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.staff("list", "--json", *arguments).stdout)
        return found

    def opened(self) -> OpenHandout:
        return open_handout(self.served.config, unlock(self.served.config.data / "relay.locked", PASSPHRASE))

    def name_of(self, link: str) -> str | None:
        """Whose invitation the link is, if it works."""
        handout = self.opened()
        with handout.engine.begin() as connection:
            found = find_invited(connection, link.removeprefix(LINK), utc_now())
        handout.close()
        return None if found is None else found.name

    def events(self) -> list[tuple[str, str | None]]:
        handout = self.opened()
        with handout.engine.begin() as connection:
            found = [(entry.event.value, entry.actor) for entry in reversed(read_log(connection))]
        handout.close()
        return found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    """One for all: the tests below follow one another in a story."""
    return Server(tmp_path_factory.mktemp("staff"))


def test_an_account_is_added_invited_disabled_and_enabled(server: Server) -> None:
    link = server.add("--role", "coordinator", "--organisation", "school")
    assert link.startswith(LINK)
    assert server.name_of(link) == NAME
    (account,) = server.accounts()
    assert (account["role"], account["organisation"], account["email"]) == ("coordinator", "school", EMAIL)
    assert account["disabled"] is False

    newer = server.staff("invite", account["id"])
    assert "Works once, until " in newer.stderr
    assert (server.name_of(link), server.name_of(newer.stdout.strip())) == (None, NAME)

    assert server.staff("disable", account["id"]).stdout == f"{account['id']}  disabled\n"
    assert server.name_of(newer.stdout.strip()) is None
    assert server.accounts("--organisation", "school")[0]["disabled"] is True
    refused = server.staff("invite", account["id"])
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "error: this account is disabled\nhint: " in refused.stderr
    assert server.staff("enable", account["id"]).returncode == 0
    expected = ["account-added", "invited", "invited", "account-disabled", "account-enabled"]
    assert server.events() == [(event, None) for event in expected]


def test_the_list_is_for_people_too(server: Server) -> None:
    server.add("--role", "courier", "--inbox", "ggd-demo", name="Coen", email="coen@ggd.example")
    lines = server.staff("list").stdout.splitlines()
    assert any("courier" in line and "ggd-demo" in line and line.endswith("coen@ggd.example") for line in lines)


@pytest.mark.parametrize(
    ("arguments", "typed", "told"),
    [
        (("--role", "coordinator"), (NAME, "a@b.example"), "error: this role goes with another place"),
        (("--role", "operator", "--inbox", "ggd-demo"), (NAME, "a@b.example"), "error: this role goes with another"),
        (("--role", "hander-out", "--organisation", "nobody"), (), "error: the relay knows no such organisation"),
        (("--role", "courier", "--inbox", "nobody"), (), "error: the relay knows no such inbox"),
        (("--role", "operator"), (NAME, "no address"), "error: this is no e-mail address"),
        (("--role", "operator"), (" ", "\x07", "a@b.example"), "error: this is no name"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    server: Server, arguments: Sequence[str], typed: Sequence[str], told: str
) -> None:
    refused = server.staff("add", *arguments, typed=typed)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert told in refused.stderr
    assert not any(line in refused.stderr for line in typed if len(line) > 1)


def test_an_address_has_one_account_and_the_refusal_does_not_repeat_it(server: Server) -> None:
    server.add("--role", "operator", name="Olga", email="olga@relay.example")
    refused = server.staff("add", "--role", "operator", typed=("Olga", "OLGA@relay.example"))
    assert refused.returncode == 1
    assert "error: this e-mail address has an account already" in refused.stderr
    assert "relay.example" not in refused.stderr.lower()


@pytest.mark.parametrize("wrong", [("disable", "nobody"), ("enable", "nobody"), ("invite", "nobody")])
def test_an_unknown_id_is_refused(server: Server, wrong: tuple[str, str]) -> None:
    refused = server.staff(*wrong)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "error: there is no such account" in refused.stderr


def test_no_name_and_no_address_fits_on_the_command_line(server: Server) -> None:
    for option in ("--name", "--email"):
        assert server.staff("add", "--role", "operator", option, NAME).returncode == 2
    assert server.staff("add", "--role", "director").returncode == 2


def test_a_relay_without_such_pages_says_what_to_add(tmp_path: Path) -> None:
    lacking = Served(tmp_path)
    command = [*COMMAND, "staff", "list", "--config", str(lacking.config_file)]
    refused = subprocess.run(command, capture_output=True, text=True)
    assert refused.returncode == 1
    assert "[relay.handout]" in refused.stderr
