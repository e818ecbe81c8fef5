"""A book for each test, copied from one that was made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.network.web.office import Book, make_book


@pytest.fixture(scope="session")
def made_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a coordinator and a helper."""
    folder = tmp_path_factory.mktemp("network")
    make_book(folder)
    return folder


@pytest.fixture
def book(made_book: Path, tmp_path: Path) -> Iterator[Book]:
    """A copy of it, with its pages."""
    made = Book(made_book, tmp_path / "office")
    yield made
    made.close()
