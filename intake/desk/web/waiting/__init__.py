"""Who waits for care: a list of all, and a part of a case's page."""

from intake.desk.web.waiting.room import waiting

__all__ = ["waiting"]
