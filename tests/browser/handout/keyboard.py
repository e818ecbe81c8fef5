"""Moving about a page without a pointer."""

from __future__ import annotations

from playwright.sync_api import Page

MOST = 40
IS_THERE = "selector => document.activeElement.matches(selector)"
RING = "getComputedStyle(document.activeElement).outlineStyle"


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there; it can be seen where it is."""
    for _ in range(MOST):
        if page.evaluate(IS_THERE, selector):
            assert page.evaluate(RING) != "none", f"nobody sees that the focus is at {selector}"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


def type_into(page: Page, selector: str, text: str) -> None:
    """Type there, over what stands there."""
    tab_to(page, selector)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def press(page: Page, selector: str) -> None:
    """Enter, on a button or a link."""
    tab_to(page, selector)
    page.keyboard.press("Enter")
