"""The two mails. Every day the same bytes but for Date and Message-ID, whatever waits and whoever collected it.

They name no inbox, no server and no link, and count nothing: whoever reads a mailbox, a mail server or a telephone over
somebody's shoulder learns that a GGD has post on working days.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from enum import StrEnum


class Letter(StrEnum):
    """Which mail."""

    POST = "post"
    ALARM = "alarm"


_SUBJECT = {
    Letter.POST: "De post kan worden opgehaald",
    Letter.ALARM: "De post is te lang niet opgehaald",
}
_TEXT = {
    Letter.POST: """\
De post kan worden opgehaald.

Dit bericht komt elke werkdag, ook als er niets ligt: het zegt niet of er
iets ligt. Haal de post op en breng de ontvangstbevestiging terug. Komt dit
bericht een werkdag niet, vraag dan de beheerder waarom.

The post may be collected. This message comes every working day, whether or
not anything is waiting. If it does not come, ask whoever runs the relay.
""",
    Letter.ALARM: """\
De post is te lang niet opgehaald.

Er kan post liggen die niet kan wachten. Haal de post op en breng de
ontvangstbevestiging terug. Lukt dat niet, bel dan de beheerder. Dit bericht
komt elke werkdag, tot er een ontvangstbevestiging is.

Nobody has collected the post for too long; some of it may not be able to
wait. This message comes every working day until a receipt is brought back.
""",
}


def written(letter: Letter, *, sender: str, to: str, now: datetime) -> EmailMessage:
    """The mail as it is sent at ``now`` (aware). Its id names the sender's domain, never this machine."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, _SUBJECT[letter]
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{secrets.token_hex(16)}@{domain_of(sender)}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(_TEXT[letter])
    return mail


def domain_of(address: str) -> str:
    """What stands behind the @."""
    return address.rpartition("@")[2]
