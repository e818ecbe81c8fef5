"""A desk in which ceremonies are held: real locked files and a real database, at the least cost allowed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from html import unescape
from itertools import count
from pathlib import Path

from nacl.signing import SigningKey
from sqlalchemy import Connection, select

from intake.config import Desk
from intake.desk.database import open_database
from intake.desk.folder import Folder
from intake.desk.importing import Summary, import_bundle
from intake.desk.keys.ring import read_ring
from intake.desk.keys.shares import Share
from intake.desk.tables import audit, envelopes
from intake.desk.unlock import OpenDesk, open_desk
from intake.envelope.bundle import Manifest, contents_digest, write_bundle
from intake.envelope.canonical import strict
from intake.envelope.context import Context
from intake.envelope.format import digest
from intake.envelope.sealing import seal
from intake.envelope.sheet import KeySheet, Purpose
from tests.desk.world import GGD10, INBOX, PASSPHRASE, RELAY, submission

BRAM = "vijf losse woorden naast elkaar"
CARLA = "groene fiets onder zeven bomen"


class Room:
    """One desk's folder, and a clock that may be moved."""

    def __init__(self, folder: Path, name: str = "desk") -> None:
        self.folder = folder
        self.section = Desk(data=folder / name, inbox=INBOX, ggd="GGD Fryslân", questionnaires=(GGD10,))
        self.now = datetime.now(UTC)
        self._numbers = count(1)
        self._database = b""

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def files(self) -> Folder:
        return Folder(self.section.data)

    @property
    def ring(self) -> KeySheet:
        return read_ring(self.files, inbox=INBOX)

    @contextmanager
    def desk(self, passphrase: str = PASSPHRASE) -> Iterator[OpenDesk]:
        """The desk, unlocked."""
        with open_desk(self.section, passphrase, clock=lambda: self.now) as desk:
            self._database = desk.bunch.database
            yield desk

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """The database, read by the key that was seen last: this waits for no passphrase."""
        if not self._database:
            with self.desk():
                pass
        engine = open_database(self.files.database, self._database)
        with engine.connect() as connection:
            yield connection
        engine.dispose()

    def later(self, days: int) -> None:
        self.now += timedelta(days=days)

    def sealed(self, ring: KeySheet | None = None) -> bytes:
        """What a newcomer seals today, with ``ring`` as the key sheet."""
        sheet = ring or self.ring
        desk, recovery = (sheet.recipient(purpose, self.today).public for purpose in Purpose)
        return seal(submission().to_json(), context=Context(INBOX, "ggd10", "1"), desk=desk, recovery=recovery)

    def bundle(self, envelopes: Sequence[bytes], key: SigningKey = RELAY) -> Path:
        """A bundle of these, as the relay cuts it."""
        number = next(self._numbers)
        ordered = sorted(set(envelopes), key=digest)
        digests = tuple(map(digest, ordered))
        contents = contents_digest(digests)
        manifest = Manifest(1, INBOX, "relay-one", 1, number, None, "2026-11-23", len(ordered), contents, ())
        path = self.folder / f"bundle-{number}-{os.urandom(4).hex()}"
        path.write_bytes(b"".join(write_bundle(key, manifest, digests, ordered)))
        return path

    def take_in(self, *sealed: bytes, passphrase: str = PASSPHRASE) -> Summary:
        """Import a bundle of these."""
        path = self.bundle(sealed)
        with self.desk(passphrase) as desk:
            return import_bundle(desk, path, path.with_suffix(".receipt"))

    def states(self) -> list[str]:
        with self._reading() as connection:
            return sorted(connection.execute(select(envelopes.c.state)).scalars())

    def trail(self) -> list[tuple[str, str, dict[str, object]]]:
        """Who did what, with which detail."""
        with self._reading() as connection:
            rows = connection.execute(select(audit.c.actor, audit.c.action, audit.c.entry).order_by(audit.c.number))
            return [(row.actor, row.action, _detail(row.entry)) for row in rows]


def printed(page: str) -> list[Share]:
    """The shares of a page to print."""
    listed = [re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<ol>(.*?)</ol>", page, re.DOTALL)]
    return [Share.read(unescape(words)) for words in listed]


def _detail(entry: bytes) -> dict[str, object]:
    document = strict(entry, depth=2)
    assert isinstance(document, dict)
    detail = document["detail"]
    assert isinstance(detail, dict)
    return dict(detail)
