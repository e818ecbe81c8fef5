"""Mails go to a server that proves who it is, over TLS, or nowhere."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Literal

import pytest

from intake.config import Mail
from intake.errors import ConfigError
from intake.relay.telling.letters import Letter, written
from intake.relay.telling.server import MailError, send
from tests.relay.telling.postoffice import HOST, PASSWORD, SENDER, USER, certificate, mail_settings, post_office

TO = "post@ggd.example.nl"
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
SECURITIES: tuple[Literal["tls", "starttls"], ...] = ("tls", "starttls")


def letter() -> EmailMessage:
    return written(Letter.POST, sender=SENDER, to=TO, now=NOW)


@pytest.mark.parametrize("security", SECURITIES)
def test_a_mail_arrives_over_tls_as_it_was_written(pem: Path, security: Literal["tls", "starttls"]) -> None:
    with post_office(pem, security=security) as office:
        send(mail_settings(office, pem, security=security), letter())
    (mail,) = office.mails
    assert (mail["From"], mail["To"], mail["Subject"]) == (SENDER, TO, "De post kan worden opgehaald")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert (office.encrypted, office.recipients) == ([True], [TO])


def test_neither_greeting_nor_mail_names_this_machine(pem: Path) -> None:
    with post_office(pem) as office:
        send(mail_settings(office, pem), letter())
    assert office.greetings == ["relay.example.nl"]
    assert socket.gethostname().encode() not in office.raw[0]
    assert office.mails[0]["Message-ID"].endswith("@relay.example.nl>")


@pytest.mark.parametrize("security", SECURITIES)
def test_a_certificate_that_nobody_vouches_for_is_refused(
    pem: Path, tmp_path: Path, security: Literal["tls", "starttls"]
) -> None:
    with post_office(certificate(tmp_path, HOST), security=security) as office:
        for trusted in (None, pem):
            with pytest.raises(MailError, match="certificate is not to be trusted"):
                send(mail_settings(office, trusted, security=security), letter())
    assert office.raw == []


@pytest.mark.parametrize("security", SECURITIES)
def test_a_certificate_of_another_name_is_refused(tmp_path: Path, security: Literal["tls", "starttls"]) -> None:
    other = certificate(tmp_path, "mail.example.nl", "127.0.0.2")
    with post_office(other, security=security) as office, pytest.raises(MailError, match="not to be trusted"):
        send(mail_settings(office, other, security=security), letter())
    assert office.raw == []


@pytest.mark.parametrize("security", SECURITIES)
def test_a_server_without_tls_gets_neither_mail_nor_password(
    pem: Path, tmp_path: Path, security: Literal["tls", "starttls"]
) -> None:
    (tmp_path / "password").write_text(PASSWORD)
    signing_in = {"user": USER, "password_file": tmp_path / "password"}
    with post_office(None) as office, pytest.raises(MailError, match="does not speak as configured"):
        send(mail_settings(office, pem, security=security, **signing_in), letter())
    assert (office.raw, office.users) == ([], [])


def test_a_server_that_offers_starttls_and_then_refuses_it_gets_nothing() -> None:
    """As somebody would who stands in between and wants to read along."""
    with in_between(b"220 hello\r\n", b"250-here\r\n250 STARTTLS\r\n", b"454 not today\r\n") as (port, heard):
        mail = Mail(server=f"{HOST}:{port}", sender=SENDER, security="starttls")
        with pytest.raises(MailError):
            send(mail, letter())
    assert b"".join(heard).split(b"\r\n") == [b"ehlo relay.example.nl", b"STARTTLS", b""]


@contextmanager
def in_between(*answers: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """A server that says these lines in turn, and keeps what it hears."""
    heard: list[bytes] = []

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.settimeout(10)
            for answer in answers:
                connection.sendall(answer)
                heard.append(connection.recv(4096))

    with socket.create_server((HOST, 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1], heard
        thread.join(10)


def test_user_and_password_are_given_where_they_are_configured(pem: Path, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n")
    with post_office(pem, security="starttls", login=True) as office:
        settings = mail_settings(office, pem, security="starttls", user=USER, password_file=file)
        send(settings, letter())
        file.write_text("wrong horse")
        with pytest.raises(MailError, match="refuses the user or the password"):
            send(settings, letter())
    assert (office.users, len(office.raw)) == ([USER], 1)


def test_what_a_server_says_of_addresses_is_not_quoted(pem: Path) -> None:
    with post_office(pem) as office:
        office.refused.add(TO)
        with pytest.raises(MailError) as refused:
            send(mail_settings(office, pem), letter())
        office.refused.clear()
        office.answer = f"451 no room for {TO}"
        with pytest.raises(MailError) as later:
            send(mail_settings(office, pem), letter())
    told = [str(each) + each.hint for each in (refused.value, later.value)]
    assert "refuses the sender or the recipient" in told[0]
    assert "did not take the mail" in told[1]
    assert not [text for text in told if "ggd" in text or "127" in text]


def test_a_server_that_is_not_there_is_said(pem: Path) -> None:
    with post_office(pem) as office:
        settings = mail_settings(office, pem)
    with pytest.raises(MailError, match="cannot be reached"):
        send(settings, letter())


def test_a_file_that_is_no_certificate_is_named(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")
    mail = Mail(server=f"{HOST}:1", sender=SENDER, ca_file=tmp_path / "ca.pem")
    with pytest.raises(ConfigError, match="ca_file"):
        send(mail, letter())
