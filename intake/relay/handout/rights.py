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
    "sign_in.password": ANYBODY,
    "sign_in.code": ANYBODY,
    "sign_in.code_given": ANYBODY,
    "sign_in.recovery": ANYBODY,
    "sign_in.recovery_given": ANYBODY,
    "welcome.page": ANYBODY,
    "welcome.open": ANYBODY,
    "welcome.password": ANYBODY,
    "welcome.password_given": ANYBODY,
    "welcome.authenticator": ANYBODY,
    "welcome.authenticator_proved": ANYBODY,
    "passkeys.ask": ANYBODY,
    "passkeys.sign_in": ANYBODY,
    "passkeys.ask_for_new": ANYBODY,  # signed in, or with an open invitation
    "passkeys.add": ANYBODY,
    "passkeys.remove": SIGNED_IN,
    "ahead.page": COORDINATOR,
    "ahead.cards": COORDINATOR,
    "ahead.leaflet": COORDINATOR,
    "ahead.explain": COORDINATOR,
    "ahead.without_card": COORDINATOR,
    "colleagues.page": KEEPS_ACCOUNTS,
    "colleagues.new": KEEPS_ACCOUNTS,
    "colleagues.add": KEEPS_ACCOUNTS,
    "colleagues.one": KEEPS_ACCOUNTS,
    "colleagues.invite_again": KEEPS_ACCOUNTS,
    "colleagues.disable": KEEPS_ACCOUNTS,
    "colleagues.enable": KEEPS_ACCOUNTS,
    "colleagues.role": KEEPS_ACCOUNTS,
    "colleagues.sign_out": KEEPS_ACCOUNTS,
    "counts.page": COORDINATOR,
    "inboxes.page": OPERATOR,
    "inboxes.municipalities": OPERATOR,
    "organisations.page": OPERATOR,
    "organisations.new": OPERATOR,
    "organisations.add": OPERATOR,
    "organisations.one": OPERATOR,
    "organisations.change": OPERATOR,
    "staff_log.page": KEEPS_ACCOUNTS,
    "tablets.page": COORDINATOR,
    "tablets.ask": COORDINATOR,
    "tablets.end": COORDINATOR,
    "single_sign_on.start": ANYBODY,
    "single_sign_on.back": ANYBODY,
    "account.page": SIGNED_IN,
    "account.sign_out_everywhere": SIGNED_IN,
    "account.password": SIGNED_IN,
    "account.password_changed": SIGNED_IN,
    "account.authenticator": SIGNED_IN,
    "account.authenticator_asked": SIGNED_IN,
    "account.app": SIGNED_IN,
    "account.app_proved": SIGNED_IN,
    "account.make_codes": SIGNED_IN,
    "account.codes_made": SIGNED_IN,
    "account.codes": SIGNED_IN,
    "account.codes_kept": SIGNED_IN,
    "courier.page": COURIER,
    "courier.bundle": COURIER,
    "courier.bring": COURIER,
    "courier.brought": COURIER,
    "home.page": SIGNED_IN,
    "home.sign_out": SIGNED_IN,
    "training.words": SIGNED_IN,
    "training.situations": SIGNED_IN,
    "hand_out.tablet": HANDS_OUT,
    "hand_out.tablet_here": HANDS_OUT,
    "hand_out.tablet_other": HANDS_OUT,
    "hand_out.tablet_given": HANDS_OUT,
    "hand_out.card": HANDS_OUT,
    "hand_out.card_print": HANDS_OUT,
    "hand_out.card_given": HANDS_OUT,
    "hand_out.phone": HANDS_OUT,
    "hand_out.phone_show": HANDS_OUT,
    "hand_out.show": HANDS_OUT,
    "hand_out.done": HANDS_OUT,
}


def may(endpoint: str | None, role: Role | None) -> bool:
    """May somebody of this role, or of none, use this endpoint?"""
    return endpoint is not None and role in RIGHTS.get(endpoint, frozenset())
