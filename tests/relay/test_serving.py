"""The relay as it really runs: gunicorn in processes of its own, over HTTP."""

from __future__ import annotations

import json
import re
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.courier.key import open_key
from intake.envelope.courier_request import authorization
from intake.envelope.format import ENVELOPE_LENGTH, digest
from intake.questionnaire import LANGUAGES
from intake.relay.clock import iso_week
from intake.relay.mailbox.kept import known_digest
from intake.relay.mailbox.writer import NewEnvelope, write
from tests.relay.served import Served, run
from tests.relay.world import INBOX, PASSPHRASE


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all who leave it as it is; it notes what it imports."""
    with Served(tmp_path_factory.mktemp("served")).serving("-X", "importtime") as made:
        yield made


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    """A server of a test's own, to be broken."""
    with Served(tmp_path).serving() as made:
        yield made


def is_stored(served: Served, envelope: bytes) -> bool:
    relay = served.opened()
    with relay.engine.begin() as connection:
        return known_digest(connection, digest(envelope))


def test_what_was_said_to_be_stored_is_there_after_the_server_was_killed_at_once(own: Served) -> None:
    token, sealed = own.link(), [own.ggd.seal() for _ in range(8)]
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda each=each: statuses.append(own.send(each, token))) for each in sealed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    own.stop(signal.SIGKILL)
    assert statuses == [201] * 8
    assert all(is_stored(own, each) for each in sealed)
    own.start()
    assert own.send(sealed[0], token) == 200


def test_no_log_line_holds_a_token_a_body_an_address_or_a_path(own: Served) -> None:
    token, sealed = own.link(), own.ggd.seal()
    assert own.send(sealed, token) == 201
    body = b'{"token":"%s"}' % token.encode()
    assert own.ask("POST", "/api/links/open", body, **{"User-Agent": "Telltale/1.0"})[0] == 200
    assert own.ask("POST", "/api/links/open", body + b"x")[0] == 400
    assert own.ask("GET", "/secret-path?token=secret-query")[0] == 404
    malformed(own.port)
    break_the_database(own)
    assert own.ask("POST", "/api/links/open", body)[0] == 503
    assert own.send(own.ggd.seal(), token) == 503
    own.stop()
    log = own.log.read_text(errors="surrogateescape")
    assert '"event": "storage failed"' in log
    for secret in (token, token.lower(), "127.0.0.1", "Telltale", "secret", "/api/", "Traceback", "ENVELOP1"):
        assert secret not in log
    assert all(line.startswith("{") for line in log.splitlines())


def malformed(port: int) -> None:
    """What gunicorn itself would log, with the address it came from."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(b"secret request line\r\n\r\n")
        assert b"400" in connection.recv(4096)


def break_the_database(served: Served) -> None:
    relay = served.opened()
    with relay.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE link RENAME TO elsewhere")


def test_a_stop_answers_what_was_begun_and_sends_a_bundle_to_its_end(own: Served) -> None:
    token, sealed = own.link(), own.ggd.seal()
    lay_down(own, [own.ggd.seal() for _ in range(300)])
    asked = f"GET {BUNDLE} HTTP/1.1\r\nHost: x\r\nAuthorization: {signed(own)}\r\nConnection: close\r\n\r\n".encode()
    begun = HEAD.format(token=token).encode() + sealed[:5000]
    with slow_reader(own.port, asked) as courier, socket.create_connection(("127.0.0.1", own.port)) as visitor:
        visitor.sendall(begun)
        assert courier.recv(100, socket.MSG_WAITALL).startswith(b"HTTP/1.1 200 ")
        assert own.process is not None
        own.process.send_signal(signal.SIGTERM)
        wait_until_closed(own.port)
        visitor.sendall(sealed[5000:])
        assert visitor.recv(4096).startswith(b"HTTP/1.1 201 ")
        assert sum(len(piece) for piece in iter(lambda: courier.recv(1 << 16), b"")) > 300 * ENVELOPE_LENGTH
    assert own.process.wait(20) == 0
    assert is_stored(own, sealed)


BUNDLE = f"/api/inboxes/{INBOX}/bundle"
HEAD = (
    "POST /api/envelopes HTTP/1.1\r\nHost: x\r\nContent-Type: application/vnd.envelop\r\n"
    f"Authorization: Link {{token}}\r\nConnection: close\r\nContent-Length: {ENVELOPE_LENGTH}\r\n\r\n"
)


def lay_down(served: Served, envelopes: list[bytes]) -> None:
    """Put envelopes into the relay's database, without asking the relay."""
    relay = served.opened()
    week = iso_week(datetime.now(UTC).date())
    with relay.engine.begin() as connection:
        write(connection, [NewEnvelope(digest(each), INBOX, week, each) for each in envelopes])
    relay.engine.dispose()


