"""The page to record on, in a browser whose microphone hears a voice again and again."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from intake.audio.mp3 import seconds
from intake.audio.pack import read_pack
from intake.audio.sound import Sound
from tests.audio.sounds import voice, wav
from tests.browser.chromium import ARGUMENTS
from tests.browser.conftest import PHONE, NewContext
from tests.browser.test_screens import AXE, overflow, small_targets, violations

Launch = Callable[..., Browser]

DESK: ViewportSize = {"width": 1280, "height": 800}
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/#\S+")
FAKED = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@pytest.fixture(scope="module")
def browser(launch_browser: Launch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A microphone that hears a second of voice, and a pause, and again."""
    browser = microphone(launch_browser, tmp_path_factory.mktemp("heard") / "voice.wav", voice(quiet=0.25, rate=48_000))
    yield browser
    browser.close()


def microphone(launch_browser: Launch, heard: Path, sound: Sound) -> Browser:
    """A browser whose microphone hears this again and again."""
    heard.write_bytes(wav(sound))
    return launch_browser(args=[*ARGUMENTS, *FAKED, f"--use-file-for-fake-audio-capture={heard}"])


@contextmanager
def studio(file: Path, speaker: str = "Amina", *more: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`intake audio record`, until the end of the block: the start address, and the process."""
    options = ["--language", "ar", "--speaker", speaker, "--pack", str(file), *more]
    command = [sys.executable, "-u", "-m", "intake.cli", "audio", "record", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = next(found[0] for line in process.stdout if (found := ADDRESS.search(line)))
        try:
            yield address, process
        finally:
            process.terminate()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ar.zip"


@pytest.fixture
def reader(new_context: NewContext) -> Page:
    return new_context(viewport=DESK, locale="en-GB", permissions=["microphone"]).new_page()


def begin(page: Page, address: str) -> None:
    page.goto(address)
    page.click("#start")


def read_aloud(page: Page, ms: int = 1500) -> None:
    """By keyboard: press, speak, press."""
    expect(page.locator("#record")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#record")).to_contain_text("Stop")
    page.wait_for_timeout(ms)
    page.keyboard.press("Enter")
    expect(page.locator("#next")).to_be_focused()


def test_a_speaker_reads_line_after_line_by_one_key_and_each_is_kept(reader: Page, file: Path) -> None:
    with studio(file) as (address, _):
        begin(reader, address)
        assert "#" not in reader.url
        text = reader.locator("#text")
        assert (text.inner_text(), text.get_attribute("dir"), text.get_attribute("lang")) == ("العربية", "rtl", "ar")
        read_aloud(reader)
        expect(reader.locator("#said")).to_contain_text("Kept")
        assert 0.8 < seconds(read_pack(file).clips["name"].mp3) < 3
        reader.keyboard.press("Enter")
        expect(text).not_to_have_text("العربية")
        read_aloud(reader)
        expect(reader.locator("#counted")).to_contain_text("2 of")
        assert len(read_pack(file).clips) == 2


def test_what_was_read_is_heard_again_while_the_program_runs(reader: Page, file: Path) -> None:
    with studio(file) as (address, process):
        begin(reader, address)
        expect(reader.locator("#hear")).to_be_disabled()
        read_aloud(reader)
        with reader.expect_response(lambda answer: answer.url.endswith(".mp3")) as sound:
            reader.click("#hear")
        assert sound.value.headers["content-type"] == "audio/mpeg"
        process.kill()
        process.wait()
        reader.click("#hear")
        expect(reader.locator("#said")).to_contain_text("The program has stopped")


def test_nothing_is_lost_when_the_page_is_loaded_again_or_the_computer_dies(reader: Page, file: Path) -> None:
    with studio(file) as (address, process):
        begin(reader, address)
        read_aloud(reader)
        reader.reload()
        reader.click("#start")
        expect(reader.locator("#record")).to_be_focused()
        expect(reader.locator("#counted")).to_contain_text("1 of")
        expect(reader.locator("#text")).not_to_have_text("العربية")
        process.kill()
        process.wait()
        reader.keyboard.press("Enter")
        reader.wait_for_timeout(1200)
        reader.keyboard.press("Enter")
        expect(reader.locator("#said")).to_contain_text("The program has stopped")
        expect(reader.locator("#retry")).to_be_visible()
    assert list(read_pack(file).clips) == ["name"]
    with studio(file) as (address, _):
        begin(reader, address)
        expect(reader.locator("#counted")).to_contain_text("1 of")


def test_silence_is_named_kindly_and_not_kept(launch_browser: Launch, tmp_path: Path, file: Path) -> None:
    silent = microphone(launch_browser, tmp_path / "silence.wav", voice(0, noise=-96, rate=48_000))
    page = silent.new_context(locale="en-GB", permissions=["microphone"]).new_page()
    with studio(file) as (address, _), closing(silent):
        begin(page, address)
        expect(page.locator("#record")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_contain_text("Nobody is heard")
        expect(page.locator("#record")).to_be_focused()
        expect(page.locator("#anyway")).to_have_count(0)
    assert not read_pack(file).clips


def test_a_second_speaker_hears_to_the_end_and_approves_and_the_first_cannot(
    new_context: NewContext, file: Path
) -> None:
    with studio(file) as (address, _):
        page = new_context(viewport=DESK, locale="en-GB", permissions=["microphone"]).new_page()
        begin(page, address)
        read_aloud(page)
        page.keyboard.press("Enter")
        read_aloud(page)
    with studio(file, " aMINA", "--approve") as (address, _):
        page = new_context(viewport=DESK, locale="en-GB").new_page()
        begin(page, address)
        expect(page.locator("#said")).to_contain_text("You read this yourself")
        expect(page.locator("#right")).to_have_count(0)
    with studio(file, "Yonas", "--approve") as (address, _):
        page = new_context(viewport=DESK, locale="en-GB").new_page()
        begin(page, address)
        expect(page.locator("#right")).to_be_disabled()
        expect(page.locator("#hear")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#right")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#counted")).to_contain_text("1 of 2")
        page.keyboard.press("Enter")
        expect(page.locator("#wrong")).to_be_enabled()
        page.fill("#remark", "a bus goes by")
        page.click("#wrong")
        expect(page.locator("#said")).to_contain_text("Thank you")
    first, second = read_pack(file).clips.values()
    assert (first.approved_by, second.refused_by, second.remark) == ("Yonas", "Yonas", "a bus goes by")


def test_the_start_address_lets_one_browser_in(new_context: NewContext, file: Path) -> None:
    with studio(file) as (address, _):
        new_context().new_page().goto(address)
        second = new_context(locale="en-GB").new_page()
        second.goto(address)
        expect(second.locator("#stranger")).to_contain_text("worked once")


def test_without_the_microphone_it_says_what_to_do(new_context: NewContext, file: Path) -> None:
    page = new_context(locale="en-GB").new_page()
    page.add_init_script("navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no'))")
    with studio(file) as (address, _):
        begin(page, address)
        expect(page.locator("#said")).to_contain_text("may not use the microphone")
        expect(page.locator("#start")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_page_is_accessible_and_fits(new_context: NewContext, file: Path, size: ViewportSize) -> None:
    axe = AXE.read_text(encoding="utf-8")
    page = new_context(viewport=size, permissions=["microphone"]).new_page()
    found = []
    with studio(file) as (address, _):
        page.goto(address)
        page.wait_for_selector("#start")
        found += looked_at(page, axe)
        page.click("#start")
        page.wait_for_selector("#record")
        found += looked_at(page, axe)
        read_aloud(page)
        page.click("#turn")
        found += looked_at(page, axe)
    with studio(file, "Yonas", "--approve") as (address, _):
        begin(page, address)
        page.wait_for_selector("#hear")
        found += looked_at(page, axe)
    assert found == []


def looked_at(page: Page, axe: str) -> list[str]:
    """What is wrong with the page as it stands. The long list at its side is for a mouse: 44 px high."""
    small = [each for each in small_targets(page) if not each.startswith(" ")]
    return [*violations(page, axe), *small, *(["wider than the window"] if overflow(page)[0] else [])]
