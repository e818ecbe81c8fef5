"""The desk from an empty folder to a printed letter: keys, a person's envelope, the post, a decision, a referral.

Every zone by its own command, the desk's pages by theirs, a real browser in front of both. Whatever the nurse's browser
asks for stays on its own computer.
"""

from __future__ import annotations

import base64
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from intake.demo.ports import free_port
from tests.browser.commands import Zones
from tests.browser.newcomer import Newcomer
from tests.browser.test_whole_way import NAME, WORST
from tests.desk.letters.samples import Drawn

PASSPHRASE = "zeven blauwe fietsen in de regen"
# What the browser would open in a tab of its own to be printed.
LETTER = """async () => {
  const body = new URLSearchParams(new FormData(document.querySelector(".letter-writing")));
  const { formAction } = document.querySelector(".letter-print [formaction$=pdf]");
  const answer = await fetch(formAction, { method: "POST", body });
  return btoa(String.fromCharCode(...new Uint8Array(await answer.arrayBuffer())));
}"""


@pytest.fixture(scope="module")
def zones(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zones]:
    made = Zones(tmp_path_factory.mktemp("zones"))
    made.ceremony()
    with made.serving():
        yield made


@contextmanager
def served_desk(zones: Zones) -> Iterator[tuple[str, str]]:
    """`intake desk serve`; gives its address and the start code it printed."""
    port = free_port()
    command = zones._command("desk", "serve", "--no-browser", "--port", str(port))
    with subprocess.Popen(command, cwd=zones.folder, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            code = process.stdout.readline().rpartition(": ")[2].strip()
            _await_healthy(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}", code
        finally:
            process.terminate()


def _await_healthy(url: str) -> None:
    while True:
        with suppress(OSError), urllib.request.urlopen(url):
            return
        time.sleep(0.05)


def answered(browser: Browser, zones: Zones) -> str:
    """Somebody fills in the form in Arabic; gives the code they saw."""
    link = zones.intake("links", "new", "--organisation", "taalschool").strip()
    context = browser.new_context(viewport={"width": 360, "height": 640})
    newcomer = Newcomer(context.new_page())
    newcomer.begin(link, "ar")
    for _ in newcomer.walk(WORST):
        pass
    code = newcomer.send()
    context.close()
    return code


def unlocked(page: Page, address: str, code: str) -> None:
    page.goto(f"{address}/")
    page.fill("#code", code)
    page.click("main .button-main")
    page.fill("#passphrase", PASSPHRASE)
    page.click("main .button-main")
    page.wait_for_url(f"{address}/")


def brought_in(page: Page, zones: Zones, bundle: Path) -> None:
    """The stick: the bundle into the page, the receipt back to the relay."""
    page.get_by_role("link", name="Bring in").first.click()
    page.set_input_files("#bundle", bundle)
    page.get_by_role("button", name="Bring in").click()
    expect(page.locator("h1")).to_contain_text("is in")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the receipt").click()
    saved.value.save_as(zones.folder / "receipt")
    zones.intake("courier", "push", "receipt")


def decided(page: Page) -> None:
    """As the rules suggest; the person comes by, and the conversation is held."""
    page.locator("#decision").get_by_role("button", name="Decide", exact=True).click()
    expect(page.locator("#state")).to_contain_text("decided")
    page.select_option("#to", "held")
    page.locator("#state").get_by_role("button", name="Save").click()
    expect(page.locator("#state")).to_contain_text("conversation held")


def referred(page: Page) -> None:
    """To the GP, with consent."""
    page.click("#referrals summary:has-text('Refer the person')")
    page.select_option("#refer-destination", "GP")
    page.fill("#refer-organisation", "Huisarts Jansen")
    page.fill("#refer-consent_on", "2026-11-20")
    page.select_option("#refer-consent_how", "spoken")
    page.fill("#refer-shared", "slecht slapen, en dat zij een tolk nodig heeft")
    page.locator("#referrals").get_by_role("button", name="Write it down").click()
    expect(page.locator("#referrals")).to_contain_text("Huisarts Jansen")


def printed(page: Page) -> str:
    """The letter to the GP, as its PDF says it."""
    page.get_by_role("link", name="Letter to the GP", exact=True).click()
    page.fill("#professional", "A. de Vries, verpleegkundige")
    page.fill("#question", "Graag beoordeling van slaapklachten.")
    page.get_by_role("button", name="Look at the letter").click()
    expect(page.locator(".letter-paper")).to_contain_text("Graag beoordeling van slaapklachten.")
    return Drawn(base64.b64decode(page.evaluate(LETTER))).text


def test_from_an_empty_folder_to_a_printed_letter(browser: Browser, zones: Zones) -> None:
    code = answered(browser, zones)
    zones.intake("courier", "pull", "--out", "bundle")
    with served_desk(zones) as (address, start_code):
        context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        unlocked(page, address, start_code)
        brought_in(page, zones, zones.folder / "bundle")

        page.get_by_role("link", name="Queue", exact=True).click()
        row = page.locator("main tbody tr").first
        expect(row).to_contain_text("red")
        expect(row).to_contain_text("Arabic")
        row.get_by_role("link").first.click()
        expect(page.locator("#safe")).to_contain_text(NAME)
        decided(page)
        referred(page)
        letter = printed(page)

        page.goto(f"{address}/cases/1")
        expect(page.locator("#letters .happened")).to_contain_text("Letter to the GP")
        page.select_option("#move-1", "sent")
        page.locator("#referrals").get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("#state")).to_contain_text("referred")
        context.close()
    assert letter.startswith("Lees dit eerst: zo bereikt u deze persoon veilig")
    assert "Graag beoordeling van slaapklachten." in letter
    assert NAME in letter
    assert [each for each in asked if not each.startswith(f"{address}/")] == []
    assert [each for each in asked if NAME in each or code in each or code.replace("-", "") in each] == []
    zones.intake("desk", "audit", "verify", "--receipt", "receipt")
    assert zones.queue()[0]["status"] == "referred"
