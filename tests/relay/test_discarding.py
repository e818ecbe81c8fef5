"""What nobody ever collected goes only where an operator says so, by name, and long after it came."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from intake.envelope.format import digest
from intake.relay.clock import iso_week
from intake.relay.database import FILE
from intake.relay.errors import RelayError
from intake.relay.housekeeping import keep_house
from intake.relay.mailbox.discarding import discard, discardable
from intake.relay.mailbox.kept import stored_by_week
from intake.relay.mailbox.writer import NewEnvelope, write
from intake.relay.tables import tombstone
from tests.relay.pages import decrypted_pages
from tests.relay.served import Served
from tests.relay.world import INBOX, OPEN_INBOX, World

W48, W49, W50 = "2026-W48", "2026-W49", "2026-W50"


def held(world: World, inbox: str = INBOX) -> dict[str, int]:
    with world.relay.engine.begin() as connection:
        return dict(stored_by_week(connection, inbox))


@pytest.fixture
def weeks(world: World) -> dict[str, list[bytes]]:
    """Three envelopes in one week, two in the next; and then 13 weeks after the latter."""
    first = world.stored(3)
    world.later(days=7)
    second = world.stored(2)
    world.later(days=91)
    return {W48: first, W49: second}


def test_only_the_weeks_before_the_named_one_are_deleted(world: World, weeks: dict[str, list[bytes]]) -> None:
    assert discardable(world.relay, INBOX, W49, world.today) == {W48: 3}
    assert discard(world.relay, INBOX, W49, world.today) == 3
    assert held(world) == {W49: 2}
    assert discard(world.relay, INBOX, W49, world.today) == 0


def test_a_late_retry_of_what_was_deleted_hears_that_it_is_stored(world: World, weeks: dict[str, list[bytes]]) -> None:
    discard(world.relay, INBOX, W49, world.today)
    answers = [world.send(each, f"Link {world.link()}") for each in weeks[W48]]
    assert [(answer.status_code, answer.data) for answer in answers] == [(200, b'{"status":"stored"}')] * 3
    assert held(world) == {W49: 2}


@pytest.mark.files
def test_of_what_was_deleted_no_byte_is_left_in_the_files(world: World, weeks: dict[str, list[bytes]]) -> None:
    keep_house(world.relay, world.today)
    file = world.config.data / FILE
    before = file.stat().st_size
    discard(world.relay, INBOX, W49, world.today)
    content = b"".join(decrypted_pages(file, world.key))
    assert [each[300:400] in content for each in weeks[W48]] == [False] * 3
    assert [each[300:400] in content for each in weeks[W49]] == [True] * 2
    assert (Path(f"{file}-wal").stat().st_size, file.stat().st_size < before) == (0, True)


@pytest.mark.parametrize("kept", [True, False])
def test_it_does_not_matter_whether_house_was_kept_since(
    world: World, weeks: dict[str, list[bytes]], kept: bool
) -> None:
    if kept:
        keep_house(world.relay, world.today)
    assert discard(world.relay, INBOX, W49, world.today) == 3
    assert held(world) == {W49: 2}


def test_what_the_desk_has_is_left_to_its_hold(world: World, weeks: dict[str, list[bytes]]) -> None:
    world.acknowledge([digest(each) for each in weeks[W48][:2]])
    assert discardable(world.relay, INBOX, W49, world.today) == {W48: 1}
    assert discard(world.relay, INBOX, W49, world.today) == 1
    assert held(world) == {W48: 2, W49: 2}


def test_other_inboxes_are_left_alone(world: World, weeks: dict[str, list[bytes]]) -> None:
    assert discard(world.relay, OPEN_INBOX, W49, world.today) == 0
    assert held(world) == {W48: 3, W49: 2}


def test_a_week_is_safe_until_thirteen_weeks_after_it(world: World, weeks: dict[str, list[bytes]]) -> None:
    """On the day on which the second week may be named, it is not yet deleted; a week later it may be."""
    with pytest.raises(RelayError, match="2026-W50 is not long enough ago") as refused:
        discard(world.relay, INBOX, W50, world.today)
    assert f"before {W49}" in refused.value.hint
    assert held(world) == {W48: 3, W49: 2}
    world.later(days=6)
    with pytest.raises(RelayError):
        discard(world.relay, INBOX, W50, world.today)
    world.later(days=1)
    assert discard(world.relay, INBOX, W50, world.today) == 5


def test_no_desk_was_ever_there_and_many_envelopes_go_in_steps(world: World) -> None:
    world.stored(70)
    world.later(days=98)
    assert discard(world.relay, INBOX, W49, world.today) == 70
    with world.relay.engine.begin() as connection:
        assert len(connection.scalars(select(tombstone.c.digest)).all()) == 70
    assert held(world) == {}


def test_a_bundle_that_was_cut_before_is_cut_anew(world: World, weeks: dict[str, list[bytes]]) -> None:
    client = world.restarted(hours_between_bundles=24)
    world.client = client
    assert world.carry("GET", "bundle").status_code == 200
    discard(world.relay, INBOX, W49, world.today)
    with pytest.raises(LookupError):
        _ = world.carry("GET", "bundle").data
    answer = world.carry("GET", "bundle")
    assert weeks[W49][0] in answer.data
    assert weeks[W48][0] not in answer.data


# The command


@pytest.fixture(scope="module")
def aged(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A relay in whose inbox four envelopes came on a day a hundred days ago."""
    served = Served(tmp_path_factory.mktemp("aged"))
    relay, sealed = served.opened(), [served.ggd.seal() for _ in range(4)]
    with relay.engine.begin() as connection:
        write(connection, [NewEnvelope(digest(each), INBOX, week_ago(100), each) for each in sealed])
    relay.engine.dispose()
    return served


