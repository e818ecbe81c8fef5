"""The relay as the courier's page asks it, and its refusals in the words of these pages.

How many envelopes wait, and whether any do, is said nowhere: who carries need not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from nacl.signing import SigningKey

from intake.config import Relay, section
from intake.courier.client import RelayClient
from intake.courier.errors import CourierError, Reason
from intake.relay.handout.refusals import Refusal, Refused
from intake.relay.handout.service import Service, myself

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - read, not bound
_REFUSALS: Mapping[Reason, Refusal] = {
    Reason.UNKNOWN_COURIER: Refusal.POST_NOT_KNOWN,
    Reason.NOT_OF_THIS_INBOX: Refusal.POST_OTHER_FILE,
    Reason.DAMAGED: Refusal.POST_DAMAGED,
    Reason.OLDER: Refusal.POST_OLDER,
    Reason.SECOND_COPY: Refusal.POST_OTHER_DESK,
    Reason.OTHER_DESK: Refusal.POST_OTHER_DESK,
    Reason.NO_KEY_SHEET: Refusal.POST_NO_SHEET,
    Reason.TOO_LARGE: Refusal.POST_TOO_LARGE,
    Reason.FULL: Refusal.POST_FULL,
}
"""Whatever is not here is the relay's silence: try later."""


def relay_client(service: Service) -> RelayClient:
    """The relay, asked for the inbox of whoever is here. Raises Refused where it cannot be asked."""
    key, inbox = service.handout.courier, str(myself().inbox)
    if key is None:
        raise Refused(Refusal.POST_NOT_MADE)
    if service.config.inbox(inbox) is None:
        raise Refused(Refusal.POST_NO_INBOX)
    try:
        return RelayClient(relay_address(service.config), inbox, key, lambda: service.clock().timestamp())
    except CourierError:
        raise Refused(Refusal.POST_NOT_MADE) from None


def relay_address(config: Relay) -> str:
    """Where the relay answers: as configured, else where it listens on this machine."""
    settings = section(config.handout, "relay.handout")
    if settings.relay is not None:
        return settings.relay
    listens = urlsplit(f"//{config.listen}")
    host = _EVERYWHERE.get(listens.hostname or "", listens.hostname or "")
    return f"http://{f'[{host}]' if ':' in host else host}:{listens.port}"


def check_relay_address(config: Relay) -> None:
    """Raises CourierError where the configured address can never be asked: it must be HTTPS, or this machine's own."""
    settings = section(config.handout, "relay.handout")
    if settings.relay is not None:
        RelayClient(settings.relay, "", SigningKey(bytes(32)))


def refusal_of(error: CourierError) -> Refusal:
    """What to tell whoever carries."""
    return _REFUSALS.get(error.reason, Refusal.POST_SILENT)
