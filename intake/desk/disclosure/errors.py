"""Why nothing was released."""

from __future__ import annotations

from intake.desk.errors import DeskError


class DisclosureError(DeskError):
    """It could not be proven that a table gives nobody away."""
