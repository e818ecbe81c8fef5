"""Debian's Chromium, in the two builds that it comes in: which of them is driven is decided here and nowhere else."""

from __future__ import annotations

SHELL = "/usr/bin/chromium-headless-shell"
"""The same engine without windows: a context costs it little. All tests drive this one but for a named few."""
WHOLE = "/usr/bin/chromium"
"""What people have. Each of its contexts also starts pages of the browser's own, which takes three times as long."""
ARGUMENTS = ("--no-sandbox",)
"""Where tests run as root, as in a container, Chromium's own sandbox cannot start."""