def signed(served: Served) -> str:
    """What a courier's request for the bundle says of itself."""
    key = open_key(served.folder / "courier", PASSPHRASE)
    return authorization(key, method="GET", path=BUNDLE, body=b"", time=int(time.time()))


def slow_reader(port: int, asked: bytes) -> socket.socket:
    """A connection that takes little at a time."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.connect(("127.0.0.1", port))
    made.sendall(asked)
    return made


def wait_until_closed(port: int) -> None:
    """Until nobody new is let in."""
    with suppress(ConnectionRefusedError):
        while True:
            socket.create_connection(("127.0.0.1", port)).close()
            time.sleep(0.02)


def test_the_server_does_not_tell_its_software(served: Served) -> None:
    status, _, headers = served.ask("GET", "/healthz")
    assert (status, headers["Server"]) == (200, "envelop")
    assert "gunicorn" not in str(headers).lower()


def test_an_oversize_body_is_refused_over_http_too(served: Served) -> None:
    status, body, _ = served.ask(
        "POST", "/api/envelopes", bytes(ENVELOPE_LENGTH * 3), **{"Content-Type": "application/vnd.envelop"}
    )
    assert (status, b"too-large" in body) == (413, True)


def test_a_chunked_body_is_taken_or_cut_off(served: Served) -> None:
    token, sealed = served.link(), served.ggd.seal()
    for data, expected in ((sealed, b"201"), (sealed + b"x", b"413"), (sealed * 4, b"413")):
        assert chunked(served.port, data, token).startswith(b"HTTP/1.1 " + expected)


def chunked(port: int, data: bytes, token: str) -> bytes:
    head = (
        "POST /api/envelopes HTTP/1.1\r\nHost: x\r\nContent-Type: application/vnd.envelop\r\n"
        f"Authorization: Link {token}\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    chunks = b"".join(
        b"%x\r\n%s\r\n" % (len(data[at : at + 999]), data[at : at + 999]) for at in range(0, len(data), 999)
    )
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(head.encode() + chunks + b"0\r\n\r\n")
        return connection.recv(4096)


def test_the_file_is_not_readable_without_the_key(served: Served) -> None:
    served.send(served.ggd.seal(), served.link())
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        sqlite3.connect(served.config.data / "relay.sqlite").execute("SELECT * FROM sqlite_master")


def test_the_serving_process_has_no_module_of_the_desk_and_changes_no_tables(served: Served) -> None:
    assert served.send(served.ggd.seal(), served.link()) == 201
    loaded = set(re.findall(r"^import time:.*\| +([\w.]+)$", served.log.read_text(errors="replace"), re.MULTILINE))
    assert {"intake.relay.app", "intake.relay.mailbox.writer"} <= loaded
    assert not [name for name in loaded if name.startswith(("intake.desk", "alembic"))]


def test_a_port_in_use_is_said(served: Served) -> None:
    again = run(["relay", "serve", "--config", str(served.config_file), "--port", str(served.port)])
    assert again.returncode == 1
    assert f"error: cannot listen on 127.0.0.1:{served.port}" in again.stderr


def test_it_says_at_its_start_which_languages_nobody_reviewed_and_nothing_more(served: Served) -> None:
    said = [json.loads(line) for line in served.log.read_text().splitlines() if '"offered as drafts"' in line]
    tags = [language.tag for language in LANGUAGES]
    assert [(line["event"], line["languages"]) for line in said] == [("offered as drafts", tags)]
    assert said[0].keys() == {"event", "level", "timestamp", "languages"}


def test_in_production_without_a_reviewed_language_it_does_not_start(served: Served, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    text = served.config_file.read_text().replace('environment = "test"', 'environment = "production"')
    text = text.replace('data = "relay"', f'data = "{served.folder / "relay"}"')
    config.write_text(text.replace('"passphrase"', f'"{served.folder / "passphrase"}"'))
    told = run(["relay", "serve", "--config", str(config), "--port", "0"])
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith("error: no language may be offered: none is complete and reviewed\nhint: ")
    assert "draft_languages" in told.stderr


def test_sound_that_is_not_there_is_said_before_anything_is_served(served: Served, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    data = f'data = "{served.folder / "relay"}"\naudio = "none"'
    text = served.config_file.read_text().replace('data = "relay"', data)
    config.write_text(text.replace('"passphrase"', f'"{served.folder / "passphrase"}"'))
    told = run(["relay", "serve", "--config", str(config), "--port", "0"])
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.startswith(f"error: there is no folder {tmp_path / 'none'}\nhint: ")
