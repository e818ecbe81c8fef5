"""One mail server for all who ask; each test finds it empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.relay.telling.postoffice import HOST, PostOffice, certificate, post_office
from tests.relay.telling.team import Team
from tests.relay.world import World


@pytest.fixture(scope="package")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that fits the server of these tests."""
    return certificate(tmp_path_factory.mktemp("certificate"), HOST)


@pytest.fixture(scope="package")
def open_office(pem: Path) -> Iterator[PostOffice]:
    with post_office(pem) as office:
        yield office


@pytest.fixture
def office(open_office: PostOffice) -> PostOffice:
    """A mail server that takes everything and has nothing yet."""
    open_office.clear()
    return open_office


@pytest.fixture
def team(world: World, office: PostOffice, pem: Path) -> Team:
    """Told at nine; the second inbox by nobody."""
    return Team(world, office, pem)
