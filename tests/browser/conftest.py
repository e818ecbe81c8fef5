"""Debian's Chromium, one relay for all tests of a run, and pages that may not complain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, ViewportSize

from tests.browser.chromium import ARGUMENTS, SHELL, WHOLE
from tests.browser.newcomer import Newcomer
from tests.browser.relay import FormRelay, serve_form

PHONE: ViewportSize = {"width": 360, "height": 640}
TABLET: ViewportSize = {"width": 800, "height": 1280}
PATIENCE = 30_000

NewContext = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": SHELL, "args": ARGUMENTS}


@pytest.fixture(scope="module")
def page_cache(browser_type: BrowserType) -> Iterator[Browser]:
    """The whole Chromium, with the cache of pages for its Back key switched on.

    The headless shell keeps no page: with it the control in test_leaving.py fails, and its neighbours prove nothing.
    """
    off = ["--disable-back-forward-cache"]
    browser = browser_type.launch(executable_path=WHOLE, args=ARGUMENTS, ignore_default_args=off)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def relay(tmp_path_factory: pytest.TempPathFactory) -> FormRelay:
    return serve_form(tmp_path_factory.mktemp("relay"))


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Makes contexts of which no page may complain: about its policy, about a script, about anything."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"viewport": PHONE, "locale": "nl-NL", "reduced_motion": "reduce"} | options)
        context.set_default_timeout(PATIENCE)
        context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    # A lost network and a refusal are what some tests are about; the browser mentions both.
    assert [each for each in complaints if not each.startswith("Failed to load resource")] == []


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """A phone of 360 by 640."""
    return new_context().new_page()


@pytest.fixture
def newcomer(page: Page) -> Newcomer:
    return Newcomer(page)
