"""Hand out links of an organisation: made, registered and counted in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from intake.envelope.link import link_url
from intake.relay.instance import OpenRelay, RelayError
from intake.relay.links.register import Kind, hand_out


def hand_out_links(relay: OpenRelay, organisation: str, kind: Kind, *, now: datetime, count: int = 1) -> Sequence[str]:
    """``count`` new links as they are printed on cards; raises RelayError for an unknown organisation or inbox."""
    found = relay.organisation(organisation)
    if found is None:
        raise RelayError("the relay knows no such organisation", "Add it to [[relay.organisations]].")
    inbox = relay.inbox(found.inbox)
    if inbox is None:
        raise RelayError("the organisation's inbox is not configured", "Add it to [[relay.inboxes]].")
    with relay.engine.begin() as connection:
        tokens = hand_out(connection, found.id, kind, now=now, days=relay.config.link_days, count=count)
    return [link_url(relay.config.origin, token, inbox.identity) for token in tokens]
