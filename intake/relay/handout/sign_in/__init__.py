"""Signing in by password: two steps, of which the first alone tells a stranger nothing."""

from __future__ import annotations

from intake.relay.handout.sign_in.room import sign_in

__all__ = ["sign_in"]
