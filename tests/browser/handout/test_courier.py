"""A courier's morning in a real browser, between a real relay and a real desk: out with the post, back with a file."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from intake.demo.colleagues import add_colleagues, open_scenes_handout, sit_down
from intake.demo.ports import Ports
from intake.demo.scene import INBOX, ORGANISATION, Scene, make_scene
from intake.demo.serving import served
from intake.desk.importing import import_bundle
from intake.desk.unlock import open_desk
from intake.envelope.context import Context
from intake.envelope.format import MEDIA_TYPE
from intake.envelope.link import token_of
from intake.envelope.sealing import seal
from intake.envelope.sheet import Purpose, read_sheet
from intake.relay.clock import utc_now
from intake.relay.handout.sessions import COOKIE
from intake.relay.instance import open_relay
from intake.relay.links.handout import hand_out_links
from intake.relay.links.register import Kind
from intake.relay.status import relay_status
from tests.browser.conftest import PHONE, NewContext
from tests.browser.handout.axe import problems
from tests.browser.handout.keyboard import press, tab_to
from tests.browser.handout.served import SET_AT
from tests.demo.test_demo import free_ports

DESK: ViewportSize = {"width": 1280, "height": 800}


@dataclass(frozen=True)
class Ggd:
    """Every zone, served; ``page`` is where the courier begins."""

    scene: Scene
    page: str

    def let_in(self, context: BrowserContext) -> Page:
        """The courier's browser, at the start page."""
        handout = open_scenes_handout(self.scene)
        session = sit_down(handout, "kees", utc_now())
        handout.close()
        assert session is not None
        context.add_cookies([
            {"name": COOKIE, "value": session, "url": SET_AT, "secure": True, "httpOnly": True, "sameSite": "Strict"}
        ])  # fmt: skip
        page = context.new_page()
        page.goto(self.page)
        return page

    def send(self, count: int) -> None:
        """``count`` envelopes come to the relay, each with nothing in it that a desk could use."""
        relay = open_relay(self.scene.relay, self.scene.passphrase)
        (link,) = hand_out_links(relay, ORGANISATION, Kind.CARD, now=utc_now())
        relay.engine.dispose()
        today = utc_now().date()
        sheet = read_sheet((self.scene.desk.data / "ring.json").read_bytes())
        keys = {role.value: sheet.recipient(role, today).public for role in (Purpose.DESK, Purpose.RECOVERY)}
        headers = {"Authorization": f"Link {token_of(link)}", "Content-Type": MEDIA_TYPE}
        for _ in range(count):
            sealed = seal(b"{}", context=Context(INBOX, "ggd10", "1"), **keys)
            asked = urllib.request.Request(f"http://{self.scene.relay.listen}/api/envelopes", sealed, headers)
            with urllib.request.urlopen(asked) as answer:
                assert answer.status == 201

    def waiting(self) -> int:
        relay = open_relay(self.scene.relay, self.scene.passphrase)
        (status,) = relay_status(relay, utc_now().date())
        relay.engine.dispose()
        return status.waiting


@pytest.fixture(scope="module")
def ggd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ggd]:
    ports, now = Ports(free_ports()), utc_now()
    folder = tmp_path_factory.mktemp("ggd") / "demo"
    scene = make_scene(folder, ports, now.date(), lambda scene: add_colleagues(scene, now))
    with served(scene):
        yield Ggd(scene, f"{ports.handout_origin}/handout/")


def bring(page: Page, file: Path) -> None:
    page.set_input_files("#file", file)
    page.click("form[action$=bring] button")


def test_out_with_the_post_and_back_with_what_the_desk_wrote(ggd: Ggd, new_context: NewContext, tmp_path: Path) -> None:
    page = ggd.let_in(new_context(viewport=DESK))
    bring(page, ggd.scene.desk.data / "ring.json")
    expect(page.locator("h1")).to_have_text("The key sheet was taken")
    ggd.send(3)
    press(page, "main .button-main")
    expect(page.locator("h1")).to_have_text("The post")
    with page.expect_download() as found:
        press(page, ".carry-fetch")
    assert found.value.suggested_filename == f"bundle-{INBOX}-{utc_now().date()}"
    found.value.save_as(tmp_path / "bundle")
    with open_desk(ggd.scene.desk, ggd.scene.passphrase) as desk:
        summary = import_bundle(desk, tmp_path / "bundle", tmp_path / "receipt")
    assert sum(summary.aside.values()) == 3
    assert ggd.waiting() == 3
    bring(page, tmp_path / "receipt")
    expect(page.locator("h1")).to_have_text("The receipt was taken")
    assert ggd.waiting() == 0


@pytest.mark.parametrize(("viewport", "language"), [(PHONE, "nl"), (PHONE, "en"), (DESK, "nl")])
def test_nothing_is_wrong_with_the_page_empty_refused_or_done(
    ggd: Ggd, new_context: NewContext, viewport: ViewportSize, language: str, tmp_path: Path
) -> None:
    page = ggd.let_in(new_context(viewport=viewport))
    page.click(f"button[name=language][value={language}]")
    assert page.url == ggd.page + "post"
    assert problems(page) == []
    (tmp_path / "letter").write_text("Dear")
    bring(page, tmp_path / "letter")
    expect(page.locator("[role=alert]")).to_be_visible()
    expect(page.locator("#file")).to_be_focused()
    assert problems(page) == []
    page.goto(ggd.page + "post/brought?what=receipt")
    assert problems(page) == []


def test_the_page_works_by_keyboard_and_without_scripts(ggd: Ggd, new_context: NewContext, tmp_path: Path) -> None:
    page = ggd.let_in(new_context(viewport=DESK, java_script_enabled=False))
    (tmp_path / "letter").write_text("Dear")
    page.set_input_files("#file", tmp_path / "letter")
    page.click("form[action$=bring] button")
    expect(page.locator("[role=alert] strong")).to_have_text(re.compile("^(This is not a|Dit is geen) "))
    reading = ggd.let_in(new_context(viewport=DESK))
    for there in (".carry-fetch", "#file", "form[action$=bring] button"):
        tab_to(reading, there)
