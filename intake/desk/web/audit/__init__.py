"""The audit trail: searching it, taking entries out, seeing whether it is whole, and the weekly sheet."""

from intake.desk.web.audit.room import audit

__all__ = ["audit"]
