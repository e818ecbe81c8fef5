"""What can go wrong on the way. Whatever it is: words for a person, and no file left behind."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from intake.courier import client as client_module
from intake.courier.client import RelayClient
from intake.courier.errors import CourierError
from intake.courier.key import make_key, open_key
from intake.courier.pull import pull
from intake.courier.push import push
from intake.envelope.bundle import Manifest, contents_digest, write_bundle
from intake.envelope.format import ENVELOPE_LENGTH, digest
from intake.locked import FLOOR, LockedFileError
from tests.relay.world import PASSPHRASE


class Relay:
    """Something at the relay's address that answers as it is told."""

    def __init__(self) -> None:
        self.status, self.body, self.length = 200, b"", 0
        self.headers: dict[str, str] = {}
        self.asked: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def answers(self, status: int, body: bytes = b"", *, missing: int = 0, **headers: str) -> None:
        """From now on; ``missing`` bytes of the announced length never come."""
        self.status, self.body, self.length, self.headers = status, body, len(body) + missing, headers

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        relay = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                relay.asked.append(self.path)
                self.rfile.read(int(self.headers.get("Content-Length", "0")))
                self.send_response(relay.status)
                self.send_header("Content-Length", str(relay.length))
                for name, value in relay.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(relay.body)

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        return Handler


@pytest.fixture
def relay() -> Iterator[Relay]:
    made = Relay()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def client(relay: Relay) -> RelayClient:
    return RelayClient(f"http://127.0.0.1:{relay.server.server_port}", "ggd-demo", SigningKey.generate())


def bundle(count: int = 2) -> bytes:
    """A bundle's bytes, around envelopes that are none."""
    envelopes = sorted((bytes([number]) * ENVELOPE_LENGTH for number in range(count)), key=digest)
    digests = [digest(each) for each in envelopes]
    manifest = Manifest(1, "ggd-demo", "relay", 1, 1, None, "2026-11-23", count, contents_digest(digests), ())
    return b"".join(write_bundle(SigningKey.generate(), manifest, digests, envelopes))


def test_a_whole_bundle_arrives_byte_for_byte(relay: Relay, client: RelayClient, tmp_path: Path) -> None:
    relay.answers(200, bundle())
    assert pull(client, tmp_path / "bundle") == 2
    assert (tmp_path / "bundle").read_bytes() == relay.body
    assert [path.name for path in tmp_path.iterdir()] == ["bundle"]


DAMAGED = {
    "empty": b"",
    "cut off in its head": b"ENV",
    "a web page": b"<html>hello</html>",
    "another magic": b"ENVBNDL2" + bundle()[8:],
    "an endless manifest": b"ENVBNDL1\xff\xff\xff\xff",
    "an empty manifest": b"ENVBNDL1\0\0\0\2{}",
    "a malformed manifest": b"ENVBNDL1\0\0\0\2{]",
    "one byte less": bundle()[:-1],
    "cut off in its manifest": bundle()[:100],
    "one byte more": bundle() + b"x",
    "an envelope less": bundle()[:-ENVELOPE_LENGTH],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_what_is_no_whole_bundle_leaves_no_file(relay: Relay, client: RelayClient, tmp_path: Path, name: str) -> None:
    relay.answers(200, DAMAGED[name])
    with pytest.raises(CourierError, match=r"not a bundle|broke off"):
        pull(client, tmp_path / "bundle")
    assert list(tmp_path.iterdir()) == []


def test_a_connection_that_breaks_leaves_no_file(relay: Relay, client: RelayClient, tmp_path: Path) -> None:
    relay.answers(200, bundle()[:20_000], missing=5)
    with pytest.raises(CourierError, match="broke off"):
        pull(client, tmp_path / "bundle")
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_ever_overwritten(relay: Relay, client: RelayClient, tmp_path: Path) -> None:
    relay.answers(200, bundle())
    (tmp_path / "bundle").write_text("mine")
    with pytest.raises(CourierError, match="exists already"):
        pull(client, tmp_path / "bundle")
    assert (tmp_path / "bundle").read_text() == "mine"
    assert relay.asked == []


def test_a_folder_that_is_not_there_is_said(relay: Relay, client: RelayClient, tmp_path: Path) -> None:
    relay.answers(200, bundle())
    with pytest.raises(CourierError, match="cannot write"):
        pull(client, tmp_path / "nowhere" / "bundle")


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (400, b'{"error":"not-a-receipt"}', "not a receipt"),
        (400, b'{"error":"never heard of"}', "reason is not known"),
        (401, b'{"error":"not-a-courier"}', "does not know this courier"),
        (404, b"", "no relay at this address"),
        (409, b'{"error":"older-receipt"}', "newer receipt"),
        (409, b'{"error":"never heard of"}', "newer one"),
        (409, b'{"error":"other-desk"}', "another desk"),
        (409, b'{"error":"no-key-sheet"}', "no key sheet"),
        (413, b"", "too large"),
        (503, b"", "cannot answer"),
        (507, b"", "disk is full"),
        (502, b"\x1b[31m", "status 502"),
    ],
)
def test_every_refusal_has_words_and_a_hint(
    relay: Relay, client: RelayClient, tmp_path: Path, status: int, body: bytes, words: str
) -> None:
    (tmp_path / "receipt").write_bytes(b'{"receipt":{}}')
    relay.answers(status, body)
    with pytest.raises(CourierError, match=words) as refused:
        push(client, tmp_path / "receipt")
    assert refused.value.hint
    assert "\x1b" not in refused.value.message + refused.value.hint


