"""Make the README's pictures anew: the form, the pages around it, the desk's, the network book's (`make pictures`)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from intake.demo.ports import Ports, free_port  # noqa: E402
from tests.browser.chromium import ARGUMENTS, SHELL  # noqa: E402
from tests.browser.newcomer import Newcomer  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
INTAKE = [sys.executable, "-m", "intake.cli"]


def main() -> None:
    """Start a demo, look at it, stop it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data, ports = Path(folder) / "demo", Ports(free_port())
        process = subprocess.Popen([*INTAKE, "demo", "--data", str(data), "--no-browser", "--port", str(ports.form)])  # noqa: S603
        browser = playwright.chromium.launch(executable_path=SHELL, args=ARGUMENTS)
        try:
            await_answer(f"http://{ports.tour_host}/")
            take(browser, data, ports)
        finally:
            browser.close()
            process.terminate()
            process.wait()


def await_answer(url: str) -> None:
    """Wait until something answers there."""
    while True:
        with suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(url):  # noqa: S310
            return
        time.sleep(0.2)


def take(browser: Browser, data: Path, ports: Ports) -> None:
    """All pictures."""
    config = ["--config", str(data / "config.toml")]
    for tag in ("ar", "ti"):
        question(browser, run(*config, "links", "new", "--organisation", "demo").strip(), tag)
    page = browser.new_page(viewport={"width": 1360, "height": 1380})
    page.goto(f"http://{ports.tour_host}/")
    page.wait_for_selector("#rows tr")
    page.screenshot(path=PICTURES / "start.png")
    page.set_viewport_size({"width": 1100, "height": 560})
    page.goto(f"http://{ports.tour_host}/colleague/bram")
    page.screenshot(path=PICTURES / "handout.png")
    passphrase = (data / "passphrase").read_text(encoding="utf-8").strip()
    desk(browser, ports, passphrase)
    network(browser, ports, passphrase)


def unlocked(browser: Browser, origin: str, passphrase: str) -> Page:
    """The first page of a program on this computer."""
    page = browser.new_context(viewport={"width": 1280, "height": 760}, locale="en-GB").new_page()
    page.goto(f"{origin}/")
    page.fill("#passphrase", passphrase)
    page.click("main .button-main")
    page.wait_for_selector("#lock")
    page.locator("footer button[value=en]").click()
    return page


def network(browser: Browser, ports: Ports, passphrase: str) -> None:
    """The network book's first page."""
    page = unlocked(browser, ports.network_origin, passphrase)
    page.wait_for_selector("#lock")
    page.screenshot(path=PICTURES / "network.png")


def desk(browser: Browser, ports: Ports, passphrase: str) -> None:
    """The queue, the first case in it, and the figures of a year."""
    page = unlocked(browser, ports.desk_origin, passphrase)
    page.goto(f"{ports.desk_origin}/queue")
    page.screenshot(path=PICTURES / "queue.png")
    page.locator("main tbody tr a").first.click()
    page.wait_for_selector("#safe")
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.screenshot(path=PICTURES / "case.png")
    page.goto(f"{ports.desk_origin}/figures")
    page.locator("main a[href*='/figures/policy/']").first.click()
    page.set_viewport_size({"width": 1280, "height": 860})
    page.screenshot(path=PICTURES / "figures.png")


def question(browser: Browser, link: str, tag: str) -> None:
    """The third question, with an answer chosen."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=1.5)
    newcomer = Newcomer(context.new_page())
    newcomer.begin(link, tag)
    newcomer.fill(until="pain")
    newcomer.choose("sometimes")
    newcomer.page.screenshot(path=PICTURES / f"form-{tag}.png")
    context.close()


def run(*arguments: str) -> str:
    """What ``intake`` prints."""
    return subprocess.run([*INTAKE, *arguments], capture_output=True, text=True, check=True).stdout  # noqa: S603


if __name__ == "__main__":
    main()
