"""Hand out links of an organisation: made, registered and counted in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from intake.config import Organisation
from intake.envelope.link import link_url
from intake.relay.instance import OpenRelay, RelayError
from intake.relay.links.register import Kind, hand_out

PATHS = {Kind.CARD: "/", Kind.KIOSK: "/kiosk/"}
"""Where the form stands that each kind of link opens."""


def hand_out_links(relay: OpenRelay, organisation: str, kind: Kind, *, now: datetime, count: int = 1) -> Sequence[str]:
    """``count`` new links as they are printed on cards; raises RelayError for an unknown organisation or inbox."""
    found = organisation_of(relay, organisation)
    inbox = relay.inbox(found.inbox)
    if inbox is None:
        raise RelayError("the organisation's inbox is not configured", "Add it to [[relay.inboxes]].")
    with relay.engine.begin() as connection:
        tokens = hand_out(connection, found.id, kind, now=now, days=relay.config.link_days, count=count)
    path = PATHS[kind]
    return [link_url(relay.config.origin, token, inbox.identity, path=path) for token in tokens]


def organisation_of(relay: OpenRelay, name: str) -> Organisation:
    """The organisation of this id; raises RelayError."""
    found = relay.organisation(name)
    if found is None:
        raise RelayError("the relay knows no such organisation", "Add it to [[relay.organisations]].")
    return found
