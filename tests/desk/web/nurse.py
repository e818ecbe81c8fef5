"""A nurse at her browser, who reads English, and what the forms of a case's page carry."""

from __future__ import annotations

import re

from tests.desk.web.office import Browser, Office


def nurse(office: Office, name: str = "noor") -> Browser:
    """A browser in which ``name`` has unlocked the desk, with pages in English."""
    browser = office.at_work(name)
    browser.post("/language", language="en")
    return browser


def seen(browser: Browser, case: int) -> dict[str, str]:
    """The revision that the page of a case shows, and the entry of the trail then."""
    text = browser.get(f"/cases/{case}").text
    return {name: re.findall(rf'name="{name}" value="(\d+)"', text)[0] for name in ("revision", "entry")}


def plain(html: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
