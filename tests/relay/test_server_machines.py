"""Several machines of one relay on one server: made once, and nothing is lost or doubled whatever falls over."""

from __future__ import annotations

import io
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException
from itertools import cycle
from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from intake.envelope.bundle import BundleReader, Manifest
from intake.envelope.courier_request import authorization
from intake.envelope.encoding import base64url
from intake.envelope.format import digest
from intake.relay.housekeeping import keep_house
from intake.relay.instance import OpenRelay
from intake.relay.mailbox.kept import stored_by_week
from intake.relay.store import open_store
from intake.relay.tables import arrival, envelope, tombstone
from intake.sqlcipher import reading
from tests.operation.confined import confined_run
from tests.relay.served import Served, run
from tests.relay.server import Server
from tests.relay.world import INBOX, World

ENVELOPES, SENDERS = 160, 12
STORED, TRY_AGAIN = 201, 503
RECEIVED = (STORED, 200)


def test_a_relay_is_made_once_and_further_machines_get_its_folder(server: Server, empty: str, tmp_path: Path) -> None:
    first = Served(tmp_path / "first", database=server.address(empty))
    assert not list(first.config.data.glob("relay.sqlite*"))
    text = first.config_file.read_text()
    (tmp_path / "config.toml").write_text(text)
    (tmp_path / "passphrase").write_text("a passphrase of some length\n")
    again = run(["relay", "init", "--config", str(tmp_path / "config.toml")])
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr.startswith("error: there is a relay in this database already\nhint: A further machine")
    assert not (tmp_path / "relay").exists()
    further = first.further(tmp_path / "further")
    assert further.run("links", "new", "--organisation", "school").returncode == 0
    assert further.run("relay", "status").stdout == first.run("relay", "status").stdout


def two_of(world: World) -> tuple[OpenRelay, OpenRelay]:
    """The relay as two machines have it, each with connections of its own."""
    engine = open_store(world.config, world.key)
    return world.relay, OpenRelay(world.config, engine, world.relay.signing, world.relay.instance, world.relay.epoch)


def test_house_may_be_kept_on_every_machine_at_the_same_moment(world: World) -> None:
    old = world.stored(90)
    world.acknowledge(map(digest, old[:70]))
    world.later(days=47)
    world.collected()
    fresh = world.stored(20)
    relays = two_of(world)
    with ThreadPoolExecutor(2) as machines:
        erased = list(machines.map(lambda relay: keep_house(relay, world.today), relays))
    assert sum(erased) == 70
    with reading(world.relay.engine).begin() as connection:
        assert set(connection.scalars(select(arrival.c.digest))) == set(map(digest, fresh))
        assert set(connection.scalars(select(envelope.c.digest))) == set(map(digest, old[70:]))
        assert set(connection.scalars(select(tombstone.c.digest))) == set(map(digest, old[:70]))
        assert sum(stored_by_week(connection, INBOX).values()) == 40
    relays[1].engine.dispose()


def pulled(world: World, machine: FlaskClient, **headers: str) -> TestResponse:
    path = f"/api/inboxes/{INBOX}/bundle"
    signed = authorization(world.courier, method="GET", path=path, body=b"", time=int(world.now.timestamp()))
    return machine.get(path, headers=headers | {"Authorization": signed})


def read(world: World, data: bytes) -> Manifest:
    return BundleReader(io.BytesIO(data), relay=world.relay.signing.verify_key.encode(), inbox=INBOX).manifest


def test_a_pull_that_goes_on_at_another_machine_gets_a_whole_bundle_that_follows(world: World) -> None:
    world.stored(5)
    here, elsewhere = world.client, world.restarted()
    whole = pulled(world, here)
    rest = pulled(world, elsewhere, **{"Range": "bytes=20000-", "If-Range": whole.headers["ETag"]})
    assert (rest.status_code, rest.headers["ETag"] == whole.headers["ETag"]) == (200, False)
    manifests = [read(world, answer.data) for answer in (whole, rest, pulled(world, here))]
    assert [(each.sequence, each.count) for each in manifests] == [(1, 5), (2, 5), (3, 5)]
    assert [each.previous for each in manifests[1:]] == [base64url(each.digest()) for each in manifests[:2]]


CONNECTS = """
import sys
from intake.relay.store import open_on_server
with open_on_server(sys.argv[1], "[relay] database").connect() as connection:
    print(connection.exec_driver_sql("SELECT 6 * 7").scalar_one())
"""


def test_a_server_is_reached_under_the_rules_of_the_relays_unit(server: Server, empty: str) -> None:
    """The driver calls a library by code that is made while it runs: a unit that forbids it must not stop that."""
    connected = confined_run(CONNECTS, server.address(empty))
    assert (connected.stdout, connected.stderr) == ("42\n", "")


class Crowd:
    """Many who send through whichever machine answers, each envelope again until it was received."""

    def __init__(self, machines: Sequence[Served], envelopes: Sequence[bytes]) -> None:
        self._machines, self._token = machines, machines[0].link()
        self._received, self._more = 0, threading.Condition()
        self.answers: dict[bytes, list[int | None]] = {each: [] for each in envelopes}
        """What was said of each envelope; None: the connection broke."""

    def send_all(self) -> None:
        with ThreadPoolExecutor(SENDERS) as people:
            list(people.map(self._send, self.answers))

    def wait_for(self, received: int) -> None:
        """Return when so many have been received."""
        with self._more:
            assert self._more.wait_for(lambda: self._received >= received, 60)

    def _send(self, data: bytes) -> None:
        first = data[-1] % len(self._machines)
        for machine in cycle([*self._machines[first:], *self._machines[:first]]):
            try:
                status: int | None = machine.send(data, self._token)
            except (OSError, HTTPException):
                status = None
            self.answers[data].append(status)
            if status in RECEIVED:
                break
        with self._more:
            self._received += 1
            self._more.notify_all()


@contextmanager
def both_serve(*machines: Served) -> Iterator[None]:
    try:
        with ThreadPoolExecutor(len(machines)) as starting:
            list(starting.map(Served.start, machines))
        yield
    finally:
        for machine in machines:
            machine.stop()


def test_nothing_is_lost_or_doubled_when_a_machine_is_killed_and_the_server_restarts_under_load(
    server: Server, empty: str, tmp_path: Path
) -> None:
    first = Served(tmp_path / "first", database=server.address(empty))
    second = first.further(tmp_path / "second")
    crowd = Crowd([first, second], [first.ggd.seal() for _ in range(ENVELOPES)])
    with both_serve(first, second), ThreadPoolExecutor(1) as aside:
        load = aside.submit(crowd.send_all)
        crowd.wait_for(ENVELOPES // 4)
        second.stop(signal.SIGKILL)
        crowd.wait_for(ENVELOPES // 2)
        server.restart_at_once()
        load.result(60)
    answers = list(crowd.answers.values())
    assert {status for said in answers for status in said} - {*RECEIVED, TRY_AGAIN, None} == set()
    assert all(said.count(STORED) <= 1 for said in answers)
    relay = first.opened()
    with reading(relay.engine).begin() as connection:
        assert sorted(connection.scalars(select(arrival.c.bytes))) == sorted(crowd.answers)
    relay.engine.dispose()
    assert sum(said.count(TRY_AGAIN) for said in answers) > 0
    assert '"kind": "OperationalError"' in first.log.read_text()
