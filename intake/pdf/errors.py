"""Why there is no PDF."""

from __future__ import annotations

from intake.errors import IntakeError


class PdfError(IntakeError):
    """The PDF could not be made."""
