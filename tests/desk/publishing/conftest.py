"""The same office as the pages' tests."""

from __future__ import annotations

from tests.desk.web.conftest import made_office, office

__all__ = ["made_office", "office"]
