"""What can go wrong on the way, with what to do about it."""

from __future__ import annotations

from intake.errors import IntakeError


class CourierError(IntakeError):
    """Nothing was carried. What lay at the relay still lies there; what was at the desk still is."""
