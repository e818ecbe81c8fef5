"""What everybody may read: shown whole before it is signed. For coordinators."""

from intake.desk.web.publishing.room import publishing

__all__ = ["publishing"]
