"""What the configuration must say before any mail is sent: checked at the start, so that nobody waits for a mail that
cannot come. An error names the setting, and never an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from intake.config import Inbox, Mail, Relay
from intake.errors import ConfigError
from intake.relay.telling.letters import Letter

# Plain addresses only: no quotes, no comments, no letters that a mail server would have to be asked about.
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_NAME}(?:\.{_NAME})+")
LONGEST_ADDRESS = 254
SERVER = re.compile(rf"(?P<host>{_NAME}(?:\.{_NAME})*|\[[0-9A-Fa-f:.]+\]):(?P<port>\d{{1,5}})")


def addresses(inbox: Inbox) -> dict[Letter, str]:
    """Where each mail about ``inbox`` goes: only those that somebody asked for."""
    asked = {Letter.POST: inbox.post, Letter.ALARM: inbox.alarm}
    return {letter: address for letter, address in asked.items() if address is not None}


def check_mail(relay: Relay) -> None:
    """Raises ConfigError where mails are asked for and cannot be sent as the configuration stands."""
    for setting, address in _named_addresses(relay):
        if len(address) > LONGEST_ADDRESS or not ADDRESS.fullmatch(address):
            raise ConfigError(f"{setting} is not a mail address", 'It looks like "post@ggd.example.nl", and no more.')
    asked = [inbox for inbox in relay.inboxes if addresses(inbox)]
    if asked and relay.mail is None:
        raise ConfigError(
            f"inbox {asked[0].id} is to be told by mail, and there is no mail server",
            "Add [relay.mail]; config.example.toml explains it.",
        )
    if relay.mail is not None:
        _check_server(relay.mail)


def host_and_port(mail: Mail) -> tuple[str, int]:
    """The server; raises ConfigError."""
    found = SERVER.fullmatch(mail.server)
    if found is None or not 0 < int(found["port"]) < 65536:
        raise ConfigError("[relay.mail] server is not HOST:PORT", "465 is usual for tls, 587 for starttls.")
    return found["host"].strip("[]"), int(found["port"])


def password(mail: Mail) -> str | None:
    """What ``user`` signs in with: the first line of ``password_file``; raises ConfigError."""
    if mail.password_file is None:
        return None
    found = _first_line(mail.password_file)
    if not found:
        raise ConfigError(
            "cannot read the password of [relay.mail]",
            "Write it into the password_file, and nothing else; the relay must be allowed to read it.",
        )
    return found


def _named_addresses(relay: Relay) -> Iterator[tuple[str, str]]:
    for inbox in relay.inboxes:
        yield from ((f"{letter.value} of inbox {inbox.id}", address) for letter, address in addresses(inbox).items())
    if relay.mail is not None:
        yield "[relay.mail] sender", relay.mail.sender


def _check_server(mail: Mail) -> None:
    host_and_port(mail)
    if (mail.user is None) != (mail.password_file is None):
        raise ConfigError("[relay.mail] user and password_file belong together", "Give both, or neither.")
    password(mail)
    if mail.ca_file is not None and not mail.ca_file.is_file():
        raise ConfigError("there is no [relay.mail] ca_file", "It is the PEM file of who signed the certificate.")


def _first_line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").split("\n", 1)[0].strip()
    except (OSError, UnicodeDecodeError):
        return ""
