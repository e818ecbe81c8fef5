"""What axe-core finds on a page of staff, and what is too small to press."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

FILE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
SMALLEST = 44
"""Pixels: WCAG 2.2, 2.5.5. Staff work at a desk; what newcomers press is larger."""
TARGETS = """
() => [...document.querySelectorAll("main button, main input, main select, main a.button, header a, header button")]
  .filter((each) => !each.matches(".unseen, [type=radio], [type=checkbox]"))
  .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
  .filter(([, box]) => box.width > 0)
  .map(([html, box]) => [html, box.width, box.height])
"""
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def problems(page: Page) -> list[str]:
    """Of the page as it stands: violations with their places, small targets, and whether it must be moved sideways."""
    page.evaluate(_source())
    found: list[dict[str, Any]] = page.evaluate(
        "axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)"
    )
    violations = [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found]
    boxes: list[tuple[str, float, float]] = page.evaluate(TARGETS)
    small = [f"{html} {width} x {height}" for html, width, height in boxes if min(width, height) < SMALLEST - 0.5]
    return violations + small + (["wider than the screen"] if page.evaluate(WIDER) else [])


@cache
def _source() -> str:
    return FILE.read_text(encoding="utf-8")
