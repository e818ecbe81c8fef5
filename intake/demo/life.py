"""Bring a new demo to life: forty people open their links, seal and send; the post is carried to the desk.

Through the real interfaces: HTTP to a served relay, the courier's signed requests, the desk's import.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from threading import Thread

from waitress.server import create_server

from intake.courier.push import push
from intake.demo.joining import join
from intake.demo.ports import HOST, free_port
from intake.demo.samples import COUNT, sample_submissions
from intake.demo.scene import ORGANISATION, Scene
from intake.demo.stick import carry, relay_client
from intake.desk.unlock import open_desk
from intake.envelope.canonical import canonical
from intake.envelope.context import Context
from intake.envelope.format import MEDIA_TYPE
from intake.envelope.link import Token, token_of
from intake.envelope.sealing import seal
from intake.envelope.sheet import KeySheet, Purpose, read_sheet
from intake.envelope.submission import Submission
from intake.questionnaire.loader import load
from intake.questionnaire.shipped import shipped_questionnaire
from intake.relay.app import create_app
from intake.relay.instance import open_relay
from intake.relay.links.handout import hand_out_links
from intake.relay.links.register import Kind


def bring_to_life(scene: Scene, now: datetime, progress: Callable[[int, int], None]) -> None:
    """Fill ``scene`` with the sample people's cases. ``progress`` hears of each envelope that was imported."""
    with _served(scene, now) as (address, tokens):
        client = relay_client(scene, address)
        push(client, scene.desk.data / "ring.json")
        _send_all(address, tokens, now)
        with open_desk(scene.desk, scene.passphrase) as desk:
            carry(scene, client, desk, progress)
            join(scene, client, desk, lambda: now)


@contextmanager
def _served(scene: Scene, now: datetime) -> Iterator[tuple[str, Sequence[Token]]]:
    """The relay, served on a port of its own for a moment, and a link for each sample person."""
    relay = open_relay(scene.relay, scene.passphrase)
    links = hand_out_links(relay, ORGANISATION, Kind.CARD, now=now, count=COUNT)
    port = free_port()
    server = create_server(create_app(relay, environment="demo"), host=HOST, port=port)
    Thread(target=server.run, name="relay", daemon=True).start()
    try:
        yield f"http://{HOST}:{port}", [token_of(link) for link in links]
    finally:
        server.close()
        relay.engine.dispose()


def _send_all(address: str, tokens: Sequence[Token], now: datetime) -> None:
    questionnaire = load(shipped_questionnaire("ggd10"))
    form = _asked(f"{address}/api/links/open", canonical({"token": tokens[0]}))
    sheet = read_sheet(canonical(form["key_sheet"]))
    people = sample_submissions(questionnaire, tokens, via=form["via"], place=form["place"], today=now.date())
    for token, submission in zip(tokens, people, strict=True):
        _send(f"{address}/api/envelopes", token, _sealed(submission, sheet, now))


def _sealed(submission: Submission, sheet: KeySheet, now: datetime) -> bytes:
    today = now.date()
    return seal(
        submission.to_json(),
        context=Context(sheet.inbox, submission.questionnaire, submission.version),
        desk=sheet.recipient(Purpose.DESK, today).public,
        recovery=sheet.recipient(Purpose.RECOVERY, today).public,
    )


def _asked(url: str, body: bytes) -> dict[str, str]:
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 - this machine
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        asked: dict[str, str] = json.load(answer)
        return asked


def _send(url: str, token: Token, envelope: bytes) -> None:
    headers = {"Authorization": f"Link {token}", "Content-Type": MEDIA_TYPE}
    with urllib.request.urlopen(urllib.request.Request(url, envelope, headers)) as answer:  # noqa: S310
        answer.read()
