"""Whoever was invited: they open the link they were given, and choose how they will sign in."""

from __future__ import annotations

from intake.relay.handout.welcome.room import welcome

__all__ = ["welcome"]
