"""Bringing bundles in: by dragging one into the page, or out of the folder that is shared with the courier."""

from intake.desk.web.bringing_in.room import bringing_in

__all__ = ["bringing_in"]
