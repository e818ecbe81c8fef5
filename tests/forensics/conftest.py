"""What the forensic tests share: twins that begin as one relay."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.forensics.twins import Origin
from tests.relay.conftest import pages_are_written_once

__all__ = ["pages_are_written_once"]


@pytest.fixture(scope="session")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Origin]:
    """Links of two organisations and of a tablet, each in somebody's name, and fourteen envelopes; nothing was used."""
    made = Origin(tmp_path_factory.mktemp("origin"))
    yield made
    made.close()
