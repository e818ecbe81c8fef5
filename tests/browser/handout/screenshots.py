"""Pictures of the pages of those who hand out, for each role, in Dutch and English (scripts/screenshots)."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import click
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from intake.relay.handout.roles import Role
from intake.relay.links.handout import hand_out_links
from intake.relay.links.register import Kind, count_handed_out
from tests.browser.chromium import ARGUMENTS, SHELL
from tests.browser.handout.served import ServedHandout, serve_handout
from tests.browser.screenshots import Album, contact_sheet
from tests.relay.handout.world import SCHOOL

SIZES: dict[str, ViewportSize] = {"360x640": {"width": 360, "height": 640}, "1280x800": {"width": 1280, "height": 800}}
LANGUAGES = ("nl", "en")
PAGES: dict[Role | None, tuple[str, ...]] = {
    None: ("sign-in", "welcome/"),
    Role.HANDER_OUT: ("", "tablet", "card", "phone", "done", "help", "training", "account"),
    Role.COORDINATOR: ("", "colleagues", "colleagues/add", "tablets", "ahead", "counts", "log"),
    Role.OPERATOR: ("", "organisations", "organisations/add", "municipalities", "inboxes", "colleagues", "log"),
    Role.COURIER: ("post", "post/brought?what=receipt", "post/bundle"),
}


def fill(served: ServedHandout) -> None:
    """Colleagues, tablets and a year of handing out."""
    world = served.world
    for name, role in (("Bram", Role.HANDER_OUT), ("Carla", Role.COORDINATOR), ("Yasmin", Role.HANDER_OUT)):
        world.account(role, name=name)
    hand_out_links(world.handout.links, SCHOOL, Kind.KIOSK, now=world.now, count=3)
    with world.handout.links.engine.begin() as connection:
        for month, total in enumerate((3, 46, 31, 0, 12, 68)):
            count_handed_out(connection, SCHOOL, now=world.now - timedelta(31 * month), count=total)


def take(browser: Browser, served: ServedHandout, folder: Path) -> None:
    """Every page, and the phone's screen."""
    for size, viewport in SIZES.items():
        for language in LANGUAGES:
            album = folder / f"{language}-{size}"
            album.mkdir(parents=True)
            for role, paths in PAGES.items():
                context = browser.new_context(viewport=viewport, locale=language, reduced_motion="reduce")
                if role is not None:
                    served.sign_in(context, role, language=language)
                pictures = Album(context.new_page(), album, start=100 * [*PAGES].index(role))
                for path in paths:
                    pictures.page.goto(served.address(f"/handout/{path}"))
                    pictures.take(
                        f"{role or 'nobody'}-{path.partition('?')[0].strip('/').replace('/', '-') or 'start'}",
                        whole=True,
                    )
                if role is Role.HANDER_OUT:
                    pictures.page.goto(served.address("/handout/phone"))
                    pictures.page.click("button[value=ar]")
                    pictures.page.wait_for_selector("img")
                    pictures.take("hander-out-phone-shown", whole=True)
                context.close()
            click.echo(album)


@click.command()
@click.option("--to", "folder", default="screenshots/handout", type=click.Path(path_type=Path), help="Where to write.")
def main(folder: Path) -> None:
    """Make pictures of every page, for each role, and a contact sheet."""
    shutil.rmtree(folder, ignore_errors=True)
    served = serve_handout(Path(tempfile.mkdtemp()))
    fill(served)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=SHELL, args=ARGUMENTS)
        take(browser, served, folder)
        browser.close()
    contact_sheet(folder, SIZES)
    click.echo(f"Look at {folder / 'index.html'}")


if __name__ == "__main__":
    main()
