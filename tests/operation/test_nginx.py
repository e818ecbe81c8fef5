"""The nginx that is shipped, in front of a relay that really serves: it lets through what it must and keeps nothing."""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from http.client import IncompleteRead
from pathlib import Path

import pytest

from intake.courier.client import RelayClient
from intake.courier.key import open_key
from intake.courier.pull import pull
from intake.courier.push import Kind, push
from intake.envelope.format import ENVELOPE_LENGTH, MEDIA_TYPE, digest
from intake.relay.headers import TRANSPORT
from intake.relay.problems import Problem
from tests.operation.confined import UNDER_RULES, confined_run, is_confined
from tests.operation.front import FORM, HANDOUT, SHIPPED, VISITOR, Front, free_ports, own_folder
from tests.operation.upstream import LARGE, Upstream, upstream
from tests.relay.served import COMMAND, Served
from tests.relay.world import INBOX, PASSPHRASE

TELLTALE = "Telltale/1.0"
HANDOUT_SECTION = f"""
[relay.handout]
origin = "https://{HANDOUT}"
listen = "127.0.0.1:%d"
"""


class Machine:
    """A relay, its handout and nginx, as they stand on one machine: the first two under the rules of their units."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        (port,) = free_ports(1)
        self.relay = Served(folder)
        with self.relay.config_file.open("a") as config:
            config.write(HANDOUT_SECTION % port)
        stack.enter_context(self.relay.serving(*UNDER_RULES))
        handout = [COMMAND[0], *UNDER_RULES, *COMMAND[1:], "handout", "serve", "--config", str(self.relay.config_file)]
        self.handout_log = folder / "handout-log"
        with self.handout_log.open("wb") as log:
            self.handout = process = subprocess.Popen(handout, stdout=log, stderr=log, start_new_session=True)
        stack.callback(process.wait, 20)
        stack.callback(process.terminate)
        self.nginx = Front(stack.enter_context(own_folder()), self.relay.port, port)
        stack.enter_context(self.nginx.serving())
        self._wait()

    def _wait(self) -> None:
        """Until the handout answers too."""
        deadline = time.monotonic() + 20
        while self.nginx.ask("GET", "/healthz", name=HANDOUT, source="127.0.0.1")[0] != 200:
            assert time.monotonic() < deadline, self.handout_log.read_text()
            time.sleep(0.05)

    def send(self, data: bytes, token: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        """Send an envelope as a visitor's browser does."""
        own = {"Authorization": f"Link {token}", "Content-Type": MEDIA_TYPE, "User-Agent": TELLTALE}
        return self.nginx.ask("POST", "/api/envelopes", data, own | headers)

    def courier(self, monkeypatch: pytest.MonkeyPatch) -> RelayClient:
        """The relay's courier, on its way through nginx."""
        monkeypatch.setenv("SSL_CERT_FILE", str(self.nginx.certificate))
        key = open_key(self.relay.folder / "courier", PASSPHRASE)
        return RelayClient(f"https://{FORM}:{self.nginx.tls}", INBOX, key)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    with ExitStack() as stack:
        yield Machine(stack, tmp_path_factory.mktemp("machine"))


@pytest.fixture(scope="module")
def seen() -> Iterator[Upstream]:
    with upstream() as made:
        yield made


@pytest.fixture(scope="module")
def recorded(seen: Upstream) -> Iterator[Front]:
    """nginx in front of something that remembers what it was asked."""
    with own_folder() as folder, Front(folder, seen.port, seen.port).serving() as front:
        yield front


@pytest.fixture
def alone() -> Iterator[Front]:
    """nginx whose relay is down."""
    form, handout = free_ports(2)
    with own_folder() as folder, Front(folder, form, handout).serving() as front:
        yield front


def test_the_form_opens_with_the_headers_of_the_relay_once(machine: Machine) -> None:
    status, body, headers = machine.nginx.ask("GET", "/")
    straight = machine.relay.ask("GET", "/")
    assert (status, body) == straight[:2]
    for name in ("Content-Security-Policy", "Cache-Control", "X-Content-Type-Options", "Referrer-Policy"):
        assert headers[name] == straight[2][name]
    packed = machine.nginx.ask("GET", "/", headers={"Accept-Encoding": "gzip"})
    assert packed[2]["Content-Encoding"] == "gzip"


