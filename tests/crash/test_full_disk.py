"""A full disk, for the relay, the courier and the desk: said in words, nothing lost or half done; then it goes on."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.bench.stage import sealed_envelopes
from intake.demo.ports import Ports, free_port
from intake.demo.scene import Scene, make_scene
from intake.envelope.format import MEDIA_TYPE
from intake.relay.carrying.sheets import take_sheet
from intake.relay.database import open_database
from intake.relay.instance import open_relay, unlock_relay
from intake.relay.links.handout import hand_out_links
from intake.relay.links.register import Kind
from intake.sqlcipher import refuse_damaged
from tests.crash.disk import ROOT, Aboard, Disk

MANY = 120
SERVE = "from intake.cli.main import main; main()"


@dataclass(frozen=True)
class Ship:
    """A relay, a courier and a desk that live on one small disk."""

    disk: Disk
    aboard: Aboard
    scene: Scene
    token: str
    envelopes: list[bytes]

    @property
    def home(self) -> Path:
        return self.disk.folder / "scene"

    @property
    def config(self) -> tuple[str, str]:
        return ("--config", str(self.home / "config.toml"))

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
        port = int(self.scene.relay.origin.rpartition(":")[2])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=45)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def send(self, envelope: bytes) -> tuple[int, dict[str, str], bytes]:
        headers = {"Authorization": f"Link {self.token}", "Content-Type": MEDIA_TYPE}
        return self.ask("POST", "/api/envelopes", envelope, **headers)

    def send_new(self) -> int:
        return self.send(self.envelopes.pop())[0]


@pytest.fixture(scope="module")
def ship(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ship]:
    folder, now = tmp_path_factory.mktemp("ship"), datetime.now(UTC)
    disk = Disk(folder / "disk")
    print(f"the small disk is {disk.what}")
    scene = make_scene(folder / "scene", Ports(free_port()), now.date(), lambda made: None)
    token = _prepared(scene, now)
    shutil.copytree(scene.folder, disk.outside / "scene")
    aboard = Aboard(disk)
    config = ["--config", str(disk.folder / "scene" / "config.toml")]
    command = [*disk.inside, sys.executable, "-c", SERVE, "relay", "serve", *config]
    with (folder / "log").open("wb") as log:
        relay = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
    made = Ship(disk, aboard, scene, token, list(sealed_envelopes(scene, MANY, now)))
    _wait(made)
    disk.limits(relay.pid)
    yield made
    os.killpg(relay.pid, signal.SIGKILL)
    relay.wait()
    aboard.end()
    disk.end()


def _prepared(scene: Scene, now: datetime) -> str:
    """The relay has its key sheet, and somebody a link."""
    relay = open_relay(scene.relay, scene.passphrase)
    with relay.engine.begin() as connection:
        take_sheet(connection, scene.relay.inboxes[0], (scene.desk.data / "ring.json").read_bytes())
    (link,) = hand_out_links(relay, "demo", Kind.CARD, now=now)
    relay.engine.dispose()
    return link.split("#")[1].split(".")[0]


def _wait(ship: Ship) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if ship.ask("GET", "/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the relay does not answer")


def refused(ship: Ship) -> bytes:
    """Send until there is no room in what SQLite had set aside either; the envelope that was refused."""
    for envelope in ship.envelopes:
        status, headers, body = ship.send(envelope)
        if status != 201:
            assert (status, headers["Retry-After"]) == (ship.disk.full_status, "5")
            assert json.loads(body)["error"] == {507: "disk-full", 503: "try-again"}[status]
            ship.envelopes.remove(envelope)
            return envelope
    raise AssertionError("the disk is not full")


def waiting(ship: Ship) -> int:
    status = json.loads(ship.aboard.run("relay", "status", "--json", *ship.config).out)
    (inbox,) = status["inboxes"]
    return int(inbox["waiting"])


def test_the_relay_says_that_it_has_no_room_serves_on_and_takes_the_same_envelope_later(ship: Ship) -> None:
    first = ship.envelopes.pop()
    before, left = waiting(ship), len(ship.envelopes)
    assert ship.send(first)[0] == 201
    body = json.dumps({"token": ship.token}).encode()
    with ship.disk.full():
        unlucky = refused(ship)
        assert ship.ask("GET", "/healthz")[0] == 200
        assert ship.ask("POST", "/api/links/open", body, **{"Content-Type": "application/json"})[0] == 200
        assert ship.send(first)[0] == 200
        assert ship.send(unlucky)[0] == ship.disk.full_status
    assert [ship.send(unlucky)[0] for _ in range(2)] == [201, 200]
    lucky = left - len(ship.envelopes)
    assert lucky >= 1
    in_between = waiting(ship) - before - 2
    assert 0 <= in_between < MANY
    assert ship.send_new() == 201
    integrity(ship)


def integrity(ship: Ship) -> None:
    """As it lies on the disk at this moment, the relay's files are whole."""
    copy = ship.scene.folder.parent / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(ship.disk.outside / "scene" / "relay", copy)
    key = unlock_relay(ship.scene.relay, ship.scene.passphrase)["database"].secret
    engine = open_database(copy, key)
    refuse_damaged(engine)
    engine.dispose()


