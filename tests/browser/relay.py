"""A relay that really serves, and a GGD that can open what it got: what the form talks to in these tests."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from flask import Response
from nacl.signing import SigningKey
from sqlalchemy import insert, select
from werkzeug.serving import WSGIRequestHandler, make_server

from intake.config import Inbox, Organisation, Relay
from intake.desk.opening import OpeningKey, open_envelope
from intake.envelope.encoding import base64url
from intake.envelope.link import Token, link_url
from intake.envelope.sheet import Purpose, SheetKey, sign_sheet
from intake.envelope.signatures import fingerprint
from intake.envelope.submission import Submission
from intake.questionnaire import load
from intake.relay import tables
from intake.relay.app import create_app
from intake.relay.carrying.sheets import take_sheet
from intake.relay.clock import utc_now
from intake.relay.database import make_database
from intake.relay.instance import OpenRelay
from intake.relay.links.register import Kind, new_links
from tests.browser.line import Line

INBOX, ORGANISATION, GGD = "ggd-demo", "school", "GGD Voorbeeld"
OTHER_INBOX = "ggd-other"


@dataclass(frozen=True)
class FormRelay:
    """``origin`` answers over HTTP until the fixture ends. ``key`` is that of its database."""

    relay: OpenRelay
    origin: str
    identity: SigningKey
    desk: OpeningKey
    line: Line
    key: bytes

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.identity.verify_key.encode())

    def token(self, kind: Kind = Kind.CARD, *, days: int = 30) -> Token:
        """A link that is handed out now."""
        with self.relay.engine.begin() as connection:
            (token,) = new_links(connection, ORGANISATION, kind, now=utc_now(), days=days, count=1)
        return token

    def link(self, token: Token | None = None) -> str:
        """The address on a card."""
        return link_url(self.origin, token or self.token(), self.fingerprint)

    def kiosk_link(self, token: Token | None = None) -> str:
        """The address that is opened once on a tablet."""
        return link_url(self.origin, token or self.token(Kind.KIOSK), self.fingerprint, path="/kiosk/")

    def envelopes(self) -> list[bytes]:
        """Everything stored, as bytes."""
        with self.relay.engine.begin() as connection:
            return [bytes(row[0]) for row in connection.execute(select(tables.arrival.c.bytes))]

    def submission(self, code: str) -> Submission:
        """What the person sent who was shown this code."""
        keys = {self.desk.id: self.desk}
        opened = (open_envelope(data, keys, INBOX).submission for data in self.envelopes())
        return {submission.code: submission for submission in opened}[code]


def serve_form(
    folder: Path,
    *,
    keep: bool = False,
    own: Path | None = None,
    towns: tuple[str, ...] = (),
    other_towns: tuple[str, ...] = (),
    audio: Path | None = None,
) -> FormRelay:
    """A relay in ``folder``, serving from a thread until the process ends.

    ``keep``: browsers may keep its pages. ``own``: the inbox asks the questionnaire in this folder; another inbox
    still asks the usual one. ``towns`` (CBS codes) need no link, nor do ``other_towns`` for that other inbox.
    ``audio`` is a folder of sound packs.
    """
    identity, desk, recovery = SigningKey.generate(), OpeningKey.generate(), OpeningKey.generate()
    today = utc_now().date()
    span = (today - timedelta(1), today + timedelta(60))
    keys = [SheetKey(Purpose.DESK, desk.public, *span), SheetKey(Purpose.RECOVERY, recovery.public, *span)]
    sheet = sign_sheet(identity, ggd=GGD, inbox=INBOX, issued=span[0], expires=span[1], keys=keys)
    asked = ("ggd10", "1") if own is None else (load(own).id, load(own).version)
    inbox = _inbox(INBOX, fingerprint(identity.verify_key.encode()), asked, towns)
    config = Relay(
        data=folder,
        origin="http://127.0.0.1",
        audio=audio,
        questionnaires=() if own is None else (own,),
        inboxes=(inbox, _inbox(OTHER_INBOX, inbox.identity, ("ggd10", "1"), other_towns)),
        organisations=(Organisation(ORGANISATION, "Taalschool", INBOX, "GM0363"),),
    )
    key = os.urandom(32)
    engine = make_database(folder, key)
    with engine.begin() as connection:
        connection.execute(insert(tables.relay).values(instance=base64url(os.urandom(16)), epoch=1))
        take_sheet(connection, inbox, sheet.raw)
    relay = OpenRelay(config, engine, SigningKey.generate(), "relay-instance-00000000", 1)
    line = Line()
    return FormRelay(relay, _serve(relay, line, keep=keep), identity, desk, line, key)


def _inbox(name: str, identity: str, asked: tuple[str, str], towns: tuple[str, ...]) -> Inbox:
    return Inbox(name, identity, *asked, self_referral=bool(towns), municipalities=towns)


class _Quiet(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        """Nothing: as the real server."""


def _serve(relay: OpenRelay, line: Line, *, keep: bool) -> str:
    """The origin at which the relay answers from now on."""
    # The origin stands in the application, and the port is known only once something listens on it.
    server = make_server("127.0.0.1", 0, line, True, request_handler=_Quiet)
    origin = f"http://127.0.0.1:{server.port}"
    config = Relay(**{name: getattr(relay.config, name) for name in Relay.__struct_fields__} | {"origin": origin})
    app = create_app(replace(relay, config=config), environment="test")
    line.app = app
    if keep:
        app.after_request_funcs[None].insert(0, _kept)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return origin


def _kept(response: Response) -> Response:
    """Without what forbids a browser to keep the page for its Back key."""
    del response.headers["Cache-Control"]
    response.headers.pop("Clear-Site-Data", None)
    return response
