"""A desk for what goes between it and a network book."""

from tests.desk.conftest import empty_database, world

__all__ = ["empty_database", "world"]
