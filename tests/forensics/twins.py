"""Twins: two relays that began as one, with the same keys, links and envelopes, and then lived differently.

Whatever two different lives leave behind alike, nobody can tell apart: so a test lets twins differ in one thing only
(which links were used, in which order people sent, on which day), and compares all that lies on their disks.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import delete, insert

from intake.envelope.link import Token
from intake.relay import housekeeping
from intake.relay.app import create_app
from intake.relay.clock import iso_week
from intake.relay.database import open_database
from intake.relay.links.register import Kind
from intake.relay.links.tables import organisation
from intake.relay.tables import bundle
from tests.forensics.copies import Copy, take_copy
from tests.relay.world import INBOX, OPEN_INBOX, World, changed

OTHER_ORGANISATION = "library"


class Origin:
    """A relay before its twins part: links of two organisations and for a tablet, and envelopes sealed for it."""

    def __init__(self, folder: Path, *, cards: int = 6, envelopes: int = 14) -> None:
        self._folder = folder
        (folder / "origin").mkdir()
        self._world = World(folder / "origin")
        self.begins = self._world.now
        self._twins: list[Twin] = []
        with self._world.relay.engine.begin() as connection:
            added = {"id": OTHER_ORGANISATION, "name": "Bibliotheek", "inbox": INBOX, "place": "GM0344"}
            connection.execute(insert(organisation).values(added))
        self.links: Sequence[Token] = [
            *(self._world.link() for _ in range(cards)),
            *(self._world.link(organisation=OTHER_ORGANISATION) for _ in range(cards)),
            self._world.link(Kind.KIOSK),
        ]
        sheet = self._world.ggd.sheet(self._world.today, inbox=OPEN_INBOX)
        assert self._world.carry("POST", "key-sheet", sheet.raw, inbox=OPEN_INBOX).status_code == 200
        self.envelopes = [self._world.ggd.seal() for _ in range(envelopes)]
        self._world.relay.engine.dispose()

    def twin(self) -> Twin:
        """Another relay that is the same until now."""
        place = self._folder / f"twin-{len(self._twins) + 1}"
        shutil.copytree(self._world.config.data, place)
        self._twins.append(Twin(self._world, place))
        return self._twins[-1]

    def close(self) -> None:
        """Let go of all files."""
        for twin in self._twins:
            twin.relay.engine.dispose()


class Twin(World):
    """One of several relays with the same past."""

    def __init__(self, origin: World, folder: Path) -> None:
        self.__dict__.update(copy.copy(origin.__dict__))
        self.config = changed(origin.config, data=folder)
        engine = open_database(folder, self.key)
        self.relay = replace(origin.relay, config=self.config, engine=engine)
        self.app = create_app(self.relay, environment="test", clock=lambda: self.now)
        self.client = self.app.test_client()
        self._copies = 0

    def copied(self) -> Copy:
        """What a thief takes away now."""
        self._copies += 1
        folder = self.config.data
        return take_copy(folder, self.key, folder.with_name(f"{folder.name}-copy-{self._copies}"))

    def keep_house(self) -> int:
        """What the relay does at night; how many envelopes it erased."""
        return housekeeping.keep_house(self.relay, self.today)

    def collected(self) -> None:
        """A courier comes. A bundle's digest is salted: here it is the same for all twins, as chance might have it."""
        row = {"inbox": INBOX, "sequence": 1, "week": iso_week(self.today), "digest": bytes(32)}
        with self.relay.engine.begin() as connection:
            connection.execute(delete(bundle).where(bundle.c.inbox == INBOX))
            connection.execute(insert(bundle).values(row))

    def visit(self, envelope: bytes, token: str, language: str = "en", **headers: str) -> None:
        """One person's whole visit: the form's page in a language, the link, the envelope."""
        for page in ("/", f"/{language}/"):
            assert self.client.get(page, headers=headers).status_code == 200
        assert self.client.post("/api/links/open", json={"token": token}, headers=headers).status_code == 200
        assert self.send(envelope, f"Link {token}", **headers).status_code == 201

    def sent(self, envelope: bytes, token: str) -> None:
        """Somebody opens the form, and sends it."""
        assert self.open(token).status_code == 200
        assert self.send(envelope, f"Link {token}").status_code == 201
