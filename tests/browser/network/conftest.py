"""One network book for the tests of a module, and browsers in English that may not complain."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewContext
from tests.browser.desk.served import WIDE
from tests.browser.network.served import ServedBook
from tests.network.web.filled import fill
from tests.network.web.office import make_book


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBook]:
    """A book with two people, in which something stands of everything, served."""
    made = tmp_path_factory.mktemp("made")
    make_book(made)
    served = ServedBook(made, tmp_path_factory.mktemp("network") / "office")
    with served.network() as network:
        fill(network)
    yield served
    served.close()


@pytest.fixture
def coordinator(new_context: NewContext, book: ServedBook) -> Page:
    """Joke at work, on a screen of 1280 by 800."""
    return book.work_as(new_context(viewport=WIDE, locale="en-GB"), "joke")
