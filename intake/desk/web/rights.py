"""The one table of who may do what: each endpoint, and the roles that it answers.

A route that has no row here is refused to everybody, and a test walks every route with every role and with none.
"""

from __future__ import annotations

from collections.abc import Mapping

from intake.desk.people import Role

Who = frozenset[Role | None]

ANYBODY: Who = frozenset({*Role, None})
"""None: the desk is locked in this browser."""
UNLOCKED: Who = frozenset(Role)
CASES: Who = frozenset({Role.NURSE, Role.COORDINATOR})
COORDINATOR: Who = frozenset({Role.COORDINATOR})

RIGHTS: Mapping[str, Who] = {
    "look.stylesheet": ANYBODY,
    "look.mark": ANYBODY,
    "look.healthy": ANYBODY,
    "look.language": ANYBODY,
    "static": ANYBODY,
    "start.page": ANYBODY,
    "start.enter": ANYBODY,
    "locking.page": ANYBODY,
    "locking.unlock": ANYBODY,
    "locking.lock": ANYBODY,
    "locking.active": UNLOCKED,
    "home.page": UNLOCKED,
    "case.page": CASES,
    "case.find": CASES,
    "case.state": CASES,
    "case.close": CASES,
    "case.reopen": CASES,
}


def may(endpoint: str | None, role: Role | None) -> bool:
    """May somebody of this role, or of none, use this endpoint?"""
    return endpoint is not None and role in RIGHTS.get(endpoint, frozenset())
