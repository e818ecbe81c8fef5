"""Who may do what: one table for each program, of endpoints and the roles that they answer.

A route that has no row is refused to everybody; a test of each program walks every route with every role.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Who = frozenset[str | None]
"""Roles; None: nobody has unlocked it in this browser."""

UNNAMED = frozenset(
    {
        "look.stylesheet",
        "look.mark",
        "look.healthy",
        "look.language",
        "look.static",
        "static",
        "start.page",
        "start.enter",
    }
)
"""What needs nobody's name, and what the pages of a beginning need beside them."""
LOCKING = frozenset({"locking.page", "locking.unlock", "locking.lock"})
# What a script of ours asks by itself is no sign that somebody is there.
UNATTENDED = frozenset({"look.stylesheet", "look.mark", "look.healthy", "look.static", "static"})


@dataclass(frozen=True, slots=True)
class Rights:
    """``before`` are the endpoints that answer while nothing was made yet, and never again afterwards.

    ``unattended`` are more endpoints that a script asks by itself.
    """

    table: Mapping[str, Who]
    before: frozenset[str]
    unattended: frozenset[str] = frozenset()

    def may(self, endpoint: str | None, role: str | None) -> bool:
        """May somebody of this role, or of none, use this endpoint?"""
        return endpoint is not None and role in self.table.get(endpoint, frozenset())

    def may_anybody(self, endpoint: str) -> bool:
        """Is there anybody who may, once they have unlocked it?"""
        return bool(self.table.get(endpoint, frozenset()) - {None})

    def attended(self, endpoint: str | None) -> bool:
        """Does a request of this endpoint say that somebody is there?"""
        return endpoint not in UNATTENDED | self.unattended


def shared_rooms(roles: Iterable[str]) -> dict[str, Who]:
    """The rows of the rooms that every program has."""
    unlocked: Who = frozenset(roles)
    rows = dict.fromkeys(sorted(UNNAMED | LOCKING), unlocked | {None})
    return rows | {"locking.active": unlocked}
