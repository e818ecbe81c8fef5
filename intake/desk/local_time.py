"""Days as people at the desk mean them: in the time of the Netherlands."""

from __future__ import annotations

from intake.local.local_time import HERE, start_of, today

__all__ = ["HERE", "start_of", "today"]
