"""One desk for the tests of a module, and browsers in English that may not complain."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewContext
from tests.browser.desk.served import WIDE, ServedDesk
from tests.desk.web.office import make_office


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    """A desk with three people, served."""
    made = tmp_path_factory.mktemp("made")
    make_office(made)
    served = ServedDesk(made, tmp_path_factory.mktemp("desk") / "office")
    yield served
    served.close()


@pytest.fixture
def nurse(new_context: NewContext, desk: ServedDesk) -> Page:
    """Noor at work, on a screen of 1280 by 800."""
    return desk.work_as(new_context(viewport=WIDE, locale="en-GB"), "noor")


@pytest.fixture
def coordinator(new_context: NewContext, desk: ServedDesk) -> Page:
    """Anna at work."""
    return desk.work_as(new_context(viewport=WIDE, locale="en-GB"), "anna")
