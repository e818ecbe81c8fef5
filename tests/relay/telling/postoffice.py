"""A mail server as a GGD has one: it speaks SMTP over TLS, with a certificate made for the test."""

from __future__ import annotations

import ssl
from asyncio import Server
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller, InetMixin
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from intake.config import Mail

HOST = "127.0.0.1"
USER, PASSWORD = "relay", "correct horse"
SENDER = "envelop@relay.example.nl"
TAKEN = "250 taken"


@dataclass
class PostOffice:
    """What came in, byte for byte, and as whom. ``answer`` is what it says to a mail."""

    port: int = 0
    raw: list[bytes] = field(default_factory=list)
    greetings: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    answer: str = TAKEN
    refused: set[str] = field(default_factory=set)

    async def handle_RCPT(self, server: Any, session: Session, envelope: Envelope, address: str, _: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if address in self.refused:
            return f"550 no such person: {address}"
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.answer == TAKEN:
            self.raw.append(bytes(envelope.original_content or b""))
            self.greetings.append(str(session.host_name))
            self.recipients.extend(envelope.rcpt_tos)
            self.encrypted.append(server.transport.get_extra_info("cipher") is not None)
        return self.answer

    def authenticate(self, server: Any, session: Session, envelope: Envelope, how: str, given: Any) -> AuthResult:
        assert isinstance(given, LoginPassword)
        good = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        if good:
            self.users.append(given.login.decode())
        return AuthResult(success=good, handled=good)

    def clear(self) -> None:
        """As if nothing had come, and nobody were refused."""
        for came in (self.raw, self.greetings, self.recipients, self.encrypted, self.users, self.refused):
            came.clear()
        self.answer = TAKEN

    @property
    def mails(self) -> list[EmailMessage]:
        """What came in, read as a mail program would."""
        return [BytesParser(policy=default).parsebytes(each) for each in self.raw]

    @property
    def subjects(self) -> list[str]:
        return [str(mail["Subject"]) for mail in self.mails]


def certificate(folder: Path, *names: str) -> Path:
    """A PEM file with a fresh key and a certificate for ``names`` (host names and addresses), signed by itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    me = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail server of a test")])
    made = (
        x509.CertificateBuilder(me, me, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([_name(each) for each in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{'-'.join(names)}.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    return file


def _name(text: str) -> x509.GeneralName:
    return x509.IPAddress(ip_address(text)) if text[0].isdigit() else x509.DNSName(text)


@contextmanager
def post_office(pem: Path | None, *, security: str = "tls", login: bool = False) -> Iterator[PostOffice]:
    """One that serves until the block ends, with the certificate in ``pem``, or without TLS where there is none."""
    office = PostOffice()
    options: dict[str, Any] = {"hostname": HOST, "port": 0}
    if login:
        options |= {"authenticator": office.authenticate, "auth_required": True}
    if pem is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(pem)
        options |= {"ssl_context": context} if security == "tls" else {"tls_context": context}
    controller = _Controller(office, **options)
    controller.start()
    try:
        office.port = controller.port
        yield office
    finally:
        controller.stop()


class _Controller(Controller):
    """Listens on any free port, and knows which."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        InetMixin._trigger_server(self)  # type: ignore[no-untyped-call]


def mail_settings(office: PostOffice, pem: Path | None, **settings: Any) -> Mail:
    """What a relay's configuration says of this server."""
    return Mail(server=f"{HOST}:{office.port}", sender=SENDER, ca_file=pem, **settings)
