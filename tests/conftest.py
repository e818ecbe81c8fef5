"""For all tests: how long an example takes is never what fails it; that differs from machine to machine."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

LONG = ("tests/browser/", "tests/paper/", "tests/demo/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first, so that at the end, with little left, no worker stands idle."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
