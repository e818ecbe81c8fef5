"""Bringing in: a bundle's envelopes become cases, or are set aside with their reason; a receipt goes back."""

from intake.desk.importing.bundle import bring_in, import_bundle
from intake.desk.importing.parked import bring_in_parked, bring_in_unknown
from intake.desk.importing.summary import Standing, Summary

__all__ = ["Standing", "Summary", "bring_in", "bring_in_parked", "bring_in_unknown", "import_bundle"]
