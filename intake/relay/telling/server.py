"""The mail server: asked over TLS only, its certificate verified against its name.

A server without TLS, or with a certificate that does not fit, gets neither a mail nor a password: there is no way to
send in the clear. This machine's own name is not told either: the greeting names the sender's domain.
An error says what went wrong, and quotes nothing that the server said: its words hold addresses.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from intake.config import Mail
from intake.errors import ConfigError, IntakeError
from intake.relay.telling.letters import domain_of
from intake.relay.telling.settings import host_and_port, password

PATIENCE_SECONDS = 30


class MailError(IntakeError):
    """The mail server did not take a mail."""


def send(mail: Mail, message: EmailMessage) -> None:
    """Give one ``message`` to the server; raises MailError or ConfigError. When it returns, the server took it."""
    context = _trust(mail)
    with _troubles(), _connected(mail, context) as server:
        secret = password(mail)
        if mail.user is not None and secret is not None:
            server.login(mail.user, secret)
        server.send_message(message, from_addr=mail.sender, to_addrs=[message["To"]])


def _trust(mail: Mail) -> ssl.SSLContext:
    """Whom we believe: the system's authorities, or the one of ``ca_file`` alone."""
    try:
        return ssl.create_default_context(cafile=mail.ca_file)
    except (OSError, ssl.SSLError):
        raise ConfigError(
            "cannot read the [relay.mail] ca_file", "It is the PEM file of who signed the certificate."
        ) from None


@contextmanager
def _connected(mail: Mail, context: ssl.SSLContext) -> Iterator[smtplib.SMTP]:
    """A session that is encrypted from here on."""
    host, port = host_and_port(mail)
    me = domain_of(mail.sender)
    if mail.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, local_hostname=me, timeout=PATIENCE_SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(host, port, local_hostname=me, timeout=PATIENCE_SECONDS)
    try:
        if mail.security == "starttls":
            server.starttls(context=context)
        yield server
        with suppress(OSError):  # it took the mail, or we would not be here
            server.quit()
    finally:
        server.close()


@contextmanager
def _troubles() -> Iterator[None]:
    """What smtplib raises, in our words."""
    try:
        yield
    except ssl.SSLCertVerificationError:
        raise MailError(
            "the mail server's certificate is not to be trusted",
            "Does it name the server as [relay.mail] does? Who signed it? See ca_file.",
        ) from None
    except (ssl.SSLError, smtplib.SMTPNotSupportedError, smtplib.SMTPServerDisconnected):
        raise MailError(
            "the mail server does not speak as configured, or hung up",
            'Nothing is sent without TLS. security = "tls" is usual on port 465, "starttls" on 587.',
        ) from None
    except smtplib.SMTPAuthenticationError:
        raise MailError("the mail server refuses the user or the password", "See [relay.mail].") from None
    except (smtplib.SMTPSenderRefused, smtplib.SMTPRecipientsRefused):
        raise MailError("the mail server refuses the sender or the recipient", "Ask who runs it.") from None
    except smtplib.SMTPException:
        raise MailError("the mail server did not take the mail", "Ask who runs it.") from None
    except (OSError, ValueError):
        raise MailError(
            "the mail server cannot be reached", "Is it up, and is [relay.mail] security right for its port?"
        ) from None
