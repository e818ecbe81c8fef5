"""Passkeys: signing in with a device that checks who holds it. Nothing is typed, and nothing can be given away."""

from __future__ import annotations

from intake.relay.handout.passkeys.room import passkeys

__all__ = ["passkeys"]
