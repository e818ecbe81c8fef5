"""A desk to which hurt bundles are brought: what it says, what it has then, and what its receipt promises."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sqlalchemy import select

from intake.desk.tables import cases, envelopes
from intake.desk.terminal.summary import summary_lines
from intake.envelope.encoding import base64url
from intake.envelope.format import digest
from intake.errors import IntakeError
from tests.desk.world import RELAY, World, sealed, submission
from tests.faults.bundles import Parts, bundle_of

EARLIER = submission()
"""Whoever came in with the bundle before."""
BEFORE = bundle_of(RELAY, [sealed(EARLIER)], sequence=5, epoch=2)


def following(envelopes: Sequence[bytes]) -> Parts:
    """A good bundle of ``envelopes``, after BEFORE."""
    previous = base64url(hashlib.sha256(BEFORE.manifest).digest())
    return bundle_of(RELAY, envelopes, sequence=6, epoch=2, previous=previous)


@dataclass(frozen=True, slots=True)
class Told:
    """What whoever imported it reads, with N for each number, and what the receipt says the desk has."""

    text: str
    receipt: frozenset[bytes] | None


class Hurt:
    """A desk that imported BEFORE; each of these begins with a copy of one folder."""

    _numbers = count()

    def __init__(self, folder: Path, template: World) -> None:
        self._world = World(folder / f"desk-{next(self._numbers)}")
        self._world.now = template.now
        shutil.copytree(template.section.data, self._world.section.data)

    def bring(self, data: bytes) -> Told:
        """Import the file; a refusal is told too."""
        path = self._world.folder / f"brought-{next(self._numbers)}"
        path.write_bytes(data)
        return self.take(path)

    def take(self, path: Path) -> Told:
        """Import what lies at ``path``."""
        try:
            summary, receipt = self._world.take_in_with_receipt(path)
        except IntakeError as refused:
            return Told(refused.message if refused.hint else "nothing that could be done", None)
        _, *lines = summary_lines(summary)
        return Told(re.sub(r"\b\d+\b", "N", " ".join(lines)), frozenset(receipt.have))

    def has(self) -> set[bytes]:
        """The digests of what is in the desk since BEFORE."""
        with self._world.desk() as desk, desk.reading() as connection:
            known = set(connection.execute(select(envelopes.c.digest)).scalars())
        assert set(BEFORE.digests) <= known
        return known - set(BEFORE.digests)

    def cases(self) -> Counter[str]:
        """How many cases there are of each form."""
        with self._world.desk() as desk, desk.reading() as connection:
            return Counter(connection.execute(select(cases.c.id)).scalars())


def template(folder: Path, empty_database: Path) -> World:
    """The folder to copy."""
    made = World.new(folder, empty_database)
    path = folder / "before"
    path.write_bytes(BEFORE.join())
    made.take_in(path)
    return made


def whole_in_place(data: bytes, good: Parts) -> set[bytes]:
    """Which envelopes of ``good`` lie whole in ``data``, each where it lies in the good file."""
    body, length = good.borders()["envelopes"], len(good.envelopes[0])
    places = {body + number * length: envelope for number, envelope in enumerate(good.envelopes)}
    return {digest(envelope) for place, envelope in places.items() if data[place : place + length] == envelope}
