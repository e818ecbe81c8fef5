"""A storm: many people send, a courier carries, a desk imports, house is kept, and all of it is killed again and again.

    python -m tests.crash.storm [--kills N] [--seed N]

Killed is what the seed draws: the relay with its worker, the courier and desk, whoever hands out links, the
house-keeping, or everything in one moment. After each kill the databases are read with their keys, from outside
(tests.crash.inspection). In the end the storm is over: the post is collected until nothing waits, and the queue must
hold each envelope that was answered with "received" once.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from intake.bench.stage import sealed_envelopes
from intake.config import load
from intake.demo.ports import Ports, free_port
from intake.demo.scene import Scene, make_scene
from intake.envelope.format import digest
from intake.sqlcipher import DatabaseError
from tests.crash.command import run
from tests.crash.inspection import Inspector, in_the_clear
from tests.crash.nursery import Nursery, Worker
from tests.crash.senders import Senders

PEOPLE = 6
AN_AIM = 1.5
"""Seconds that a kill waits for the moment it is meant for."""
LOCKED_EVERY, LOCKED_SECONDS = 40, 7
"""Somebody else writes to the database for longer than the relay is patient (intake.sqlcipher.BUSY_MILLISECONDS)."""
ROUNDS = 6
"""In so many rounds of pull, import and push all must have been carried when nothing is killed any more."""
WORKERS = ("relay", "carrier", "hander-out", "housekeeper")
TARGETS = {"relay": 60, "carrier": 15, "everything": 13, "housekeeper": 7, "hander-out": 5}
BESIDES = {"pulling": "a bundle asked for, ", "pushing": "a receipt brought, "}
MOMENTS = ("envelopes", "pulling", "importing", "pushing", "house")


@dataclass(frozen=True, slots=True)
class Report:
    """What a storm did, and what was wrong: nothing."""

    kills: Counter[str]
    counts: Counter[str]
    wrong: Sequence[str]
    envelopes: int
    seconds: float

    def lines(self) -> list[str]:
        """For a person."""
        kills = [f"  {count:5}  {what}" for what, count in sorted(self.kills.items(), key=lambda item: -item[1])]
        counts = [f"  {count:5}  {what}" for what, count in sorted(self.counts.items())]
        return [
            f"{self.kills.total()} kills in {self.seconds:.0f} s:",
            *kills,
            f"{self.envelopes} envelopes received, carried and in the queue once:" if not self.wrong else "WRONG:",
            *(f"  {what}" for what in self.wrong),
            *counts,
        ]


@dataclass
class Storm:
    """One relay and one desk in ``folder``, and everybody around them."""

    folder: Path
    seed: int
    envelopes: int
    kills: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        now = datetime.now(UTC)
        self._scene = _scene(self.folder, now)
        sealed = sealed_envelopes(self._scene, self.envelopes, now)
        self._all = frozenset(map(digest, sealed))
        for name in ("stick", "temporary"):
            (self._scene.folder / name).mkdir()
        self._links, self._state = self.folder / "links", self.folder / "state"
        self._state.write_text("resting")
        config = str(self._scene.config_file)
        self._links.write_text(_done("links", "new", "--organisation", "demo", "--count", "2", "--config", config))
        self._inspector = Inspector(self._scene)
        self._nursery = Nursery(self._scene.config_file, self._scene.folder / "temporary")
        self._workers: dict[str, Worker] = {}
        self._start("relay")
        _done("courier", "push", str(self._scene.desk.data / "ring.json"), "--config", config)
        self._senders = Senders(self._port, sealed, self._tokens, people=PEOPLE, seed=self.seed)
        for name in WORKERS[1:]:
            self._start(name)

    @property
    def _port(self) -> int:
        return int(self._scene.relay.origin.rpartition(":")[2])

    def rage(self, kills: int) -> None:
        """Kill, look, start again; now and then a week passes, and somebody holds on to the database."""
        for number in range(kills):
            self._kill_one()
            self._look()
            self._restart()
            if self._chance.random() < 0.15 or number == kills // 2:
                self._inspector.grow_older()
            if number % LOCKED_EVERY == LOCKED_EVERY - 1:
                self._inspector.hold_on(LOCKED_SECONDS)

    def calm(self) -> None:
        """Nothing is killed any more: all that was received is carried, once."""
        self._senders.stop()
        for name in WORKERS[1:]:
            self._workers.pop(name).kill()
        # What was cut off in the last kill may be stored without an answer.
        rounds = self._carry_all()
        self._senders.ledger.counts["rounds until nothing waited"] = rounds
        self._look()
        self._queue_holds()
        self._workers.pop("relay").kill()
        self.wrong += self._inspector.bodies()
        self.wrong += in_the_clear(self._scene.folder, [b'"answers"', b"SQLite format 3", *self._secrets()])
        self.wrong += _complaints(self.folder)

    def end(self) -> None:
        """Whatever happened: nothing goes on."""
        for worker in self._workers.values():
            worker.kill()
        self._workers.clear()
        self._nursery.end()

    def report(self, seconds: float) -> Report:
        """After the calm."""
        counts = Counter(self._senders.ledger.counts) + self._inspector.counts
        return Report(self.kills, counts, [*self.wrong, *self._senders.ledger.wrong], len(self._answered()), seconds)

    def _answered(self) -> frozenset[bytes]:
        return self._senders.ledger.answered()

    def _tokens(self) -> Sequence[str]:
        # What is being written at this moment is not in anybody's hands yet.
        whole = self._links.read_text().split("\n")[:-1]
        return [line.split("#")[1].split(".")[0] for line in whole]

    def _secrets(self) -> list[bytes]:
        """Tokens stand in no file; nor does what would say that a log quotes a request."""
        return [token.encode() for token in self._tokens()]

    def _start(self, name: str) -> None:
        config, seed = str(self._scene.config_file), self._chance.randrange(1 << 30)
        needs: dict[str, dict[str, Any]] = {
            "relay": {},
            "carrier": {"stick": str(self._scene.folder / "stick"), "state": str(self._state), "seed": seed},
            "hander-out": {"links": str(self._links), "seed": seed},
            "housekeeper": {"seed": seed},
        }
        log = self.folder / f"{name}-{len(list(self.folder.glob('*.log')))}.log"
        if name == "relay":
            self._relay_log = log
        self._workers[name] = self._nursery.bear(name, log, config=config, **needs[name])
        if name == "relay":
            self._wait_for_the_relay()

    def _wait_for_the_relay(self) -> None:
        deadline = time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(f"{self._scene.relay.origin}/healthz", timeout=20):
                    return
            except OSError:
                if time.monotonic() > deadline or not self._workers["relay"].lives():
                    raise AssertionError(self._relay_log.read_text()) from None
                time.sleep(0.01)

    def _kill_one(self) -> None:
        """At a moment that is aimed at, but for some milliseconds."""
        target = self._chance.choices(list(TARGETS), list(TARGETS.values()))[0]
        self._aim(self._chance.choice(MOMENTS))
        time.sleep(self._chance.random() * 0.05)
        self.kills[f"{target}, {self._doing(target)}"] += 1
        for name in WORKERS if target == "everything" else (target,):
            self._workers.pop(name).kill()

    def _aim(self, moment: str) -> None:
        end = time.monotonic() + self._chance.random() * AN_AIM
        while time.monotonic() < end:
            if moment != "envelopes" and self._is(moment):
                return
            time.sleep(0.002)

    def _is(self, moment: str) -> bool:
        if moment == "house":
            return '"kept house"' not in self._relay_log.read_text()
        return self._state.read_text() == moment

    def _doing(self, target: str) -> str:
        """What went on."""
        state = self._state.read_text()
        if target == "carrier":
            return state
        if target in ("relay", "everything") and self._is("house"):
            return "keeping house at its start"
        return BESIDES.get(state, "") + "while envelopes came"

    def _restart(self) -> None:
        for name in WORKERS:
            if name not in self._workers:
                self._start(name)

    def _look(self) -> None:
        answered = self._answered()
        try:
            self.wrong += self._inspector.look(answered)
        except DatabaseError as error:
            self.wrong.append(error.message)
        if self.wrong:
            raise AssertionError("; ".join(self.wrong))

    def _carry_all(self) -> int:
        """Pull, import and push until nothing waits; how often that took."""
        config, stick = ("--config", str(self._scene.config_file)), self._scene.folder / "stick"
        for number in range(1, ROUNDS + 1):
            bundle, receipt = stick / f"9000{number}.bundle", stick / f"9000{number}.receipt"
            _done("courier", "pull", "--out", str(bundle), *config)
            _done("desk", "import", str(bundle), "--receipt", str(receipt), *config)
            _done("courier", "push", str(receipt), *config)
            bundle.unlink()
            (inbox,) = json.loads(_done("relay", "status", "--json", *config))["inboxes"]
            if inbox["waiting"] == 0:
                return number
        self.wrong.append(f"something still waits after {ROUNDS} rounds")
        return ROUNDS

    def _queue_holds(self) -> None:
        """As the nurse sees it."""
        config = ("--config", str(self._scene.config_file))
        queue = json.loads(_done("desk", "queue", "--json", *config))
        ids = [case["id"] for case in queue]
        if len(ids) != len(set(ids)) or len(ids) < len(self._answered()):
            self.wrong.append(f"{len(ids)} cases, {len(set(ids))} people, {len(self._answered())} were received")
        if "unbroken" not in _done("desk", "audit", "verify", *config):
            self.wrong.append("the audit trail is broken")


def storm(folder: Path, *, kills: int, seed: int, envelopes: int) -> Report:
    """The whole of it, in an empty folder."""
    began = time.monotonic()
    blowing = Storm(folder, seed, envelopes)
    try:
        blowing.rage(kills)
        blowing.calm()
    finally:
        blowing.end()
    return blowing.report(time.monotonic() - began)


def _scene(folder: Path, now: datetime) -> Scene:
    """A demo's folder, whose relay holds for a week."""
    scene = make_scene(folder / "scene", Ports(free_port()), now.date(), lambda made: None)
    text = scene.config_file.read_text()
    scene.config_file.write_text(text.replace("hours_between_bundles = 0", "hours_between_bundles = 0\nhold_days = 7"))
    return Scene(scene.folder, load(scene.config_file), scene.passphrase)


def _done(*arguments: str) -> str:
    """Run a command that must succeed; what it printed."""
    ended = run(arguments)
    assert ended.status == 0, ended.err
    return ended.out


def _complaints(folder: Path) -> list[str]:
    """What workers printed that no person should ever see, or that no kill explains."""
    said = "".join(path.read_text(errors="replace") for path in folder.glob("*.log"))
    return [f"a log says {word}" for word in ("Traceback", '"failed"', "IntegrityError", "malformed") if word in said]


def main() -> None:
    """A long storm; 1 where something was wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4)))
    asked = options.parse_args()
    print(f"seed {asked.seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="envelop-storm-"))
    print(f"in {folder}, which stays where something is wrong", flush=True)
    found = storm(folder, kills=asked.kills, seed=asked.seed, envelopes=asked.kills * 40)
    print("\n".join(found.lines()))
    if not found.wrong:
        shutil.rmtree(folder)
    sys.exit(bool(found.wrong))


if __name__ == "__main__":
    main()
