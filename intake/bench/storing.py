"""Submissions stored per second over HTTP by a served relay, beside bare SQLCipher commits of the same size.

Many people send at once, each over a connection of their own; the bare loop commits one row after the other with the
same file settings. The relay may do better than the loop, because people who send together share a commit.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from http.client import HTTPConnection
from urllib.parse import urlsplit

from sqlalchemy import text

from intake.bench.figure import Figure, Round, measured, rate
from intake.bench.stage import sealed_envelopes, stage
from intake.courier.push import push
from intake.demo.scene import ORGANISATION, Scene
from intake.demo.serving import served
from intake.demo.stick import relay_client
from intake.envelope.format import ENVELOPE_LENGTH, MEDIA_TYPE
from intake.envelope.link import Token, token_of
from intake.relay.database import PAGE_SIZE
from intake.relay.instance import open_relay
from intake.relay.links.handout import hand_out_links
from intake.relay.links.register import Kind
from intake.sqlcipher import open_engine

SENDERS = 24


def stored_per_second(now: datetime, *, rounds: int, count: int) -> Figure:
    """Send ``count`` envelopes to a new relay, ``rounds`` times."""
    return Figure.of("stored", "submissions/s", "bare SQLCipher commits", measured(lambda: _round(now, count), rounds))


def _round(now: datetime, count: int) -> Round:
    with stage(now) as scene:
        limit = _bare_commits(scene, count)
        envelopes = sealed_envelopes(scene, count, now)
        relay = open_relay(scene.relay, scene.passphrase)
        (link,) = hand_out_links(relay, ORGANISATION, Kind.CARD, now=now)
        relay.engine.dispose()
        with served(scene):
            push(relay_client(scene), scene.desk.data / "ring.json")
            achieved = rate(count, lambda: _send_all(scene, token_of(link), envelopes))
    return Round(achieved, limit)


def _bare_commits(scene: Scene, count: int) -> float:
    """Rows of an envelope's size, each committed by itself, straight through the driver."""
    engine = open_engine(scene.folder / "bare.sqlite", os.urandom(32), page_size=PAGE_SIZE, create=True)
    rows = [(int.from_bytes(os.urandom(7)), os.urandom(ENVELOPE_LENGTH)) for _ in range(count)]
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE bare (key INTEGER PRIMARY KEY, bytes BLOB NOT NULL)"))
    borrowed = engine.raw_connection()
    cursor = borrowed.cursor()

    def commit_each() -> None:
        for row in rows:
            cursor.execute("INSERT INTO bare VALUES (?, ?)", row)

    try:
        return rate(count, commit_each)
    finally:
        borrowed.close()
        engine.dispose()


def _send_all(scene: Scene, token: Token, envelopes: Sequence[bytes]) -> None:
    host = urlsplit(scene.relay.origin).netloc
    with ThreadPoolExecutor(SENDERS) as pool:
        stored = sum(pool.map(lambda first: _send(host, token, envelopes[first::SENDERS]), range(SENDERS)))
    assert stored == len(envelopes)


def _send(host: str, token: Token, envelopes: Sequence[bytes]) -> int:
    """One person after the other over one connection; how many were stored."""
    connection = HTTPConnection(host)
    stored = 0
    for data in envelopes:
        connection.request(
            "POST", "/api/envelopes", data, {"Authorization": f"Link {token}", "Content-Type": MEDIA_TYPE}
        )
        answer = connection.getresponse()
        answer.read()
        stored += answer.status == 201
    connection.close()
    return stored
