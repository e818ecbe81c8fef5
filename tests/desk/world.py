"""A small world around one desk: its keys, a relay that signs bundles, newcomers who seal, and a clock.

The desk's key is the one of the test vectors, so that every vector can be carried to it. No Argon2 here: tests of
commands and ceremonies make their own folders.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from nacl.signing import SigningKey

from intake.config import Desk
from intake.desk.database import open_database
from intake.desk.folder import Folder
from intake.desk.importing import Summary, import_bundle
from intake.desk.instance import Instance, read_instance
from intake.desk.keys.bunch import Bunch
from intake.desk.library import Library
from intake.desk.opening import OpeningKey
from intake.desk.unlock import OpenDesk
from intake.envelope.bundle import Manifest, contents_digest, write_bundle
from intake.envelope.canonical import canonical
from intake.envelope.context import Context
from intake.envelope.encoding import base64url, crockford
from intake.envelope.format import ENVELOPE_LENGTH, digest
from intake.envelope.receipt import Receipt, read_receipt
from intake.envelope.roles import certify_desk
from intake.envelope.sealing import seal
from intake.envelope.sheet import KeySheet, Purpose, SheetKey, sign_sheet
from intake.envelope.submission import Answer, Contact, Submission
from intake.locked import FLOOR, lock
from intake.questionnaire import shipped_questionnaire
from tests.vectors.vector import vectors

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
INBOX = "ggd-demo"
PASSPHRASE = "correct horse battery staple"
PASSPHRASES = {"anna": PASSPHRASE, "noor": "kettle marble lantern forest"}
SHARED = vectors()[0].headers
DESK_KEY = OpeningKey.from_seed(bytes.fromhex(SHARED["desk"]))
RECOVERY_KEY = OpeningKey.from_seed(bytes.fromhex(SHARED["recovery"]))
IDENTITY, SIGNING, RELAY = SigningKey(b"i" * 32), SigningKey(b"s" * 32), SigningKey(b"l" * 32)
DATABASE_KEY = b"k" * 32
GGD10 = shipped_questionnaire("ggd10")

WELL: Mapping[str, Answer] = {
    "sleep": "good",
    "dreams": "never",
    "pain": "never",
    "energy": "mostly",
    "memory": "never",
    "startle": "never",
    "joy": "often",
    "home": "mostly",
    "doctor": "under_a_year",
    "talk": "no",
}


@dataclass(frozen=True, slots=True)
class Cut:
    """A bundle's file and what the relay signed of it."""

    path: Path
    manifest: Manifest
    digests: tuple[bytes, ...]


def ring(today: date) -> KeySheet:
    """The desk's key sheet."""
    end = today + timedelta(365)
    keys = [SheetKey(Purpose.DESK, DESK_KEY.public, today, end)]
    keys.append(SheetKey(Purpose.RECOVERY, RECOVERY_KEY.public, today, end))
    expires = today + timedelta(90)
    return sign_sheet(IDENTITY, ggd="GGD Fryslân", inbox=INBOX, issued=today, expires=expires, keys=keys)


def submission(*, answers: Mapping[str, Answer] | None = None, contact: Contact | None = None) -> Submission:
    """A person for whom nothing stands out but what ``answers`` says."""
    return Submission(
        id=base64url(os.urandom(16)),
        sealed_at=date(2026, 11, 22),
        questionnaire="ggd10",
        version="1",
        language="ti",
        answers={**WELL, **(answers or {})},
        code=crockford(os.urandom(5)),
        contact=contact or Contact(),
        place="GM0363",
        via="demo",
    )


def sealed(content: Submission | bytes, *, context: Context | None = None) -> bytes:
    """An envelope for the desk around a submission, or around any plaintext."""
    if isinstance(content, Submission):
        context = context or Context(INBOX, content.questionnaire, content.version)
        content = content.to_json()
    bound = context or Context(INBOX, "ggd10", "1")
    return seal(content, context=bound, desk=DESK_KEY.public, recovery=RECOVERY_KEY.public)