def test_an_envelope_is_stored_and_a_courier_fetches_it_and_brings_the_receipt(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    courier, token, sealed = machine.courier(monkeypatch), machine.relay.link(), machine.relay.ggd.seal()
    assert machine.send(sealed, token)[0] == 201
    assert machine.send(sealed, token)[0] == 200
    assert pull(courier, tmp_path / "bundle") >= 1
    assert sealed in (tmp_path / "bundle").read_bytes()
    (tmp_path / "receipt").write_bytes(machine.relay.ggd.receipt([digest(sealed)])[0])
    assert push(courier, tmp_path / "receipt") is Kind.RECEIPT
    events = {line["event"] for line in said(machine)}
    assert events == {"serving", "offered as drafts", "kept house"}


def said(machine: Machine) -> list[dict[str, str]]:
    """The lines of the relay's log."""
    return [json.loads(line) for line in machine.relay.log.read_text().splitlines()]


def test_a_relay_does_all_it_must_under_the_rules_of_its_unit(machine: Machine, tmp_path: Path) -> None:
    assert machine.relay.process is not None
    assert is_confined(machine.relay.process.pid)
    assert is_confined(machine.handout.pid)
    assert machine.send(machine.relay.ggd.seal(), machine.relay.link())[0] == 201
    backup = ["relay", "backup", str(tmp_path / "backup.tar"), "--config", str(machine.relay.config_file)]
    made = confined_run(COMMAND[2], *backup)
    assert (made.returncode, made.stderr) == (0, "")
    assert not [line for line in said(machine) if line["level"] == "error"]


def test_form_and_handout_are_two_places(machine: Machine) -> None:
    status, body, _ = machine.nginx.ask("GET", "/handout/sign-in", headers={"Accept-Language": "en"}, name=HANDOUT)
    assert (status, b'lang="en"' in body) == (200, True)
    assert machine.nginx.ask("GET", "/handout/sign-in")[0] == 404
    assert machine.nginx.ask("POST", "/api/envelopes", b"x", name=HANDOUT)[0] in (403, 404)


def test_what_nginx_refuses_it_refuses_in_the_words_of_the_relay(machine: Machine) -> None:
    token = machine.relay.link()
    small = machine.send(bytes(ENVELOPE_LENGTH + 1), token)
    large = machine.send(bytes(64 << 10), token)
    assert (small[0], large[0], small[1]) == (413, 413, large[1])
    assert large[1] == Problem.TOO_LARGE.response().data
    assert large[2]["Strict-Transport-Security"] == TRANSPORT
    assert large[2]["Cache-Control"] == "no-store"


def test_whether_it_is_up_is_told_to_this_machine_only(machine: Machine) -> None:
    for name in (FORM, HANDOUT):
        assert machine.nginx.ask("GET", "/healthz", name=name, source="127.0.0.1")[0] == 200
        assert machine.nginx.ask("GET", "/healthz", name=name)[0] == 404
    assert machine.nginx.ask("GET", "/healthz")[1] == Problem.NOT_FOUND.response().data


def test_whom_to_tell_of_a_weakness_is_said_under_both_names(machine: Machine) -> None:
    for name in (FORM, HANDOUT):
        status, body, headers = machine.nginx.ask("GET", "/.well-known/security.txt", name=name)
        assert (status, b"Contact:" in body) == (200, True)
        assert (headers["Content-Type"], headers["Cache-Control"]) == ("text/plain; charset=utf-8", "no-store")


def test_another_name_gets_no_answer(machine: Machine) -> None:
    with pytest.raises(ssl.SSLError, match="unrecognized name"):
        machine.nginx.connection("elsewhere.example")
    with pytest.raises(ConnectionError):
        machine.nginx.ask("GET", "/", headers={"Host": "elsewhere.example"})
    with pytest.raises(ConnectionError):
        machine.nginx.ask_plainly("/", "elsewhere.example")


def test_without_tls_there_is_only_the_way_to_tls(machine: Machine) -> None:
    status, _, headers = machine.nginx.ask_plainly("/nl/", FORM)
    assert (status, headers["Location"]) == (301, f"https://{FORM}/nl/")


def test_old_tls_is_refused(machine: Machine) -> None:
    old = machine.nginx.trusting()
    old.set_ciphers("DEFAULT@SECLEVEL=0")
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    old.set_ciphers("AES128-SHA")
    with socket.create_connection(("127.0.0.1", machine.nginx.tls), timeout=10) as raw, pytest.raises(ssl.SSLError):
        old.wrap_socket(raw, server_hostname=FORM)


SLOWLY = (b"envelopes HTTP/1.1\r\nContent-Length: 10633", b"inboxes/%s/receipts HTTP/1.1\r\nContent-Length: 9999999")


def test_who_sends_slowly_holds_no_hand_of_the_relay(machine: Machine) -> None:
    slow = [machine.nginx.connection() for _ in range(80)]
    for number, each in enumerate(slow):
        asked = SLOWLY[number % 2].replace(b"%s", INBOX.encode())
        each.sock.sendall(b"POST /api/" + asked + b"\r\nHost: localhost\r\n\r\nENVEL")
    assert machine.send(machine.relay.ggd.seal(), machine.relay.link())[0] == 201
    for each in slow:
        each.close()


def test_who_never_finishes_a_request_is_let_go(seen: Upstream) -> None:
    changes = {"client_header_timeout 10s": "client_header_timeout 1s"}
    with own_folder() as folder, Front(folder, seen.port, seen.port, changes).serving() as hasty:
        slow = hasty.connection()
        slow.sock.sendall(b"GET / HTTP/1.1\r\nHost: loc")
        with suppress(ConnectionResetError):
            assert slow.sock.recv(100) == b""
        slow.close()


def test_nothing_of_the_visitor_reaches_the_relay(recorded: Front, seen: Upstream) -> None:
    told = {
        "User-Agent": TELLTALE, "X-Forwarded-For": VISITOR, "X-Real-IP": VISITOR, "Forwarded": f"for={VISITOR}",
        "Referer": "https://telltale.example/", "Cookie": "telltale=1", "Accept-Language": "ti", "SCRIPT_NAME": "/x",
        "Origin": f"https://{FORM}", "Sec-Fetch-Site": "same-origin", "Authorization": "Link X",
    }  # fmt: skip
    seen.seen.clear()
    for path in ("/api/envelopes", "/api/inboxes/ggd/bundle", "/audio/x"):
        assert recorded.ask("POST", path, b"x", told)[0] == 200
    assert recorded.ask("POST", "/handout/sign-in", b"x", told, name=HANDOUT)[0] == 200
    form, courier, _, handout = (headers for _, _, headers in seen.seen)
    assert form.keys() == {
        "host", "content-length", "accept-encoding", "authorization", "origin", "sec-fetch-site",
    }  # fmt: skip
    assert courier.keys() == {"host", "content-length", "authorization"}
    assert handout.keys() == {"host", "content-length", "accept-language", "cookie", "origin", "sec-fetch-site"}
    everything = json.dumps([headers for _, _, headers in seen.seen])
    assert VISITOR not in everything
    assert "Telltale" not in everything
    assert form["host"] == FORM


def test_the_couriers_page_is_told_where_a_download_broke_off_and_no_other_page_is(
    recorded: Front, seen: Upstream
) -> None:
    part = {"Range": "bytes=5-", "If-Range": '"tag"', "User-Agent": TELLTALE}
    seen.seen.clear()
    for path in ("/handout/post/bundle", "/handout/card"):
        recorded.ask("GET", path, headers=part, name=HANDOUT)
    post, card = (headers for _, _, headers in seen.seen)
    assert (post["range"], post["if-range"]) == ("bytes=5-", '"tag"')
    assert "range" not in card
    assert "user-agent" not in post


def test_a_bundle_is_in_no_file_while_a_slow_courier_fetches_it_and_sound_is(recorded: Front) -> None:
    for path, kept in (("/api/inboxes/ggd/large", 0), ("/handout/large", 0), ("/audio/large", 1)):
        connection = recorded.connection(HANDOUT if "handout" in path else FORM)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read(1 << 16)
        assert len(wait_for_files(recorded, kept)) == kept, path
        assert len(answer.read()) == LARGE - (1 << 16)
        connection.close()


def test_what_a_courier_or_a_colleague_sends_is_in_no_file(recorded: Front) -> None:
    for name, path, length in (
        (FORM, "/api/inboxes/ggd/receipts", 4 << 20),
        (HANDOUT, "/handout/sign-in", 60_000),
        (HANDOUT, "/handout/post/bring", 4 << 20),
    ):
        connection = recorded.connection(name)
        connection.putrequest("POST", path)
        connection.putheader("Content-Length", str(length))
        connection.endheaders()
        connection.send(bytes(length - 1))
        assert recorded.open_files() == []
        connection.send(b"x")
        assert connection.getresponse().status == 200
        connection.close()


def wait_for_files(front: Front, count: int) -> list[str]:
    """What nginx keeps beside its memory, once it is ``count`` files, or after a moment."""
    for _ in range(50):
        if len(front.open_files()) == count:
            break
    return front.open_files()


def test_a_relay_that_is_down_is_said_in_its_own_words_with_when_to_try_again(alone: Front) -> None:
    status, body, headers = alone.ask("POST", "/api/envelopes", b"x")
    assert (status, body, headers["Retry-After"]) == (503, Problem.TRY_AGAIN.response().data, "5")
    assert alone.ask("GET", "/handout/", name=HANDOUT)[:1] == (503,)
    assert alone.said.read_text() == ""


@pytest.mark.parametrize("level", ["error", "crit"])
def test_a_log_of_errors_at_any_lower_level_would_hold_addresses(level: str, seen: Upstream) -> None:
    with own_folder() as folder:
        (down,) = free_ports(1)
        changes = {"error_log stderr emerg": f"error_log stderr {level}"}
        with Front(folder, seen.port, down, changes).serving() as told:
            trouble(told)
        assert VISITOR in told.said.read_text()


def test_the_shipped_one_says_nothing_in_the_same_trouble(seen: Upstream) -> None:
    with own_folder() as folder:
        (down,) = free_ports(1)
        with Front(folder, seen.port, down).serving() as silent:
            trouble(silent)
        assert silent.said.read_text() == ""


def trouble(front: Front) -> None:
    """A relay that is down, and no place for what does not fit into memory."""
    assert front.ask("GET", "/handout/secret-path", name=HANDOUT)[0] == 503
    (front.folder / "run" / "proxy").rmdir()
    with closing(front.connection()) as connection:
        connection.request("GET", "/audio/large")
        time.sleep(0.3)  # a slow telephone
        with closing(connection.getresponse()) as answer, pytest.raises((OSError, IncompleteRead)):
            answer.read()


def test_afterwards_no_file_holds_an_address_a_code_a_path_or_a_browser(machine: Machine) -> None:
    token, sealed = machine.relay.link(), machine.relay.ggd.seal()
    assert machine.send(sealed, token)[0] == 201
    assert machine.nginx.ask("GET", f"/secret-path?{token}", headers={"User-Agent": TELLTALE})[0] == 404
    assert machine.nginx.ask("GET", "/secret-path", name=HANDOUT, headers={"User-Agent": TELLTALE})[0] == 404
    broken = machine.nginx.connection()
    broken.sock.sendall(b"secret request line\r\n\r\n")
    assert b" 400 " in broken.sock.recv(4096)
    broken.close()
    written = [*(machine.relay.folder.rglob("*")), *(machine.nginx.folder.rglob("*"))]
    files = [path for path in written if path.is_file()]
    assert {machine.nginx.said, machine.relay.log, machine.handout_log} <= set(files)
    for path in files:
        held = path.read_bytes()
        for secret in (VISITOR, token, token.lower(), "Telltale", "secret-path", "secret request"):
            assert secret.encode() not in held, path.name
    assert machine.nginx.said.read_bytes() == b""


def test_what_is_never_to_be_switched_on_is_off() -> None:
    said = [line.strip() for line in SHIPPED.read_text().splitlines()]
    assert "access_log off;" in said
    assert [line for line in said if line.startswith("error_log")] == ["error_log stderr emerg;"]
    assert not [line for line in said if "$remote_addr" in line or "X-Forwarded" in line or "log_format" in line]
