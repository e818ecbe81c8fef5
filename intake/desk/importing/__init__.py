"""Bringing in: a bundle's envelopes become cases, or are set aside with their reason; a receipt goes back."""

from intake.desk.importing.bundle import import_bundle
from intake.desk.importing.parked import bring_in_parked
from intake.desk.importing.summary import Summary

__all__ = ["Summary", "bring_in_parked", "import_bundle"]
