"""A small world around one relay: a GGD with its keys, a school that hands out links, a courier, and a clock.

No Argon2 and no server process here, so that a world is made in milliseconds; tests of those make their own.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from flask.testing import FlaskClient
from nacl.signing import SigningKey
from sqlalchemy import insert
from werkzeug.test import TestResponse

from intake.config import Inbox, Limits, Organisation, Relay
from intake.envelope.context import Context
from intake.envelope.courier_request import authorization
from intake.envelope.encoding import base64url
from intake.envelope.format import MEDIA_TYPE
from intake.envelope.link import Token
from intake.envelope.receipt import Receipt, sign_receipt
from intake.envelope.roles import certify_desk
from intake.envelope.sealing import seal
from intake.envelope.sheet import KeySheet, Purpose, SheetKey, sign_sheet
from intake.envelope.signatures import fingerprint
from intake.relay import tables
from intake.relay.app import create_app
from intake.relay.carrying.sheets import take_sheet
from intake.relay.instance import OpenRelay
from intake.relay.links.register import Kind, count_handed_out, new_links
from intake.relay.store import make_store, open_store

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
INBOX, ORGANISATION = "ggd-demo", "school"
OPEN_INBOX = "ggd-open"
"""Takes people without a link."""
CONTEXT = Context(INBOX, "ggd10", "1")
ORIGIN = "https://formulier.example.nl"
PASSPHRASE = "correct horse battery staple"


def xwing_public() -> bytes:
    """The public half of a fresh X-Wing key; its private half is forgotten at once."""
    expanded = hashlib.shake_256(os.urandom(32)).digest(96)
    encapsulation = MLKEM768PrivateKey.from_seed_bytes(expanded[:64]).public_key().public_bytes_raw()
    return encapsulation + X25519PrivateKey.from_private_bytes(expanded[64:]).public_key().public_bytes_raw()


def outcome(answer: TestResponse) -> tuple[int, str]:
    """Status and fixed word of a refusal."""
    return answer.status_code, answer.get_json()["error"]


class Ggd:
    """The GGD's side, as far as the relay meets it: identity, recipient keys, a desk that signs receipts."""

    def __init__(self) -> None:
        self.identity, self.desk_signing = SigningKey.generate(), SigningKey.generate()
        self.desk, self.recovery = xwing_public(), xwing_public()

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.identity.verify_key.encode())

    def sheet(self, issued: date, *, inbox: str = INBOX, until: int = 365) -> KeySheet:
        """A key sheet whose keys are used for ``until`` days from ``issued``."""
        keys = [
            SheetKey(Purpose.DESK, self.desk, issued, issued + timedelta(until)),
            SheetKey(Purpose.RECOVERY, self.recovery, issued, issued + timedelta(until)),
        ]
        return sign_sheet(
            self.identity,
            ggd="GGD Fryslân",
            inbox=inbox,
            issued=issued,
            expires=issued + timedelta(90),
            keys=keys,
        )

    def seal(self, *, context: Context = CONTEXT, plaintext: bytes = b"{}") -> bytes:
        """A fresh envelope."""
        return seal(plaintext, context=context, desk=self.desk, recovery=self.recovery)

    def receipt(
        self,
        have: Iterable[bytes],
        *,
        sequence: int = 1,
        previous: Receipt | None = None,
        desk: str = "A" * 22,
        epoch: int = 1,
        inbox: str = INBOX,
    ) -> tuple[bytes, Receipt]:
        """A signed receipt, and what it says."""
        said = Receipt(
            inbox=inbox,
            desk=desk,
            epoch=epoch,
            sequence=sequence,
            previous=None if previous is None else previous.digest(),
            have=frozenset(have),
            audit_head=bytes(32),
        )
        public = self.desk_signing.verify_key.encode()
        certificate = certify_desk(self.identity, inbox=inbox, public=public, issued=MONDAY.date())
        return sign_receipt(self.desk_signing, certificate, said), said


