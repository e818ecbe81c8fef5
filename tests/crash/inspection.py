"""Looks at what lies on disk after a kill, with the keys, from outside: what must hold at every moment."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, func, select, update

from intake.demo.scene import Scene
from intake.desk.audit import verify
from intake.desk.database import open_database as open_desk_database
from intake.desk.folder import Folder
from intake.desk.tables import bundles, cases, envelopes
from intake.envelope.encoding import base64url
from intake.locked import unlock
from intake.relay.clock import iso_week, last_day
from intake.relay.handout.database import open_staff_database
from intake.relay.instance import OpenRelay, open_unlocked, unlock_relay
from intake.relay.links.tables import handed_out, link
from intake.relay.tables import arrival, envelope, tombstone
from intake.sqlcipher import reading, refuse_damaged

DAYS = 7
"""How much older everything gets at once; the hold of a storm's relay is as long."""
WEEKS_HELD = 2
"""So many of these must pass between the acknowledgement and the erasing."""
WEEKS_KNOWN = 17
"""After 120 days the digest of what was erased is forgotten too: 30 of a link, 30 to send, 60 of the keys."""
EXPECTED = {
    "relay": r"(relay|arrivals|handout)\.sqlite(-wal|-shm)?|relay\.locked|relay\.pub",
    "desk": r"desk\.sqlite(-wal|-shm)?|(desk|identity)\.locked|ring\.json|certificate\.json|questionnaires",
    "stick": r"\d+\.(receipt|lost|pushed)|next\.bundle|\.next\.bundle\.part|\.\d+\.receipt\.[0-9a-f]{8}\.part",
    "temporary": r"",
}


class Inspector:
    """One relay and one desk, and what was seen of them before."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._relay_secrets = unlock_relay(scene.relay, scene.passphrase)
        self._desk_key = unlock(Folder(scene.desk.data).desk, scene.passphrase)["database"].secret
        self._age = 0
        self._acknowledged: dict[bytes, int] = {}
        self._erased: dict[bytes, int] = {}
        self.counts: Counter[str] = Counter()

    def grow_older(self) -> None:
        """Seven days pass for everything that is kept, but no link expires."""
        relay = self._relay()
        with relay.engine.begin() as connection:
            self._note(connection)
            for column in (arrival.c.week, arrival.c.acknowledged, envelope.c.week, envelope.c.acknowledged):
                _back(connection, column)
            _back(connection, tombstone.c.erased)
        relay.engine.dispose()
        self._age += 1
        self.counts["weeks that passed"] += 1

    def hold_on(self, seconds: float) -> None:
        """Keep everybody else from writing to the relay's databases."""
        relay = self._relay()
        with relay.engine.begin():
            time.sleep(seconds)
        relay.engine.dispose()
        self.counts["times somebody held on to the database"] += 1

    def look(self, answered: frozenset[bytes]) -> Iterator[str]:
        """What is wrong, in words; ``answered`` was said to be stored before this."""
        relay, desk = self._relay(), open_desk_database(Folder(self._scene.desk.data).database, self._desk_key)
        staff = open_staff_database(self._scene.relay.data, self._relay_secrets["handout"].secret)
        try:
            for engine in (relay.engine, desk, staff):
                refuse_damaged(engine)
            yield from self._relay_holds(relay.engine, answered, desk)
            yield from _links_hold(relay.engine)
            yield from _desk_holds(desk)
            yield from self._files()
        finally:
            for engine in (relay.engine, desk, staff):
                engine.dispose()

    def _relay(self) -> OpenRelay:
        return open_unlocked(self._scene.relay, self._relay_secrets)

    def _relay_holds(self, engine: Engine, answered: frozenset[bytes], desk: Engine) -> Iterator[str]:
        with reading(engine).begin() as connection:
            arrived = _digests(connection, arrival)
            kept, erased = _digests(connection, envelope), _digests(connection, tombstone)
            self._note(connection)
        with reading(desk).begin() as connection:
            had = _digests(connection, envelopes)
        forgotten = {each for each, age in self._erased.items() if self._age - age >= WEEKS_KNOWN}
        if lost := answered - arrived - kept - erased - forgotten:
            yield f"{len(lost)} envelopes are lost"
        self.counts["erased so long ago that no link of its time can send"] = len(forgotten - erased)
        if not_had := (erased | self._acknowledged.keys()) - had:
            yield f"{len(not_had)} were acknowledged or erased that no desk has"
        if early := [each for each in erased if self._age - self._acknowledged.get(each, self._age) < WEEKS_HELD]:
            yield f"{len(early)} were erased within their hold"
        if both := erased & (arrived | kept):
            yield f"{len(both)} are erased and there"
        self.counts["seen in two places"] += len(arrived & kept)
        self.counts["kept"], self.counts["erased"] = len(arrived | kept), len(erased)

    def _note(self, connection: Connection) -> None:
        """Remember of each envelope how old the world was when it was first seen acknowledged, and when erased."""
        for table in (arrival, envelope):
            seen = connection.scalars(select(table.c.digest).where(table.c.acknowledged.is_not(None)))
            for each in seen:
                self._acknowledged.setdefault(each, self._age)
        for each in _digests(connection, tombstone):
            self._erased.setdefault(each, self._age)

    def _files(self) -> Iterator[str]:
        for name, expected in EXPECTED.items():
            for path in (self._scene.folder / name).iterdir():
                if not re.fullmatch(expected, path.name):
                    yield f"{name} holds {path.name}"

    def bodies(self) -> Iterator[str]:
        """Is every envelope what its digest says? Reads all of them."""
        relay = self._relay()
        with reading(relay.engine).begin() as connection:
            for table in (arrival, envelope):
                for row in connection.execute(select(table.c.digest, table.c.bytes)):
                    if hashlib.sha256(row.bytes).digest() != row.digest:
                        yield "an envelope is not what its digest says"
        relay.engine.dispose()


