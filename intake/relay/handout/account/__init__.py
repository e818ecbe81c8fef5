"""One's own account: who one is here, and by what one signs in."""

from __future__ import annotations

from intake.relay.handout.account.room import account

__all__ = ["account"]
