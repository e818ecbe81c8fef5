"""The keys of this desk, in pages: how they stand, and every ceremony, one thing at a time."""

from intake.desk.web.keys.room import ceremony

__all__ = ["ceremony"]