def in_the_clear(folder: Path, secrets: list[bytes]) -> Iterator[str]:
    """Which files hold one of ``secrets``, byte for byte."""
    for path in folder.rglob("*"):
        if path.is_file() and any(secret in path.read_bytes() for secret in secrets):
            yield f"{path.name} holds something in the clear"


def _back(connection: Connection, column: Column[Any]) -> None:
    """Every week in this column becomes the one before."""
    for week in sorted(connection.scalars(select(column).distinct().where(column.is_not(None)))):
        before = iso_week(last_day(week) - timedelta(days=DAYS))
        connection.execute(update(column.table).where(column == week).values({column.name: before}))


def _digests(connection: Connection, table: Table) -> frozenset[bytes]:
    return frozenset(connection.scalars(select(table.c.digest)))


def _links_hold(engine: Engine) -> Iterator[str]:
    """Links and the total of the month are written together."""
    with reading(engine).begin() as connection:
        made = connection.scalar(select(func.count()).select_from(link))
        total = connection.scalar(select(func.sum(handed_out.c.total)))
    if made != total:
        yield f"{made} links were made, {total} counted"


def _desk_holds(desk: Engine) -> Iterator[str]:
    """Each envelope once, the trail whole, the bundles in one chain."""
    with reading(desk).begin() as connection:
        verify(connection)
        rows = connection.execute(select(cases.c.digest, cases.c.id)).all()
        chain = connection.execute(select(bundles).order_by(bundles.c.epoch, bundles.c.sequence)).all()
    if not len(rows) == len({row.digest for row in rows}) == len({row.id for row in rows}):
        yield "a case is there twice"
    if len({(row.epoch, row.sequence) for row in chain}) != len(chain):
        yield "two bundles have one number"
    for before, after in pairwise(chain):
        follows = json.loads(after.manifest)["previous"] == base64url(before.digest)
        if after.sequence == before.sequence + 1 and not follows:
            yield f"bundle {after.sequence} does not follow the one before"