class World:
    """One relay and everybody around it. ``now`` may be moved."""

    def __init__(
        self,
        folder: Path,
        *,
        limits: Limits | None = None,
        hours_between_bundles: int = 0,
        database: str | None = None,
        ggd: Ggd | None = None,
        signing: SigningKey | None = None,
    ) -> None:
        """``database``: the address of one on a server, which has its tables. ``signing`` signs its bundles."""
        self.now = MONDAY
        self.ggd, self.courier = ggd or Ggd(), SigningKey.generate()
        self.key = os.urandom(32)
        self.config = self._config(folder, limits or Limits(), hours_between_bundles, database)
        engine = make_store(self.config, self.key) if database is None else open_store(self.config, self.key)
        with engine.begin() as connection:
            connection.execute(insert(tables.relay).values(instance=base64url(os.urandom(16)), epoch=1))
            take_sheet(connection, self.config.inboxes[0], self.ggd.sheet(MONDAY.date()).raw)
        self.relay = OpenRelay(self.config, engine, signing or SigningKey.generate(), "relay-instance-00000000", 1)
        self.app = create_app(self.relay, environment="test", clock=lambda: self.now)
        self.client: FlaskClient = self.app.test_client()

    def _config(self, folder: Path, limits: Limits, hours: int, database: str | None) -> Relay:
        couriers = (fingerprint(self.courier.verify_key.encode()),)
        own = Inbox(INBOX, self.ggd.fingerprint, "ggd10", "1", couriers)
        open_to_all = Inbox(
            OPEN_INBOX, self.ggd.fingerprint, "ggd10", "1", couriers, self_referral=True, municipalities=("GM0363",)
        )
        organisation = Organisation(ORGANISATION, "Taalschool", INBOX, "GM0363")
        return Relay(
            data=folder,
            origin=ORIGIN,
            inboxes=(own, open_to_all),
            draft_languages=("en",),  # nobody reviewed any yet: in production there would be none
            organisations=(organisation,),
            limits=limits,
            hours_between_bundles=hours,
            database=database,
        )

    @property
    def today(self) -> date:
        return self.now.date()

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)

    def collected(self) -> None:
        """A courier comes now, and fetches the bundle."""
        assert self.carry("GET", "bundle").status_code == 200

    def link(self, kind: Kind = Kind.CARD, organisation: str = ORGANISATION) -> Token:
        """A link that is handed out now."""
        with self.relay.engine.begin() as connection:
            (token,) = new_links(connection, organisation, kind, now=self.now, days=30, count=1)
            count_handed_out(connection, organisation, now=self.now, count=1 if kind is Kind.CARD else 0)
        return token

    def open(self, token: str) -> TestResponse:
        """What the form asks first."""
        return self.client.post("/api/links/open", json={"token": token})

    def send(self, data: bytes, authorization: str, **headers: str) -> TestResponse:
        """Send ``data`` as the form would."""
        named = {"Authorization": authorization, "Content-Type": MEDIA_TYPE} | headers
        return self.client.post("/api/envelopes", data=data, headers=named)

    def stored(self, count: int = 1) -> list[bytes]:
        """``count`` fresh envelopes that the relay has stored."""
        token = self.link()
        envelopes = [self.ggd.seal() for _ in range(count)]
        assert {self.send(each, f"Link {token}").status_code for each in envelopes} <= {201}
        return envelopes

    def carry(self, method: str, name: str, body: bytes = b"", *, inbox: str = INBOX, **signed: Any) -> TestResponse:
        """A courier's request; ``signed_path=`` and the like make its signature say something else."""
        path = f"/api/inboxes/{inbox}/{name}"
        header = authorization(
            signed.get("signed_by", self.courier),
            method=signed.get("signed_method", method),
            path=signed.get("signed_path", path),
            body=signed.get("signed_body", body),
            time=signed.get("signed_time", int(self.now.timestamp())),
        )
        return self.client.open(path, method=method, data=body, headers={"Authorization": header})

    def acknowledge(self, have: Iterable[bytes], **said: Any) -> Receipt:
        """Let the desk say that it has these; the receipt, for the next one to follow."""
        body, receipt = self.ggd.receipt(have, **said)
        assert self.carry("POST", "receipts", body).status_code == 200
        return receipt

    def restarted(self, **changes: Any) -> FlaskClient:
        """Another process on the same database, with another configuration."""
        relay = replace(self.relay, config=changed(self.config, **changes))
        return create_app(relay, environment="test", clock=lambda: self.now).test_client()


def changed(config: Relay, **changes: Any) -> Relay:
    """The same configuration with other values."""
    members = {name: getattr(config, name) for name in config.__struct_fields__}
    return Relay(**(members | changes))
