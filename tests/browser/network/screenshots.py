"""Pictures of every page of the network book, for each role, in Dutch and English (scripts/screenshots).

Every address that the application knows is asked for: a page that is new stands in the pictures by itself.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser.chromium import ARGUMENTS, SHELL
from tests.browser.desk.served import SMALL, WIDE
from tests.browser.network.served import NoBook, ServedBook
from tests.browser.network.walking import pages
from tests.browser.screenshots import Album, contact_sheet
from tests.network.web.filled import fill
from tests.network.web.office import PASSPHRASES, ROLES, make_book

SIZES: dict[str, ViewportSize] = {"390x844": SMALL, "1280x800": WIDE}
LANGUAGES = ("nl", "en")


def take(browser: Browser, book: ServedBook, folder: Path) -> None:
    """Every page of every role in every size and language."""
    with book.network() as network:
        walked = {name: list(pages(book.app, network, role)) for name, role in ROLES.items()}
    for size, viewport in SIZES.items():
        for language in LANGUAGES:
            album = folder / f"{language}-{size}"
            album.mkdir(parents=True, exist_ok=True)
            for start, (name, role) in enumerate(ROLES.items()):
                context = browser.new_context(viewport=viewport, locale=language, reduced_motion="reduce")
                pictures = Album(book.work_as(context, name), album, start=100 * (start + 1))
                for path in walked[name]:
                    answer = pictures.page.request.get(f"{book.origin}{path}")
                    if answer.ok and "html" in answer.headers.get("content-type", ""):
                        pictures.page.goto(f"{book.origin}{path}")
                        pictures.take(f"{role.value}-{path.strip('/').replace('/', '-') or 'today'}", whole=True)
                context.close()
            click.echo(album)


def take_beginning(browser: Browser, folder: Path) -> None:
    """From the start code to the first page of an empty book."""
    for size, viewport in SIZES.items():
        for language in LANGUAGES:
            nothing = NoBook(Path(tempfile.mkdtemp()))
            context = browser.new_context(viewport=viewport, locale=language, reduced_motion="reduce")
            album = folder / f"{language}-{size}"
            album.mkdir(parents=True, exist_ok=True)
            pictures = Album(context.new_page(), album)
            page = pictures.page
            page.goto(f"{nothing.origin}/start")
            pictures.take("beginning-start", whole=True)
            page.fill("#code", nothing.codes[-1])
            page.click("main .button-main")
            page.wait_for_url(f"{nothing.origin}/setup")
            pictures.take("beginning-setup", whole=True)
            for name, value in (("name", "joke"), ("new", PASSPHRASES["joke"]), ("again", PASSPHRASES["joke"])):
                page.fill(f"#{name}", value)
            page.click("main .button-main")
            pictures.take("beginning-made", whole=True)
            page.click("main .button-main")
            pictures.take("beginning-unlock", whole=True)
            page.fill("#passphrase", PASSPHRASES["joke"])
            page.click("main .button-main")
            pictures.take("beginning-first", whole=True)
            context.close()
            nothing.close()


@click.command()
@click.option("--to", "folder", default="screenshots/network", type=click.Path(path_type=Path), help="Where to write.")
def main(folder: Path) -> None:
    """Make pictures of every page, for each role, and a contact sheet."""
    shutil.rmtree(folder, ignore_errors=True)
    made = Path(tempfile.mkdtemp())
    (made / "made").mkdir()
    make_book(made / "made")
    book = ServedBook(made / "made", made / "office")
    with book.network() as network:
        fill(network)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=SHELL, args=ARGUMENTS)
        take_beginning(browser, folder)
        take(browser, book, folder)
        browser.close()
    book.close()
    contact_sheet(folder, SIZES)
    click.echo(f"Look at {folder / 'index.html'}")


if __name__ == "__main__":
    main()
