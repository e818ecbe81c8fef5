"""Hand out links of an organisation: made, registered and counted in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from intake.envelope.link import Token, link_hash, link_url
from intake.relay.errors import RelayError
from intake.relay.links.organisations import organisation_of
from intake.relay.links.register import Kind, Register, count_handed_out, look_once, new_links

PATHS = {Kind.CARD: "/", Kind.KIOSK: "/kiosk/"}
"""Where the form stands that each kind of link opens."""


def hand_out_links(
    register: Register,
    organisation: str,
    kind: Kind,
    *,
    now: datetime,
    count: int = 1,
    given: int | None = None,
    told: Callable[[Sequence[Token]], None] = lambda tokens: None,
) -> Sequence[str]:
    """``count`` new links as they are printed on cards; raises RelayError for an unknown organisation or inbox.

    ``given`` of them are given to a person now, and added to the month's total: all, unless it is said; but a
    tablet is no person. ``told`` is called before the links are written for good: so what it writes is never missing.
    """
    config = register.config
    if given is None:
        given = count if kind is Kind.CARD else 0
    with register.engine.begin() as connection:
        found = organisation_of(config, connection, organisation)
        inbox = config.inbox(found.inbox)
        if inbox is None:
            raise RelayError("the organisation's inbox is not configured", "Add it to [[relay.inboxes]].")
        tokens = new_links(connection, found.id, kind, now=now, days=config.link_days, count=count)
        count_handed_out(connection, found.id, now=now, count=given)
        told(tokens)
    look_once(register.engine, [link_hash(token) for token in tokens])
    return [link_url(config.origin, token, inbox.identity, path=PATHS[kind]) for token in tokens]
