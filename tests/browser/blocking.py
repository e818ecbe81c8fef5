"""How long the page stands still while an envelope is sealed, on a processor six times slower: `make bench`.

A heartbeat runs on the page's own thread; its longest gap is the longest time in which a tap would go unanswered.
The limit is the 50 ms from which people feel a delay (RAIL model, web.dev).

Nothing but the form runs on the page from Send to the last screen: a driver that looked there whether the code has come
would run its own script, which on such a slow processor takes a tenth of a second and would be measured instead.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

import click
from playwright.sync_api import Page, sync_playwright

from tests.browser.newcomer import Newcomer
from tests.browser.relay import FormRelay, serve_form

# The whole browser, with the drawing a telephone does too; the headless shell the tests use does less of it.
CHROMIUM = "/usr/bin/chromium"
SLOWER = 6
LIMIT = 50.0
ROUNDS = 5
# In milliseconds: how long a finger rests on a button, and from Send to well after the last screen.
TAP = 80
SENT = 5_000
HEARTBEAT = """
() => {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  window.longest = 0;
  port1.onmessage = () => {
    const now = performance.now();
    window.longest = Math.max(window.longest, now - last);
    last = now;
    port2.postMessage(0);
  };
  port2.postMessage(0);
}
"""


def longest_block(page: Page, relay: FormRelay) -> tuple[float, float]:
    """Milliseconds: on a page where nothing happens, and from Send to the last screen."""
    newcomer = Newcomer(page)
    newcomer.begin(relay.link())
    newcomer.fill()
    hover(page, "#continue")
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.evaluate(HEARTBEAT)
    page.wait_for_timeout(1_000)
    idle: float = page.evaluate("() => { const idle = window.longest; window.longest = 0; return idle; }")
    page.mouse.down()
    page.wait_for_timeout(TAP)
    page.mouse.up()
    page.wait_for_timeout(SENT)
    longest: float = page.evaluate("window.longest")
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    newcomer.code()
    return idle, longest


def hover(page: Page, button: str) -> None:
    """From then on the mouse presses this button, and the driver need not look for it."""
    place = page.locator(button).bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)


@click.command()
def main() -> None:
    """Print the median of the longest blocks as a ratio to the limit."""
    relay = serve_form(Path(tempfile.mkdtemp()))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 360, "height": 640}).new_page()
        blocks = [longest_block(page, relay) for _ in range(ROUNDS)]
        browser.close()
    idle, middle = (statistics.median(each) for each in zip(*blocks, strict=True))
    click.echo(
        f"longest block while sealing, {SLOWER} times slower: {middle:.0f} ms = {middle / LIMIT:.2f} of {LIMIT:.0f} ms"
        f" (of {ROUNDS}: {', '.join(f'{each:.0f}' for _, each in blocks)}; with nothing to do: {idle:.0f} ms)"
    )


if __name__ == "__main__":
    main()
