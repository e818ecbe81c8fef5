"""Pictures of every screen and state, in every language and size, with a contact sheet: scripts/screenshots.

The sheet shows one screen in all languages on a line: what is cut off or too long in one stands out beside the rest.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

import click
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, sync_playwright

from intake.questionnaire import LANGUAGES
from tests.browser.chromium import ARGUMENTS, SHELL
from tests.browser.kiosk import Kiosk
from tests.browser.newcomer import Newcomer
from tests.browser.packs import write_tones
from tests.browser.relay import FormRelay, serve_form

SIZES: dict[str, ViewportSize] = {"360x640": {"width": 360, "height": 640}, "800x1280": {"width": 800, "height": 1280}}
TOWNS = ("GM0363", "GM0384", "GM0437")
TYPED = {"address": "phone", "typed": "0612345678", "name": "Sara"}
SHEET_STYLE = (
    "body{margin:16px;background:#777;font:12px sans-serif;color:#fff}div{display:flex;flex-wrap:wrap;gap:12px}"
    "figure{margin:0}img{display:block;height:320px}h2{margin:16px 0 4px}"
)


class Album:
    """Takes numbered pictures of one page."""

    def __init__(self, page: Page, folder: Path, *, start: int = 0) -> None:
        self.page, self.folder, self.number = page, folder, start

    def take(self, name: str, *, whole: bool = False) -> None:
        """What is seen; ``whole``: as on a screen that is as high as the page, so that nothing lies over anything."""
        self.number += 1
        self.page.mouse.move(0, 0)
        size = self.page.viewport_size
        assert size is not None
        for _ in range(2 if whole else 0):  # on a higher screen there is more room between things
            height: int = self.page.evaluate("scrollTo(0, 0), document.documentElement.scrollHeight")
            self.page.set_viewport_size({"width": size["width"], "height": height})
        self.page.screenshot(path=self.folder / f"{self.number:02}-{name}.png")
        self.page.set_viewport_size(size)


def take_the_way(album: Album, newcomer: Newcomer, relay: FormRelay, tag: str) -> None:
    """Every screen in order, and what becomes of some when something is chosen, typed or forgotten."""
    newcomer.arrive(relay.link())
    album.take("language")
    newcomer.speak(tag)
    album.page.wait_for_selector(".points")
    for screen in newcomer.walk():
        album.take(screen)
        if screen == "exit":
            album.page.click("#try-exit")
            album.take("exit-tried")
            album.page.click("#tried-exit button")
        if screen == "sleep":
            take_the_listening(album)
            album.page.click("#continue")
            album.take("sleep-nothing-chosen")
            newcomer.choose("sometimes_bad")
            album.take("sleep-chosen")
            newcomer.choose("sometimes_bad")
            album.page.click("#language")
            album.take("sleep-other-language")
            album.page.click("#other-sound")
            album.take("sleep-languages-to-hear")
            album.page.click("#back")
        if screen == "address":
            newcomer.answer(screen, TYPED)
            album.take("address-phone", whole=True)
            newcomer.choose("email")
            album.take("address-email")
    take_the_sending(album, newcomer)


def take_the_listening(album: Album) -> None:
    """The ear, and the screen while it is read."""
    album.page.click("#listen")
    album.take("sleep-ear")
    album.page.click("#continue")
    album.page.wait_for_selector(".again")
    album.take("sleep-listening")
    album.page.click("#listen")


def take_the_sending(album: Album, newcomer: Newcomer) -> None:
    """Lost, busy, another card, sent."""
    for name, status in (("waiting-busy", 503), ("waiting-card", 404)):
        album.page.route("**/api/envelopes", _refusing(status), times=1)
        album.page.click("#continue" if name == "waiting-busy" else "#retry")
        album.page.wait_for_selector("#retry" if name == "waiting-busy" else "#typed-code")
        album.take(name)
    album.page.reload()


def take_the_end(album: Album, newcomer: Newcomer, relay: FormRelay, tag: str) -> None:
    newcomer.begin(relay.link(), tag)
    newcomer.fill()
    newcomer.send()
    album.take("end")
    album.take("end-whole", whole=True)


def take_the_doors(album: Album, newcomer: Newcomer, relay: FormRelay, tag: str) -> None:
    """Without a link, with one that has ended, too young, later, nobody there; and the pages around."""
    for name, link in (("code", relay.origin), ("gone", relay.link(relay.token(days=-2)))):
        newcomer.arrive(link)
        newcomer.speak(tag)
        album.page.wait_for_selector("#typed-code")
        album.take(name)
    for name, screen, value in (("later", "moment", "later"), ("younger", "age", "younger")):
        newcomer.begin(relay.link(), tag)
        newcomer.fill({screen: value}, until="practice" if screen == "age" else "age")
        album.take(name)
    album.page.clock.install()
    newcomer.begin(relay.link(), tag)
    album.page.clock.fast_forward(600_000)
    album.page.wait_for_selector("#stay")
    album.take("idle")
    album.page.goto(f"{relay.origin}/start/")
    album.take("start")


def take_without_a_card(album: Album, newcomer: Newcomer, relay: FormRelay, tag: str) -> None:
    """The two screens before the others, and a town that does not take part."""
    newcomer.arrive(f"{relay.origin}/self/")
    newcomer.speak(tag)
    album.take("self")
    newcomer.go_on()
    album.take("self-towns")
    album.page.click("#missing")
    album.take("self-no-town")


def take_the_tablet(album: Album, newcomer: Newcomer, relay: FormRelay, tag: str) -> None:
    """Its first screen, what it says without network, how many wait, and that it was ended."""
    tablet = Kiosk(album.page, relay)
    token = tablet.scan()
    tablet.begin(tag)
    newcomer.fill()
    with relay.line.cut():
        newcomer.send()
        album.take("tablet-kept")
        tablet.next_person()
        album.page.wait_for_selector("#waits")
        album.take("tablet-waits", whole=True)
    tablet.end(token)
    newcomer.speak(tag)
    album.page.goto(f"{relay.origin}/kiosk/")
    album.page.wait_for_timeout(1_000)
    album.take("tablet-ended")


def take_the_pages(album: Album, newcomer: Newcomer, relay: FormRelay, tag: str) -> None:
    for name, path in (("info", f"/info/{tag}/"), ("info-languages", "/info/"), ("paper", f"/paper/{tag}/")):
        album.page.goto(relay.origin + path)
        album.take(name, whole=True)


def take_without_script(browser: Browser, relay: FormRelay, folder: Path, size: ViewportSize) -> None:
    page = browser.new_context(viewport=size, java_script_enabled=False).new_page()
    page.goto(relay.origin)
    page.screenshot(path=folder / "90-no-script.png")


def _refusing(status: int) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, json={"error": "test"})


def contact_sheet(folder: Path, sizes: Iterable[str] = SIZES) -> None:
    """One page with all pictures: for each size a line for each screen, in every language."""
    lines = []
    for size in sizes:
        albums = sorted(folder.glob(f"*-{size}"))
        names = sorted({picture.name for album in albums for picture in album.glob("*.png")})
        lines += [f"<h1>{size}</h1>", *(_line(name, albums) for name in names)]
    (folder / "index.html").write_text(f"<!doctype html><style>{SHEET_STYLE}</style>{''.join(lines)}", encoding="utf-8")


def _line(name: str, albums: Sequence[Path]) -> str:
    pictures = "".join(
        f"<figure><a href='{album.name}/{name}'><img loading=lazy src='{album.name}/{name}'></a>"
        f"<figcaption>{escape(album.name)}</figcaption></figure>"
        for album in albums
        if (album / name).exists()
    )
    return f"<h2>{escape(name)}</h2><div>{pictures}</div>"


def contexts(browser: Browser, folder: Path, tags: Sequence[str]) -> Iterator[tuple[BrowserContext, Path, str, str]]:
    for size, viewport in SIZES.items():
        for tag in tags:
            album = folder / f"{tag}-{size}"
            album.mkdir(parents=True)
            yield browser.new_context(viewport=viewport, reduced_motion="reduce"), album, tag, size


TAKES = (take_the_way, take_the_end, take_without_a_card, take_the_pages, take_the_tablet, take_the_doors)


@click.command()
@click.option("--language", "tags", multiple=True, help="Only these languages.")
@click.option("--to", "folder", default="screenshots", type=click.Path(path_type=Path), help="Where to write.")
def main(tags: tuple[str, ...], folder: Path) -> None:
    """Make pictures of every screen, in every language, on a phone and a tablet, and a contact sheet."""
    shutil.rmtree(folder, ignore_errors=True)
    place = Path(tempfile.mkdtemp())
    for each in LANGUAGES:
        write_tones(place, each.tag)
    relay = serve_form(place, towns=TOWNS, audio=place)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=SHELL, args=ARGUMENTS)
        for context, album, tag, size in contexts(browser, folder, tags or [each.tag for each in LANGUAGES]):
            page = context.new_page()
            pictures = Album(page, album)
            for take in TAKES:
                take(pictures, Newcomer(page), relay, tag)
            take_without_script(browser, relay, album, SIZES[size])
            context.close()
            click.echo(album)
        browser.close()
    contact_sheet(folder)
    click.echo(f"Look at {folder / 'index.html'}")


if __name__ == "__main__":
    main()
