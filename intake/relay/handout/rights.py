"""The one table of who may do what: each endpoint, and the roles that it answers.

A route that has no row here is refused to everybody, and a test walks every route with every role and with none.
"""

from __future__ import annotations

from collections.abc import Mapping

from intake.relay.handout.roles import Role

Who = frozenset[Role | None]

HANDS_OUT: Who = frozenset({Role.HANDER_OUT, Role.COORDINATOR})
COORDINATOR: Who = frozenset({Role.COORDINATOR})
OPERATOR: Who = frozenset({Role.OPERATOR})
KEEPS_ACCOUNTS: Who = COORDINATOR | OPERATOR
COURIER: Who = frozenset({Role.COURIER})
SIGNED_IN: Who = frozenset(Role)
ANYBODY: Who = SIGNED_IN | {None}
"""None: whoever has not signed in."""

RIGHTS: Mapping[str, Who] = {
    "look.root": ANYBODY,
    "look.stylesheet": ANYBODY,
    "look.mark": ANYBODY,
    "look.colour": SIGNED_IN,
    "look.healthy": ANYBODY,
    "look.language": ANYBODY,
    "static": ANYBODY,
    "sign_in.page": ANYBODY,
    "passkeys.ask": ANYBODY,
    "passkeys.sign_in": ANYBODY,
    "passkeys.ask_for_new": ANYBODY,  # signed in, or with an invitation
    "passkeys.add": ANYBODY,
    "passkeys.remove": SIGNED_IN,
    "counts.page": COORDINATOR,
    "home.page": SIGNED_IN,
    "home.sign_out": SIGNED_IN,
}


def may(endpoint: str | None, role: Role | None) -> bool:
    """May somebody of this role, or of none, use this endpoint?"""
    return endpoint is not None and role in RIGHTS.get(endpoint, frozenset())
