"""A browser with a profile on disk, that can be killed at any moment and started again, as a tablet's."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

from tests.browser.chromium import ARGUMENTS, SHELL

COMMAND = (
    SHELL, *ARGUMENTS, "--remote-debugging-port=0", "--no-first-run", "--password-store=basic", "--lang=en-GB",
    "--force-prefers-reduced-motion",
)  # fmt: skip
PATIENCE = 20.0


class Device:
    """Debian's Chromium, started by us alone: whoever makes one ends it with `kill`."""

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        self.folder = folder
        self._playwright = playwright
        self._process: subprocess.Popen[bytes] | None = None
        self._browser: Browser | None = None

    def start(self) -> Page:
        """Switch it on; its one page."""
        port = self.folder / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        arguments = [*COMMAND, f"--user-data-dir={self.folder}"]
        self._process = subprocess.Popen(
            arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        end = time.monotonic() + PATIENCE
        while not port.exists() or not port.read_text().strip():
            assert time.monotonic() < end, "the browser does not start"
            time.sleep(0.05)
        address = f"http://127.0.0.1:{port.read_text().split()[0]}"
        self._browser = self._playwright.chromium.connect_over_cdp(address)
        context = self._browser.contexts[0]
        context.set_default_timeout(15_000)
        return context.pages[0] if context.pages else context.new_page()

    def kill(self) -> None:
        """The battery is empty: all its processes end at once, without a word."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(PATIENCE)
            self._process = None
        if self._browser is not None:
            self._browser.close()
            self._browser = None