def test_a_redirect_is_not_followed(relay: Relay, client: RelayClient, tmp_path: Path) -> None:
    relay.answers(302, Location="http://127.0.0.1:1/elsewhere")
    with pytest.raises(CourierError, match="status 302"):
        pull(client, tmp_path / "bundle")
    assert len(relay.asked) == 1


def test_nobody_at_the_address_is_said(tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
        with pytest.raises(CourierError, match="nothing listens"):
            pull(RelayClient(address, "ggd-demo", SigningKey.generate()), tmp_path / "bundle")


def test_a_relay_that_does_not_answer_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "PATIENCE_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(CourierError, match="does not answer"):
            pull(RelayClient(address, "ggd-demo", SigningKey.generate()), tmp_path / "bundle")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address", ["http://relay.example", "ftp://127.0.0.1", "relay.example", "http://127.0.0.1.evil.example"]
)
def test_plain_http_goes_to_this_machine_only(address: str) -> None:
    with pytest.raises(CourierError, match="not https"):
        RelayClient(address, "ggd-demo", SigningKey.generate())


def test_what_is_neither_receipt_nor_key_sheet_is_not_sent(relay: Relay, client: RelayClient, tmp_path: Path) -> None:
    for content in (b"{}", b"[]", b"text", b'{"sheet":{},"receipt":{}}', b"\xff"):
        (tmp_path / "file").write_bytes(content)
        with pytest.raises(CourierError, match="neither a receipt nor a key sheet nor a published file"):
            push(client, tmp_path / "file")
    assert relay.asked == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (bytes(700), "nothing but zeros"),
        (b'{"certificate":{"role":{"inb', "only a part of it was copied"),
        (b'{"certificate":' + bytes(500), "only a part of it was copied"),
        (bundle(0), "this is a bundle"),
    ],
)
def test_a_file_that_was_hurt_or_mistaken_on_a_stick_is_not_sent(
    relay: Relay, client: RelayClient, tmp_path: Path, content: bytes, words: str
) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(CourierError, match=words):
        push(client, tmp_path / "file")
    assert relay.asked == []


def test_a_file_that_is_not_there_is_said(client: RelayClient, tmp_path: Path) -> None:
    with pytest.raises(CourierError, match="cannot read"):
        push(client, tmp_path / "nothing")


def test_a_key_is_made_once_and_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    with pytest.raises(CourierError, match="no courier key"):
        open_key(tmp_path, PASSPHRASE)
    make_key(tmp_path, PASSPHRASE, cost=FLOOR)
    with pytest.raises(LockedFileError, match="exists already"):
        make_key(tmp_path, PASSPHRASE, cost=FLOOR)
    with pytest.raises(LockedFileError, match="opens no slot"):
        open_key(tmp_path, "another long passphrase")