def test_a_relay_without_room_for_a_bundle_says_so_to_the_courier_and_gives_it_later(ship: Ship) -> None:
    assert ship.send_new() == 201
    elsewhere = ship.scene.folder.parent / "bundle"
    with ship.disk.full():
        ended = ship.aboard.run("courier", "pull", "--out", elsewhere, *ship.config)
        if ship.disk.mounted:
            assert (ended.status, ended.err.splitlines()[0]) == (1, "error: the relay's disk is full")
        assert ended.status == 1
    assert not elsewhere.exists()
    assert ship.aboard.run("courier", "pull", "--out", elsewhere, *ship.config).status == 0


def test_a_full_stick_leaves_no_bundle_and_the_next_pull_brings_it(ship: Ship) -> None:
    """The relay has its room; the courier's disk has none but for the first pieces."""
    assert ship.send_new() == 201
    bundle = ship.home / "bundle"
    with ship.disk.full():
        ended = ship.aboard.run("courier", "pull", "--out", bundle, *ship.config)
    assert (ended.status, "Traceback" in ended.err) == (1, False)
    assert not (ship.disk.outside / "scene" / "bundle").exists()
    assert ship.aboard.run("courier", "pull", "--out", bundle, *ship.config).status == 0


def test_a_receipt_that_finds_no_room_is_written_by_importing_again(ship: Ship) -> None:
    """The desk's disk has room, the stick has none: the cases are in, and the next receipt tells of all of them.

    (A limit on the size of files knows no sticks: there the desk itself cannot write, and nothing is in.)
    """
    assert ship.send_new() == 201
    home = ship.scene.folder
    bundle, receipt = home.parent / "with-receipt", ship.home / "no-room"
    config = ("--config", str(home / "config.toml"))
    assert ship.aboard.run("courier", "pull", "--out", bundle, *ship.config).status == 0
    with ship.disk.full():
        ended = ship.aboard.run("desk", "import", bundle, "--receipt", receipt, *config)
    assert ended.status == 1
    said = f"cannot write {receipt}" if ship.disk.mounted else "desk.sqlite cannot be used"
    assert said in ended.err
    ended = ship.aboard.run("desk", "import", bundle, "--receipt", receipt, "--json", *config)
    assert ended.status == 0
    assert (json.loads(ended.out)["new"] == 0) == ship.disk.mounted


def test_a_relay_on_a_disk_that_may_only_be_read_says_so_when_it_starts(ship: Ship, tmp_path: Path) -> None:
    disk = Disk(tmp_path / "disk")
    shutil.copytree(ship.scene.folder, disk.outside / "scene", ignore=shutil.ignore_patterns("*-wal", "*-shm"))
    aboard = Aboard(disk)
    config = ("--config", str(disk.folder / "scene" / "config.toml"))
    if disk.mounted:
        disk.make_read_only()
    with ExitStack() as stack:
        if not disk.mounted:
            stack.enter_context(disk.full())
        ended = aboard.run("relay", "status", *config)
    aboard.end()
    disk.end()
    assert (ended.status, ended.out) == (1, "")
    assert (
        "relay.sqlite cannot be used at this moment\nhint: Is there room on the disk, may you write there" in ended.err
    )


def test_a_desk_without_room_says_so_and_imports_everything_later(ship: Ship) -> None:
    count = 3
    assert [ship.send_new() for _ in range(count)] == [201] * count
    bundle, receipt = ship.home / "desks-bundle", ship.home / "receipt"
    assert ship.aboard.run("courier", "pull", "--out", bundle, *ship.config).status == 0
    with ship.disk.full():
        ended = ship.aboard.run("desk", "import", bundle, "--receipt", receipt, *ship.config)
        assert (ended.status, ended.out) == (1, "")
        assert "desk.sqlite cannot be used at this moment\nhint: Is there room on the disk" in ended.err
    assert not (ship.disk.outside / "scene" / "receipt").exists()
    ended = ship.aboard.run("desk", "import", bundle, "--receipt", receipt, "--json", *ship.config)
    assert ended.status == 0
    assert ship.aboard.run("courier", "push", receipt, *ship.config).status == 0
    assert waiting(ship) == 0
    assert "unbroken" in ship.aboard.run("desk", "audit", "verify", *ship.config).out
