"""The nginx.conf that is shipped, run by Debian's nginx without any privilege: only ports, names and folders differ."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import TypedDict

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "packaging" / "nginx" / "nginx.conf"
NGINX = "/usr/sbin/nginx"
FORM, HANDOUT = "localhost", "handout.localhost"
VISITOR = "127.77.3.9"
"""A visitor's address, unlike every address in the configuration; all of 127.0.0.0/8 is this machine."""
NOBODY = 65534


class Nobody(TypedDict, total=False):
    """How a process is started as nobody."""

    user: int
    group: int
    extra_groups: list[int]


def as_nobody() -> Nobody:
    """Where the tests run as root, what they start does not."""
    return Nobody(user=NOBODY, group=NOBODY, extra_groups=[]) if os.geteuid() == 0 else Nobody()


def give_to_nobody(folder: Path) -> None:
    """All in ``folder`` belongs to whom `as_nobody` starts."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


@contextmanager
def own_folder() -> Iterator[Path]:
    """Directly in the system's temporary folder: those of the tests are closed to nobody."""
    folder = Path(tempfile.mkdtemp(prefix="envelop-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def free_ports(count: int) -> list[int]:
    """Ports of which none is in use at this moment."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


class Front:
    """nginx in ``folder``, before a form and a handout on these ports; ``changes`` are made to the shipped file."""

    def __init__(self, folder: Path, form: int, handout: int, changes: Mapping[str, str] | None = None) -> None:
        self.folder, self.said = folder, folder / "said"
        self.plain, self.tls = free_ports(2)
        self.certificate = folder / "certificate.pem"
        _certify(self.certificate, folder / "key.pem")
        (folder / "run").mkdir()
        self._config = folder / "nginx.conf"
        self._config.write_text(self._moved(SHIPPED.read_text(encoding="utf-8"), form, handout, changes or {}))
        give_to_nobody(folder)

    def _moved(self, text: str, form: int, handout: int, changes: Mapping[str, str]) -> str:
        text = re.sub(r"^ *listen \[::\]:.*\n", "", text, flags=re.MULTILINE)
        for name in ("gezond.example.nl", "uitdelen.example.nl"):
            text = text.replace(f"/etc/envelop/tls/{name}/fullchain.pem", str(self.certificate))
            text = text.replace(f"/etc/envelop/tls/{name}/privkey.pem", str(self.folder / "key.pem"))
        moves = {
            "user www-data;": "",
            "pid /run/nginx.pid;": f"pid {self.folder}/pid;",
            "/run/envelop-nginx": f"{self.folder}/run",
            "listen 80": f"listen 127.0.0.1:{self.plain}",
            "listen 443": f"listen 127.0.0.1:{self.tls}",
            "/etc/envelop/security.txt": str(SHIPPED.with_name("security.txt")),
            "127.0.0.1:8470": f"127.0.0.1:{form}",
            "127.0.0.1:8471": f"127.0.0.1:{handout}",
            "gezond.example.nl": FORM,
            "uitdelen.example.nl": HANDOUT,
        }
        for old, new in (moves | dict(changes)).items():
            assert old in text, old
            text = text.replace(old, new)
        return text

    @contextmanager
    def serving(self) -> Iterator[Front]:
        """Serve until the end of the block."""
        command = [NGINX, "-e", "stderr", "-p", str(self.folder), "-c", str(self._config), "-g", "daemon off;"]
        with self.said.open("wb") as said:
            process = subprocess.Popen(command, stdout=said, stderr=said, **as_nobody())
        try:
            self._wait(process)
            yield self
        finally:
            process.terminate()
            process.wait(20)

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and process.poll() is None:
            with closing(socket.socket()) as tried:
                if tried.connect_ex(("127.0.0.1", self.tls)) == 0:
                    return
            time.sleep(0.02)
        raise AssertionError(self.said.read_text())

    def trusting(self) -> ssl.SSLContext:
        """Believes this certificate and no other."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def connection(self, name: str = FORM, source: str = VISITOR) -> HTTPSConnection:
        """A visitor's, that asks for ``name``."""
        made = HTTPSConnection(name, self.tls, timeout=20, context=self.trusting())
        raw = socket.create_connection(("127.0.0.1", self.tls), timeout=20, source_address=(source, 0))
        made.sock = self.trusting().wrap_socket(raw, server_hostname=name)
        return made

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        *,
        name: str = FORM,
        source: str = VISITOR,
    ) -> tuple[int, bytes, dict[str, str]]:
        """One request over a connection of its own."""
        connection = self.connection(name, source)
        try:
            connection.request(method, path, body=body or None, headers=headers or {})
            return _told(connection.getresponse())
        finally:
            connection.close()

    def ask_plainly(self, path: str, name: str) -> tuple[int, bytes, dict[str, str]]:
        """One request without TLS."""
        connection = HTTPConnection("127.0.0.1", self.plain, timeout=20)
        try:
            connection.request("GET", path, headers={"Host": name})
            return _told(connection.getresponse())
        finally:
            connection.close()

    def open_files(self) -> list[str]:
        """Files that nginx holds open in its folder for what is too large for memory, also unlinked ones."""
        master = int((self.folder / "pid").read_text())
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        links = [link for child in children for link in Path(f"/proc/{child}/fd").iterdir()]
        named = [str(link.readlink()) for link in links]
        return [name for name in named if name.startswith(f"{self.folder}/run/")]


def _told(answer: HTTPResponse) -> tuple[int, bytes, dict[str, str]]:
    return answer.status, answer.read(), dict(answer.getheaders())


def _certify(certificate: Path, key_file: Path) -> None:
    """A certificate of our own for both names."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, FORM)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(FORM), x509.DNSName(HANDOUT)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate.write_bytes(made.public_bytes(Encoding.PEM))
    key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
