"""The relay as it serves, asked over a socket: the same outcome is the same bytes, and nothing is written down."""

from __future__ import annotations

import json
import re
import signal
import socket
import struct
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from intake.envelope.format import ENVELOPE_LENGTH, MEDIA_TYPE
from intake.envelope.link import Token
from intake.relay.app import create_app
from intake.relay.links.register import Kind, new_links
from intake.relay.links.tables import organisation
from tests.relay.handout.test_serving import SECTION, port_in
from tests.relay.served import COMMAND, Served
from tests.relay.world import INBOX, ORGANISATION

TELLTALES = {"User-Agent": "Telltale/1.0", "X-Forwarded-For": "203.0.113.77", "Referer": "https://tell.example/tale"}
SECRETS = ("Telltale", "203.0.113", "127.0.0.1", "tell.example", "/api/", "/handout/", "secret", "Traceback", "GET ")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A relay with a second organisation, and pages of those who hand out."""
    made = Served(tmp_path_factory.mktemp("served"))
    with made.config_file.open("a") as file:
        file.write(SECTION)
    relay = made.opened()
    with relay.engine.begin() as connection:
        connection.execute(insert(organisation).values(id="library", name="Bibliotheek", inbox=INBOX, place="GM0363"))
    relay.engine.dispose()
    with made.serving():
        yield made


def links(served: Served, organisation: str = ORGANISATION, kind: Kind = Kind.CARD, *, age: int = 0) -> list[Token]:
    """Four links that were handed out ``age`` days ago."""
    relay = served.opened()
    with relay.engine.begin() as connection:
        made = new_links(connection, organisation, kind, now=datetime.now(UTC) - timedelta(days=age), days=30, count=4)
    relay.engine.dispose()
    return list(made)


def answer(served: Served, method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
    """The whole answer as it came, but for its date."""
    named = {"Host": "formulier.example.nl", "Content-Length": str(len(body)), "Connection": "close"} | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items())
    return undated(exchanged(served.port, f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body))


def exchanged(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


def undated(data: bytes) -> bytes:
    head, _, body = data.partition(b"\r\n\r\n")
    without, dates = re.subn(rb"(?m)^Date: .*\r\n", b"", head + b"\r\n")
    assert dates <= 1
    return without + body


def opened(served: Served, token: str) -> bytes:
    return answer(served, "POST", "/api/links/open", json.dumps({"token": token}).encode())


def sent(served: Served, data: bytes, authorization: str | None, **headers: str) -> bytes:
    named = {"Content_Type": MEDIA_TYPE} | headers
    return answer(
        served, "POST", "/api/envelopes", data, **named | ({"Authorization": authorization} if authorization else {})
    )


def the_one(answers: set[bytes], status: int) -> bytes:
    """All were the same, byte for byte, and of this status."""
    (only,) = answers
    assert only.startswith(f"HTTP/1.1 {status} ".encode())
    return only


def test_a_link_is_answered_the_same_whether_nobody_opened_it_or_somebody_did_or_sent(served: Served) -> None:
    never, once, used, often = links(served)
    opened(served, once)
    for token, times in ((used, 1), (often, 3)):
        opened(served, token)
        assert [served.send(served.ggd.seal(), token) for _ in range(times)] == [201] * times
    the_one({opened(served, token) for token in (never, once, used, often)}, 200)


def test_whatever_does_not_open_is_answered_the_same(served: Served) -> None:
    expired, *_ = links(served, age=31)
    gone, *_ = links(served, "no such organisation")
    sent(served, served.ggd.seal(), f"Link {expired}")
    refused = {opened(served, token) for token in (expired, gone, "0" * 16, "nonsense", "", "ሰላም", "x" * 500)}
    the_one(refused, 404)
    the_one({answer(served, "GET", f"/api/inboxes/{inbox}/open") for inbox in (INBOX, "nobody", "%00", "x" * 99)}, 404)


def test_an_envelope_is_received_with_the_same_bytes_whoever_sent_it(served: Served) -> None:
    """Through either organisation, a card or a tablet, a fresh link or a worn or expired one, in whatever language."""
    ways = [*links(served)[:2], *links(served, "library")[:1], *links(served, kind=Kind.KIOSK)[:1]]
    ways += links(served, age=45)[:1] + ways[:1]
    envelopes = [served.ggd.seal(plaintext=b"x" * 900 * number) for number in range(len(ways))]
    languages = ("ti", "ar", "nl", "en", "uk", "fa")
    first = {
        sent(served, envelope, f"Link {token}", Accept_Language=language, **TELLTALES)
        for envelope, token, language in zip(envelopes, ways, languages, strict=True)
    }
    the_one(first, 201)
    again = {
        sent(served, envelopes[0], each) for each in (f"Link {ways[0]}", f"Link {ways[3]}", "Link x", "Self y", None)
    }
    the_one(again, 200)


def test_every_refusal_of_an_envelope_is_the_same_bytes_for_its_reason(served: Served) -> None:
    good, worn = links(served)[:2]
    assert served.send(served.ggd.seal(), worn) == 201
    (late, *_), fresh = links(served, age=61), served.ggd.seal()
    nobodys = (
        f"Link {late}",
        "Link " + "0" * 16,
        "Link nonsense",
        "Link",
        f"Self {INBOX}",
        "Self nobody",
        "Bearer x",
        None,
    )
    the_one({sent(served, fresh, each) for each in nobodys}, 404)
    for token in (good, worn):
        own = f"Link {token}"
        wrong = (b"", fresh[:-1], b"x" * ENVELOPE_LENGTH, fresh[:40] + b"\3" + fresh[41:], b'{"answers":{}}')
        the_one({sent(served, data, own) for data in wrong}, 400)
        the_one(
            {sent(served, fresh + b"x", own), sent(served, bytes(50_000), own), sent(served, fresh + b"x", None)}, 413
        )
        the_one({sent(served, fresh, own, Content_Type=kind) for kind in ("text/plain", "application/json", "x")}, 415)
    assert sent(served, fresh[:-1], f"Link {good}") == sent(served, fresh[:-1], f"Link {worn}")


def lines(log: Path) -> list[str]:
    return log.read_text(errors="surrogateescape").splitlines()


def paths(served: Served) -> list[str]:
    """Every address the relay has, with something in each place."""
    relay = served.opened()
    app = create_app(relay, environment="test")
    found = {re.sub(r"<[^>]*>", "secret", rule.rule) for rule in app.url_map.iter_rules()}
    relay.engine.dispose()
    assert len(found) > 10
    return sorted(found)


def test_no_request_whatever_it_is_makes_the_relay_write_a_line(served: Served) -> None:
    """Not a good one, not a refused one, not one that breaks off, and nothing that is no request at all."""
    token, *_ = links(served)
    before = lines(served.log)
    for path in paths(served):
        for method in ("GET", "HEAD", "POST", "PUT", "secret"):
            answer(served, method, f"{path}?token=secret", b"secret", **TELLTALES)
    assert served.send(served.ggd.seal(), token) == 201
    answer(served, "POST", "/api/links/open", b"{", Origin="https://tell.example")
    for strange in (b"secret\r\n\r\n", b"\x16\x03\x01" * 99, b"GET /secret HTTP/9.9\r\n\r\n", b"GET /" + b"s" * 9000):
        exchanged(served.port, strange)
    broken_off(served, token)
    assert served.ask("GET", "/healthz")[0] == 200
    assert lines(served.log) == before
    assert {json.loads(line)["event"] for line in before} <= {"serving", "offered as drafts", "kept house"}


def broken_off(served: Served, token: str) -> None:
    """Half an envelope, and the telephone is gone: once at its end, once with a reset."""
    head = f"POST /api/envelopes HTTP/1.1\r\nHost: x\r\nContent-Type: {MEDIA_TYPE}\r\nAuthorization: Link {token}\r\n"
    half = f"{head}Content-Length: {ENVELOPE_LENGTH}\r\n\r\n".encode() + served.ggd.seal()[:5000]
    exchanged(served.port, half)
    with socket.create_connection(("127.0.0.1", served.port)) as connection:
        connection.sendall(half)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def test_the_pages_of_those_who_hand_out_write_no_line_about_a_visit_either(served: Served) -> None:
    log = served.folder / "handout.log"
    with log.open("wb") as file:
        arguments = [*COMMAND, "handout", "serve", "--config", str(served.config_file)]
        process = subprocess.Popen(arguments, stdout=file, stderr=file, start_new_session=True)
    try:
        port = port_in(log)
        for path in ("/handout/", "/handout/sign-in", "/handout/hand-out", "/handout/secret?secret=secret", "/healthz"):
            for method in ("GET", "POST", "secret"):
                said = "".join(f"{name}: {value}\r\n" for name, value in TELLTALES.items())
                head = f"{method} {path} HTTP/1.1\r\nHost: uitdelen.example.nl\r\nConnection: close\r\n{said}"
                body = b"email=secret%40example.nl&password=secret"
                exchanged(port, f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        exchanged(port, b"secret\r\n\r\n")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
    assert [json.loads(line)["event"] for line in lines(log)] == ["serving"]
    assert [secret for secret in SECRETS if secret in log.read_text()] == []
