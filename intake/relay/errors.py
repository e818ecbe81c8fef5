"""What the relay's rooms raise when they cannot do what was asked."""

from __future__ import annotations

from intake.errors import IntakeError


class RelayError(IntakeError):
    """The relay cannot be made, or cannot do what was asked."""