class World:
    """One desk and everybody around it. ``now`` may be moved."""

    def __init__(self, folder: Path) -> None:
        self.now = MONDAY
        self.folder = folder
        self.section = Desk(data=folder / "desk", inbox=INBOX, ggd="GGD Fryslân", questionnaires=(GGD10,))
        self._numbers = count(1)

    @classmethod
    def new(cls, folder: Path, empty_database: Path) -> World:
        """A desk that nothing was imported into yet."""
        world = cls(folder)
        world.section.data.mkdir()
        shutil.copy(empty_database, Folder(world.section.data).database)
        return world

    @contextmanager
    def desk(self, *, actor: str = "anna", questionnaires: tuple[Path, ...] | None = None) -> Iterator[OpenDesk]:
        """The desk, unlocked by ``actor``; afterwards locked again."""
        section = self.section
        if questionnaires is not None:
            members = {name: getattr(section, name) for name in section.__struct_fields__}
            section = Desk(**(members | {"questionnaires": questionnaires}))
        today = self.now.date()
        engine = open_database(Folder(section.data).database, DATABASE_KEY)
        with engine.connect() as connection:
            instance = read_instance(connection, inbox=INBOX)
            library = Library.of(Folder(section.data).questionnaires, connection)
        certificate = certify_desk(IDENTITY, inbox=INBOX, public=SIGNING.verify_key.encode(), issued=today)
        bunch = Bunch({DESK_KEY.id: DESK_KEY}, SIGNING, DATABASE_KEY)
        desk = OpenDesk(section, actor, bunch, ring(today), certificate, engine, instance, library, lambda: self.now)
        with desk:
            yield desk

    def write_keys(self, *others: str) -> None:
        """Put the world's keys into its folder, as a ceremony does: for what is unlocked with a passphrase."""
        folder = Folder(self.section.data)
        with self.desk() as desk:
            passphrases = {name: PASSPHRASES[name] for name in ("anna", *others)}
            lock(folder.desk, desk.bunch.secrets(), passphrases, cost=FLOOR)
            folder.ring.write_bytes(desk.ring.raw)
            folder.certificate.write_bytes(canonical(desk.certificate))

    def instance(self) -> Instance:
        """Which desk this is."""
        with self.desk() as desk:
            return desk.instance

    def bundle(
        self,
        *envelopes: bytes,
        damage: Mapping[bytes, bytes] | None = None,
        key: SigningKey = RELAY,
        **said: Any,
    ) -> Cut:
        """A bundle of ``envelopes``; in the file, those in ``damage`` are replaced by other bytes."""
        ordered = sorted(set(envelopes), key=digest)
        digests = tuple(map(digest, ordered))
        manifest = Manifest(
            v=1,
            inbox=INBOX,
            relay="relay-one",
            epoch=1,
            sequence=1,
            previous=None,
            cut="2026-11-23",
            count=len(ordered),
            contents=contents_digest(digests),
            handed_out=(),
        )
        manifest = _changed(manifest, said)
        carried = [(damage or {}).get(each, each) for each in ordered]
        path = self.folder / f"bundle-{next(self._numbers)}"
        path.write_bytes(b"".join(write_bundle(key, manifest, digests, carried)))
        return Cut(path, manifest, digests)

    def take_in(self, cut: Cut | Path) -> Summary:
        """Import a bundle and forget the receipt."""
        return self.take_in_with_receipt(cut)[0]

    def take_in_with_receipt(self, cut: Cut | Path) -> tuple[Summary, Receipt]:
        """Import a bundle; what happened, and the receipt as the relay reads it."""
        receipt = self.folder / f"receipt-{next(self._numbers)}"
        with self.desk() as desk:
            summary = import_bundle(desk, cut if isinstance(cut, Path) else cut.path, receipt)
        return summary, read_receipt(receipt.read_bytes(), identity=IDENTITY.verify_key.encode(), inbox=INBOX)

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


def _changed(manifest: Manifest, said: Mapping[str, Any]) -> Manifest:
    members = {name: getattr(manifest, name) for name in manifest.__struct_fields__}
    return Manifest(**(members | dict(said)))


def carriable() -> list[tuple[str, bytes]]:
    """The vectors for the desk key that a bundle can hold: what they must come to, and their bytes."""
    chosen = [vector for vector in vectors() if "desk" in vector.headers and len(vector.body) == ENVELOPE_LENGTH]
    return [(vector.expect, vector.body) for vector in chosen]
