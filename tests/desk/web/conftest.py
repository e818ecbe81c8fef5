"""An office for each test, copied from one that was made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.web.office import Office, make_office


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with three people and no case."""
    folder = tmp_path_factory.mktemp("office")
    make_office(folder)
    return folder


@pytest.fixture
def office(made_office: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of it, with its pages."""
    made = Office(made_office, tmp_path / "office")
    yield made
    made.close()
