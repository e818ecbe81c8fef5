"""Single sign-on: signing in with the account that a colleague has at work already (OpenID Connect)."""

from __future__ import annotations

from intake.relay.handout.single_sign_on.provider import check_settings
from intake.relay.handout.single_sign_on.room import single_sign_on

__all__ = ["check_settings", "single_sign_on"]
