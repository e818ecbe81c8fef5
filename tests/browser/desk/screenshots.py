"""Pictures of every page of the desk, for each role, in Dutch and English (scripts/screenshots).

Every address that the application knows is asked for: a page that is new stands in the pictures by itself.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from playwright.sync_api import Browser, ViewportSize, sync_playwright
from werkzeug.routing import Rule

from intake.demo.network_people import sample_book
from intake.demo.samples import COUNT, sample_submissions
from intake.desk.keys.ceremony import Slot, new_keys
from intake.desk.keys.keeping import OnScreen
from intake.desk.keys.shares import Scheme
from intake.desk.network.taking_in import take_in
from intake.desk.people import Role
from intake.desk.web.rights import may
from intake.envelope.link import Token
from intake.locked import FLOOR
from intake.questionnaire import load, shipped_questionnaire
from tests.browser.chromium import ARGUMENTS, SHELL
from tests.browser.desk.beginning import Beginning
from tests.browser.desk.served import SMALL, WIDE, ServedDesk
from tests.browser.screenshots import Album, contact_sheet
from tests.desk.network.files import FINGERPRINT, exported
from tests.desk.web.office import MONDAY, PASSPHRASES, ROLES, make_office

SIZES: dict[str, ViewportSize] = {"390x844": SMALL, "1280x800": WIDE}
LANGUAGES = ("nl", "en")
FILES = re.compile(r"\.(css|svg|js|json|pdf|csv|tar)$|^/(static|healthz)|/(state|progress|download)$")


def fill(desk: ServedDesk) -> None:
    """The forty people of the demo, and the sample network book."""
    tokens = [Token(f"{number:016d}") for number in range(COUNT)]
    people = sample_submissions(
        load(shipped_questionnaire("ggd10")), tokens, via="demo", place="GM0363", today=desk.now.date()
    )
    desk.cases(*people)
    with desk.desk("anna") as opened, opened.writing() as connection:
        take_in(opened, connection, exported(sample_book(desk.now.date())), compared=FINGERPRINT)


def pages(desk: ServedDesk, role: Role) -> Iterator[str]:
    """Every page that this role may open; of those about one case, the first case's."""
    rules: list[Rule] = sorted(desk.app.url_map.iter_rules(), key=lambda rule: rule.rule)
    for rule in rules:
        path = re.sub(r"<int:[^>]*>", "1", rule.rule)
        if "GET" in (rule.methods or ()) and may(rule.endpoint, role) and "<" not in path and not FILES.search(path):
            yield path


def take(browser: Browser, desk: ServedDesk, folder: Path) -> None:
    """Every page of every role in every size and language."""
    for size, viewport in SIZES.items():
        for language in LANGUAGES:
            album = folder / f"{language}-{size}"
            album.mkdir(parents=True)
            for start, (name, role) in enumerate(ROLES.items()):
                context = browser.new_context(
                    viewport=viewport, locale=language, reduced_motion="reduce", accept_downloads=False
                )
                pictures = Album(desk.work_as(context, name), album, start=100 * start)
                for path in pages(desk, role):
                    answer = pictures.page.request.get(f"{desk.origin}{path}")
                    if answer.ok and "html" in answer.headers.get("content-type", ""):
                        pictures.page.goto(f"{desk.origin}{path}")
                        pictures.take(f"{role.value}-{path.strip('/').replace('/', '-') or 'today'}", whole=True)
                context.close()
            click.echo(album)


def take_beginning(browser: Browser, folder: Path) -> None:
    """The pages of the first ceremony: before the keys are made, and after."""
    for size, viewport in SIZES.items():
        for language in LANGUAGES:
            desk = Beginning(Path(tempfile.mkdtemp()))
            context = browser.new_context(viewport=viewport, locale=language, reduced_motion="reduce")
            pictures = Album(context.new_page(), folder / f"{language}-{size}", start=900)
            pictures.page.goto(f"{desk.origin}/start")
            pictures.page.fill("#code", desk.codes[-1])
            pictures.page.click("main .button-main")
            _before(pictures, desk, ("", "/keys"))
            slot = Slot("anna", PASSPHRASES["anna"], FLOOR)
            new_keys(desk.section, slot=slot, keep=OnScreen(Scheme(2, 3)), today=MONDAY.date())
            _before(pictures, desk, ("/made", "/drill", "/relay"))
            context.close()
            desk.close()


def _before(pictures: Album, desk: Beginning, paths: tuple[str, ...]) -> None:
    for path in paths:
        pictures.page.goto(f"{desk.origin}/setup{path}")
        pictures.take(f"beginning{path.replace('/', '-')}", whole=True)


@click.command()
@click.option("--to", "folder", default="screenshots/desk", type=click.Path(path_type=Path), help="Where to write.")
def main(folder: Path) -> None:
    """Make pictures of every page, for each role, and a contact sheet."""
    shutil.rmtree(folder, ignore_errors=True)
    made = Path(tempfile.mkdtemp())
    (made / "made").mkdir()
    make_office(made / "made")
    desk = ServedDesk(made / "made", made / "office")
    fill(desk)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=SHELL, args=ARGUMENTS)
        take(browser, desk, folder)
        take_beginning(browser, folder)
        browser.close()
    desk.close()
    contact_sheet(folder, SIZES)
    click.echo(f"Look at {folder / 'index.html'}")


if __name__ == "__main__":
    main()
