"""The whole way of the post: a relay that serves, a sync with a stick, and a desk that opens what comes."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import msgspec
from flask import Flask
from sqlalchemy import select, update

from intake.config import Relay
from intake.courier.round import Rounds
from intake.courier.shared import Shared
from intake.desk import tables as desk_tables
from intake.desk.backup import making as desk_backup
from intake.desk.backup.restoring import restore as desk_restore
from intake.desk.folder import Folder
from intake.desk.importing import Summary, import_bundle
from intake.relay.app import create_app
from intake.relay.backup.making import back_up
from intake.relay.backup.restoring import restore
from intake.relay.instance import open_relay
from tests.courier.cable import Cable, courier_of, serving
from tests.desk.world import DESK_KEY, IDENTITY, RECOVERY_KEY, RELAY, SIGNING, sealed, submission
from tests.desk.world import PASSPHRASE as DESK_PASSPHRASE
from tests.desk.world import World as Desk
from tests.relay.test_backup import make_whole
from tests.relay.world import INBOX, PASSPHRASE, Ggd, World


class Way:
    """Relay, stick and desk. ``said`` is what the sync said."""

    def __init__(self, folder: Path, empty_desk: Path, stack: ExitStack) -> None:
        for name in ("relay", "stick", "desk"):
            (folder / name).mkdir()
        self.folder, self.stick, self._empty_desk, self._stack = folder, folder / "stick", empty_desk, stack
        self.world = make_whole(World(folder / "relay", hours_between_bundles=24, ggd=_ggd(), signing=RELAY))
        self.desk = Desk.new(folder / "desk", empty_desk)
        self.sent: list[str] = []
        self.said: list[str] = []
        self._numbers = count(1)
        self.world.relay.engine.dispose()
        self._cable = Cable(self._serve(self._opened(self.world.config)))
        stack.callback(self._cable.close)
        self._rounds = Rounds(
            courier_of(self.world, self._cable.address), Shared(self.stick, INBOX), self.said.append, patience=900
        )

    def send(self, number: int) -> None:
        """So many people answer."""
        token = self.world.link()
        for _ in range(number):
            person = submission()
            assert self.world.send(sealed(person), f"Link {token}").status_code == 201
            self.sent.append(person.id)

    def sync(self) -> None:
        """One round at the PC with the network."""
        self._rounds.bring()
        self._rounds.fetch()

    def take_in(self) -> list[Summary]:
        """Import every bundle that is on the stick; the receipts are on it afterwards."""
        summaries = []
        for bundle in sorted(self.stick.glob("*.envelop")):
            with self.desk.desk() as desk:
                summaries.append(import_bundle(desk, bundle, self.stick / f"receipt-{next(self._numbers)}"))
        return summaries

    def carry(self) -> list[Summary]:
        """A day: the post comes, is taken in, and the receipts go."""
        self.later(days=1)
        self.sync()
        summaries = self.take_in()
        self.sync()
        return summaries

    def later(self, **span: float) -> None:
        """Let time pass everywhere."""
        self.world.later(**span)
        self.desk.later(**span)

    def cases(self) -> Counter[str]:
        """Whose case is in the queue, and how often."""
        with self.desk.desk() as desk, desk.reading() as connection:
            return Counter(connection.execute(select(desk_tables.cases.c.id)).scalars())

    def back_up_relay(self) -> Path:
        """A backup as the command makes it."""
        file = self.folder / f"backup-{next(self._numbers)}"
        back_up(self.world.config, PASSPHRASE, file, self.world.today)
        return file

    def restore_relay(self, backup: Path) -> None:
        """The relay's machine is lost; another one is made from the backup."""
        place = msgspec.structs.replace(self.world.config, data=self.folder / f"relay-{next(self._numbers)}")
        restore(place, PASSPHRASE, backup)
        self.world.relay.engine.dispose()
        self._cable.port = self._serve(self._opened(place))

    def back_up_desk(self) -> Path:
        """A backup as the command makes it."""
        if not Folder(self.desk.section.data).desk.exists():
            self.desk.write_keys()
        with self.desk.desk() as desk:
            return desk_backup.back_up(desk, self.folder / f"desk-{next(self._numbers)}").file

    def restore_desk(self, backup: Path, *, before: int = 0) -> None:
        """The desk's machine is lost; another one is made from the backup, which was brought back ``before``."""
        shutil.rmtree(self.desk.section.data)
        desk_restore(self.desk.section, DESK_PASSPHRASE, backup, before=before, clock=lambda: self.desk.now)

    def replace_desk(self) -> None:
        """The desk's machine is lost, and so are its backups; its keys are not."""
        shutil.copy(self._empty_desk, self._database)
        with self.desk.desk() as desk, desk.writing() as connection:
            connection.execute(update(desk_tables.instance).values(desk="B" * 22))

    @property
    def _database(self) -> Path:
        return self.desk.section.data / "desk.sqlite"

    def _opened(self, config: Relay) -> Flask:
        """The relay of this configuration takes the place of the world's."""
        self.world.relay = open_relay(config, PASSPHRASE)
        self.world.app = create_app(self.world.relay, environment="test", clock=lambda: self.world.now)
        self.world.client = self.world.app.test_client()
        return self.world.app

    def _serve(self, app: Flask) -> int:
        return self._stack.enter_context(serving(app))


@contextmanager
def whole_way(folder: Path, empty_desk: Path) -> Iterator[Way]:
    """A way that nobody went yet."""
    with ExitStack() as stack:
        way = Way(folder, empty_desk, stack)
        yield way
    way.world.relay.engine.dispose()


def _ggd() -> Ggd:
    """The GGD of the desk."""
    ggd = Ggd()
    ggd.identity, ggd.desk_signing = IDENTITY, SIGNING
    ggd.desk, ggd.recovery = DESK_KEY.public, RECOVERY_KEY.public
    return ggd
