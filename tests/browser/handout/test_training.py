"""The words to say and the training, as they are read, heard and printed."""

from __future__ import annotations

from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from intake.relay.handout.roles import Role
from tests.browser.conftest import NewContext
from tests.browser.handout.axe import problems
from tests.browser.handout.served import ServedHandout, serve_handout


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> ServedHandout:
    return serve_handout(tmp_path_factory.mktemp("training"))


@pytest.fixture
def page(new_context: NewContext, served: ServedHandout) -> Page:
    context = new_context()
    served.sign_in(context, Role.HANDER_OUT)
    return context.new_page()


def test_a_comment_opens_by_keyboard_and_all_of_them_are_printed(page: Page, served: ServedHandout) -> None:
    page.goto(served.address("/handout/training"))
    comment = page.get_by_text("There is no right answer, and skipping is always fine.")
    assert not comment.is_visible()
    page.get_by_text("I may not look.").focus()
    page.keyboard.press("Enter")
    assert comment.is_visible()
    printed = " ".join(" ".join(each.extract_text() for each in PdfReader(BytesIO(page.pdf())).pages).split())
    for opened_nowhere in ("Leave it with her.", "Do not ask for the story.", "There is no right answer"):
        assert opened_nowhere in printed
    assert "Sign out" not in printed


@pytest.mark.parametrize("path", ["/handout/help", "/handout/training"])
def test_everybody_can_read_them(page: Page, served: ServedHandout, path: str) -> None:
    page.goto(served.address(path))
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