def week_ago(days: int) -> str:
    return iso_week(datetime.now(UTC).date() - timedelta(days=days))


def count(served: Served) -> int:
    relay = served.opened()
    try:
        with relay.engine.begin() as connection:
            return sum(stored_by_week(connection, INBOX).values())
    finally:
        relay.engine.dispose()


def test_the_command_shows_how_many_and_deletes_nothing_unless_the_inbox_is_named_again(aged: Served) -> None:
    asked = ("relay", "discard", "--inbox", INBOX, "--before", week_ago(92))
    for told in (aged.run(*asked), aged.run(*asked, "--confirm", "yes"), aged.run(*asked, "--confirm", "ggd")):
        assert (told.returncode, told.stdout) == (1, f"{week_ago(100)}        4\n")
        assert "error: nothing was deleted" in told.stderr
    assert count(aged) == 4


def test_the_command_refuses_what_is_no_week_an_unknown_inbox_and_a_recent_week(aged: Served) -> None:
    for week in ("2026-10", "2026-W54", "2026-w10", "last week"):
        told = aged.run("relay", "discard", "--inbox", INBOX, "--before", week)
        assert (told.returncode, "is no ISO week" in told.stderr) == (2, True)
    told = aged.run("relay", "discard", "--inbox", "nobody", "--before", week_ago(92))
    assert (told.returncode, "error: there is no such inbox" in told.stderr) == (1, True)
    told = aged.run("relay", "discard", "--inbox", INBOX, "--before", week_ago(60), "--confirm", INBOX)
    assert (told.returncode, "not long enough ago" in told.stderr) == (1, True)
    assert count(aged) == 4


def at_a_terminal(served: Served, *arguments: str, typed: str) -> tuple[int, str]:
    """Run the command as a person does, who types one line."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "intake.cli", *arguments, "--config", str(served.config_file)]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        os.close(theirs)
        os.write(ours, f"{typed}\n".encode())
        assert process.stdout is not None
        said = process.stdout.read().decode()
    os.close(ours)
    return process.returncode, said


def test_a_person_types_the_inboxs_name_and_then_they_are_gone(aged: Served) -> None:
    asked = ("relay", "discard", "--inbox", INBOX, "--before", week_ago(92))
    status, said = at_a_terminal(aged, *asked, typed=INBOX)
    assert (status, "Type the inbox's name" in said, count(aged)) == (0, True, 0)
    assert f"Deleted 4 of {INBOX} from before {week_ago(92)}." in said
    told = aged.run(*asked, "--confirm", INBOX)
    assert (told.returncode, "nothing was deleted" in told.stdout) == (0, True)
