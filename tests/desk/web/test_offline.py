"""No network: the process that serves the desk's pages cannot get out, and needs no network to do all its work."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desk.web.office import PASSPHRASES

TRY = """
import json, socket, sys, urllib.request, http.client, smtplib
from intake.errors import IntakeError
from intake.desk.web.serve import no_connection
from intake.web.local.offline import refuse_connections
OUT, OUT6 = "192.0.2.1", "2001:db8::1"
def tcp(): return socket.socket()
def udp(): return socket.socket(type=socket.SOCK_DGRAM)
WAYS = {
    "connect": lambda: tcp().connect((OUT, 80)),
    "connect_ex": lambda: tcp().connect_ex((OUT, 80)),
    "create_connection": lambda: socket.create_connection((OUT, 80), 1),
    "connect over IPv6": lambda: socket.socket(socket.AF_INET6).connect((OUT6, 80)),
    "sendto": lambda: udp().sendto(b"x", (OUT, 53)),
    "sendmsg": lambda: udp().sendmsg([b"x"], [], 0, (OUT, 53)),
    "broadcast": lambda: udp().sendto(b"x", ("255.255.255.255", 9)),
    "getaddrinfo": lambda: socket.getaddrinfo("example.org", 443),
    "getaddrinfo of a number": lambda: socket.getaddrinfo(OUT, 443),
    "getaddrinfo of bytes": lambda: socket.getaddrinfo(b"example.org", 443),
    "gethostbyname": lambda: socket.gethostbyname("example.org"),
    "gethostbyaddr": lambda: socket.gethostbyaddr(OUT),
    "getnameinfo": lambda: socket.getnameinfo((OUT, 80), 0),
    "urllib": lambda: urllib.request.urlopen("http://example.org/", timeout=1),
    "http.client": lambda: http.client.HTTPConnection(OUT, timeout=1).request("GET", "/"),
    "smtplib": lambda: smtplib.SMTP(OUT, timeout=1),
    "listening to everybody": lambda: tcp().bind(("0.0.0.0", 0)),
    "listening to everybody, shortly": lambda: tcp().bind(("", 0)),
}
def tried(way):
    try:
        way()
    except IntakeError as error:
        return error.message
    except OSError as error:
        return "let through"
    return "let through"
"""
GUARD = (
    TRY
    + """
refuse_connections(no_connection)
told = {name: tried(way) for name, way in WAYS.items()}
def itself():
    server = socket.create_server(("127.0.0.1", 0))
    client = socket.create_connection(("localhost", server.getsockname()[1]), 5)
    client.sendall(b"x")
    return server.accept()[0].recv(1) == b"x"
def over_a_pipe():
    one, other = socket.socketpair()
    one.sendmsg([b"x"])
    return other.recv(1) == b"x"
print(json.dumps({"told": told, "itself": itself(), "pipe": over_a_pipe()}))
"""
)


def ran(code: str, *arguments: str | Path, within: tuple[str, ...] = ()) -> dict[str, object]:
    done = subprocess.run(
        [*within, sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(told, dict)
    return told


def test_every_way_out_is_refused_in_clear_words_and_the_way_to_itself_is_not() -> None:
    told = ran(GUARD)
    ways = told["told"]
    assert isinstance(ways, dict)
    assert len(ways) == 18
    assert {name: words for name, words in ways.items() if words != "the desk opens no connection"} == {}
    assert (told["itself"], told["pipe"]) == (True, True)


SERVED = (
    TRY
    + """
import threading, time
from pathlib import Path
from intake.desk.web.serve import serve
from tests.desk.web.office import section_of
port = int(sys.argv[2])
asked = dict(port=port, demo=False, open_browser=False, say=lambda line: None)
threading.Thread(target=serve, args=(section_of(Path(sys.argv[1])),), kwargs=asked, daemon=True).start()
for _ in range(300):
    if socket.socket().connect_ex(("127.0.0.1", port)) == 0:
        break
    time.sleep(0.1)
print(json.dumps({name: tried(way) for name, way in WAYS.items()}), flush=True)
import os; os._exit(0)
"""
)


@pytest.fixture(scope="module")
def desk(made_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk, and the configuration that serves it."""
    folder = tmp_path_factory.mktemp("offline")
    shutil.copytree(made_office, folder, dirs_exist_ok=True)
    config = '[desk]\ndata = "desk"\ninbox = "ggd-demo"\nggd = "GGD Fryslân"\n'
    (folder / "config.toml").write_text(config, encoding="utf-8")
    return folder


def test_who_serves_the_pages_has_shut_every_way_out(desk: Path) -> None:
    assert set(ran(SERVED, desk, free_port()).values()) == {"the desk opens no connection"}


ALONE = """
import fcntl, json, re, socket, struct, subprocess, sys, urllib.parse, urllib.request
from http.cookiejar import CookieJar
with socket.socket(type=socket.SOCK_DGRAM) as any_socket:  # SIOCSIFFLAGS, IFF_UP
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sH14s", b"lo", 1, b""))
cards = [name for _, name in socket.if_nameindex()]
folder, port, name, passphrase = sys.argv[1:]
base = f"http://127.0.0.1:{port}"
command = [sys.executable, "-m", "intake.cli", "desk", "serve", "--config", f"{folder}/config.toml", "--no-browser"]
served = subprocess.Popen([*command, "--port", port], stdout=subprocess.PIPE, text=True)
code = next(found[1] for line in served.stdout if (found := re.search(r"once: (.+)", line)))
next(line for line in served.stdout if "The desk is at" in line)
browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
def ask(path, **fields):
    body = urllib.parse.urlencode(fields).encode() if fields else None
    with browser.open(urllib.request.Request(base + path, body, {"Origin": base} if fields else {})) as answer:
        return [answer.status, answer.read().decode()]
try:
    entered = ask("/start", code=code)
    unlocked = ask("/unlock", name=name, passphrase=passphrase)
    home = ask("/")
    sheet = ask("/audit/sheets", make="1")
finally:
    served.terminate()
statuses = [each[0] for each in (entered, unlocked, home, sheet)]
print(json.dumps({"cards": cards, "statuses": statuses, "home": home[1], "sheet": sheet[1]}))
"""


def test_it_works_where_there_is_no_network_at_all_and_no_pango(desk: Path, tmp_path: Path) -> None:
    """In a network namespace of its own, whose only card is the one that leads back to itself; as most Windows are."""
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"")  # what the loader finds in the place of Pango
    assert shutil.which("unshare"), "util-linux is part of every Debian"
    alone = ("env", f"LD_LIBRARY_PATH={tmp_path}", "unshare", "--map-root-user", "--net")
    told = ran(ALONE, desk, free_port(), "anna", PASSPHRASES["anna"], within=alone)
    assert told["cards"] == ["lo"]
    assert told["statuses"] == [200] * 4
    assert "anna" in str(told["home"])
    assert 'class="audit-sheet-groups"' in str(told["sheet"])
    assert ".pdf" not in str(told["sheet"])


def free_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return str(server.getsockname()[1])
