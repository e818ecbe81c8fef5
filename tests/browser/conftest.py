"""Debian's Chromium, one relay for all tests of a run, and pages that tell of every request and complaint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.newcomer import Newcomer
from tests.browser.relay import FormRelay, serve_form

PHONE = {"width": 360, "height": 640}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def relay(tmp_path_factory: pytest.TempPathFactory) -> FormRelay:
    served, _ = serve_form(tmp_path_factory.mktemp("relay"))
    return served


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone of 360 by 640 whose page may not complain: neither about its policy nor about anything else."""
    context = browser.new_context(viewport=PHONE, locale="nl-NL")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert [each for each in complaints if "Failed to load resource" not in each] == []


@pytest.fixture
def newcomer(page: Page) -> Newcomer:
    return Newcomer(page)
