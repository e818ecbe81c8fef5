"""One handout for the tests of a module."""

from __future__ import annotations

import pytest

from tests.browser.handout.served import ServedHandout, serve_handout


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> ServedHandout:
    return serve_handout(tmp_path_factory.mktemp("handout"))
