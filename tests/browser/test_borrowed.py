"""A screen that the language lacks something of is shown whole in another language; the next one is its own again.

The second half walks the form with every text marked by the screens it belongs to: so the table of screens in
intake/translations/screens.py is held against what the screens really ask for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from intake.places.municipalities import load_municipalities
from intake.questionnaire import load, shipped_questionnaire
from intake.translations.domains import FORM, Domain, own_domain, questionnaire_domain
from intake.translations.screens import FORM_SCREENS, QUESTIONNAIRE_FRAME, screens_of
from tests.browser.conftest import NewContext
from tests.browser.newcomer import QUESTIONS, Newcomer
from tests.browser.relay import FormRelay, serve_form
from tests.browser.test_screens import AXE, violations
from tests.translations.copies import change, copied, copied_questionnaire, edited

ARABIC, ENGLISH = re.compile(r"[\u0600-\u06ff]"), re.compile(r"[A-Za-z]{3,}")
NAMES = re.compile(r"GGD( Voorbeeld)?|Shift|IND|klantmanager")
MAIN = "[main.lang, main.dir, getComputedStyle(main).direction]"


@pytest.fixture(scope="module")
def incomplete(tmp_path_factory: pytest.TempPathFactory, relay: FormRelay) -> Iterator[FormRelay]:
    """Arabic lacks a line of one screen, an error of another, and one answer of one question.

    The relay of all tests is made before: made meanwhile, it would lack them too.
    """
    assert relay.origin
    folder = tmp_path_factory.mktemp("texts")
    texts, asked = copied(folder), copied_questionnaire(folder)
    edited(texts, "ar", "moment.text", "")
    edited(texts, "ar", "address.short", "")
    change(asked.folder / "translations" / "questions" / "ar.po", "dreams.sometimes", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("intake.translations.domains.translations_folder", lambda: texts)
        yield serve_form(tmp_path_factory.mktemp("relay"), own=asked.folder)


@pytest.fixture(scope="module")
def without_card(tmp_path_factory: pytest.TempPathFactory) -> FormRelay:
    """So many towns take part that they are searched."""
    towns = tuple(each.code for each in load_municipalities().of_ggd("GGD Groningen"))
    return serve_form(tmp_path_factory.mktemp("towns"), towns=(*towns, "GM0034", "GM0518", "GM1900"))


def speaks(page: Page, tag: str) -> None:
    """The screen is wholly in this language, written and marked; what stands above it is Arabic."""
    direction = {"ar": "rtl", "en": "ltr"}[tag]
    assert page.evaluate(f"() => {{ const main = document.getElementById('main'); return {MAIN} }}") == [
        tag,
        direction,
        direction,
    ]
    said = NAMES.sub("", page.locator("main").evaluate("(main) => main.textContent"))
    other = ARABIC if tag == "en" else ENGLISH
    assert other.findall(said) == []
    assert (page.get_attribute("html", "lang"), page.get_attribute("html", "dir")) == ("ar", "rtl")
    assert page.inner_text("#language span[lang]") == "العربية"
    assert ARABIC.search(page.inner_text("#exit"))


def test_only_the_screen_that_lacks_a_text_speaks_another_language(newcomer: Newcomer, incomplete: FormRelay) -> None:
    page = newcomer.page
    newcomer.begin(incomplete.link(), "ar")
    borrowed = {"moment", "dreams", "address"}
    for screen in newcomer.walk():
        speaks(page, "en" if screen in borrowed else "ar")
        assert screen not in borrowed or violations(page, AXE.read_text(encoding="utf-8")) == []
        assert page.evaluate("document.activeElement.id") == "heading"
    assert incomplete.submission(newcomer.send()).language == "ar"
    assert page.get_attribute("main", "lang") == "ar"


def test_its_errors_its_buttons_and_what_is_typed_speak_it_too(newcomer: Newcomer, incomplete: FormRelay) -> None:
    page = newcomer.page
    newcomer.begin(incomplete.link(), "ar")
    newcomer.fill(until="moment")
    page.click("#continue")
    expect(page.locator("#error")).to_have_text("Please choose one answer first.")
    assert page.evaluate("document.activeElement.id") == "error"
    assert page.inner_text("#continue") == "Continue"
    newcomer.fill(start="moment", until="address")
    newcomer.answer("address", {"address": "phone", "typed": "0612"})
    assert "Is this right?" in page.inner_text(".read-back")
    page.click("#continue")
    expect(page.locator("#error")).to_have_text("This number is not complete. Please look again.")
    speaks(page, "en")


def test_back_and_another_language_find_each_screen_in_its_own(newcomer: Newcomer, incomplete: FormRelay) -> None:
    page = newcomer.page
    newcomer.begin(incomplete.link(), "ar")
    newcomer.fill(until="dreams")
    assert page.locator(".card-skip").inner_text() == "I do not want to answer"
    page.click("#back")
    speaks(page, "ar")
    page.go_forward()
    speaks(page, "en")
    page.click("#language")
    assert page.get_attribute("main", "lang") == "ar", "the list of languages stands outside"
    newcomer.speak("nl")
    assert page.get_attribute("main", "lang") == "nl"
    assert page.get_attribute("main", "dir") == "ltr"


def test_what_stands_outside_the_screen_keeps_the_language_chosen(newcomer: Newcomer, incomplete: FormRelay) -> None:
    page = newcomer.page
    page.clock.install()
    newcomer.begin(incomplete.link(), "ar")
    newcomer.fill(until="moment")
    page.clock.fast_forward(10 * 60_000 + 2_000)
    dialog = page.locator("[role=alertdialog]")
    expect(dialog).to_be_visible()
    assert ENGLISH.findall(dialog.inner_text()) == []
    page.click("#stay")
    newcomer.choose("now")
    page.click("#continue")
    speaks(page, "ar")


def test_arrows_and_line_heights_are_those_of_the_screen(newcomer: Newcomer, incomplete: FormRelay) -> None:
    page = newcomer.page
    newcomer.begin(incomplete.link(), "ar")
    arrow = "getComputedStyle(document.querySelector('#back .icon')).transform"
    height = "parseFloat(getComputedStyle(document.querySelector('main')).lineHeight) / 20"
    newcomer.fill(until="choice")
    assert page.evaluate(arrow) == "matrix(-1, 0, 0, 1, 0, 0)"
    assert page.evaluate(height) == pytest.approx(1.9)
    newcomer.fill(start="choice", until="moment")
    assert page.evaluate(arrow) == "none"
    assert page.evaluate(height) == pytest.approx(1.5)
    picture = "getComputedStyle(document.querySelector('.card-skip .picture-turns')).transform"
    newcomer.fill(start="moment", until="dreams")
    assert page.evaluate(picture) == "none"
    newcomer.fill(start="dreams", until="pain")
    assert page.evaluate(picture) == "matrix(-1, 0, 0, 1, 0, 0)"


def test_paper_is_one_language_from_end_to_end(new_context: NewContext, incomplete: FormRelay) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{incomplete.origin}/paper/ar/")
    assert (page.get_attribute("html", "lang"), page.get_attribute("html", "dir")) == ("en", "ltr")
    assert ARABIC.findall(page.inner_text("body")) == []


# --- every text marked by the screens it belongs to

GGD10 = load(shipped_questionnaire("ggd10"))
MARK = re.compile(r"⟦([^|⟧]*)\|([^⟧]*)⟧")
OWN = "own"
LOST = 0
"""Instead of a status: the network is gone."""


def marks(domain: Domain) -> dict[str, str]:
    """Each text as the names of its screens."""
    screens = screens_of(domain)
    return {key: f"⟦{','.join(each.name for each in screens if each.takes(key))}|{key}⟧" for key in domain.sources}


@pytest.fixture
def marked(newcomer: Newcomer) -> Newcomer:
    """A form of which every screen is borrowed; what is not says so."""
    form, asked = own_domain(FORM), questionnaire_domain(GGD10)
    lent, questions = marks(form), marks(asked)

    def mark(route: Route) -> None:
        found: dict[str, Any] = route.fetch().json()
        found["questionnaires"] = {asked.name: found["questionnaires"][asked.name] | {"texts": questions}}
        every = [screen.name for screen in (*FORM_SCREENS, *screens_of(asked)[1:])]
        borrowed = {"screens": every, "language": "nl", "direction": "ltr", "texts": lent}
        found["borrowed"] = borrowed | {"questionnaires": found["questionnaires"]}
        found["texts"] = {key: f"⟦{OWN}|{key}⟧" for key in lent}
        route.fulfill(body=json.dumps(found), content_type="application/json")

    newcomer.page.route("**/text/*.en.json", mark)
    return newcomer


def asked_for(page: Page) -> Mapping[str, set[str]]:
    """Every text of the screen, seen or only heard, with the screens that the table knows it on."""
    said = page.locator("main").evaluate(
        "(main) => main.textContent + [...main.querySelectorAll('[aria-label]')].map((each) => each.ariaLabel).join()"
    )
    return {key: set(screens.split(",")) for screens, key in MARK.findall(said)}


def belongs(page: Page, screen: str) -> None:
    """Whatever this screen says, the table knows it there."""
    found = asked_for(page)
    assert found, screen
    frames = {"frame", QUESTIONNAIRE_FRAME.name, screen}
    assert {key: screens for key, screens in found.items() if not screens & frames} == {}, screen


def name_of(screen: str) -> str:
    """What the table calls a screen of the walk."""
    return f"{GGD10.id} {GGD10.version}/{screen}" if screen in QUESTIONS else screen


def test_the_table_knows_every_text_of_the_way_through_the_form(marked: Newcomer, relay: FormRelay) -> None:
    page = marked.page
    marked.begin(relay.link())
    for screen in marked.walk():
        belongs(page, name_of(screen))
        if screen == "exit":
            page.click("#try-exit")
            assert OWN not in page.inner_text("#tried-exit")
            page.click("#tried-exit button")
        if screen not in ("who", "choice", "practice", "exit", "send"):
            page.click("#continue")
            belongs(page, name_of(screen))
        if screen == "address":
            for kind in ("phone", "email"):
                marked.choose(kind)
                page.click("#continue")
                belongs(page, screen)
    marked.send()
    belongs(page, "end")


def reached(marked: Newcomer, relay: FormRelay) -> Iterator[str]:
    """Every screen beside that way, one after the other."""
    page = marked.page
    marked.begin(relay.link())
    marked.fill({"moment": "later"}, until="age")
    yield "later"
    marked.begin(relay.link())
    marked.fill({"age": "younger"}, until="practice")
    yield "younger"
    marked.arrive(relay.origin)
    marked.speak("en")
    page.click("#continue")
    yield "code"
    marked.arrive(relay.link("0" * 16))  # type: ignore[arg-type]
    marked.speak("en")
    page.wait_for_selector("#typed-code")
    page.click("#continue")
    yield "gone"
    marked.arrive(f"{relay.origin}/#{relay.token()}.AAAAAAAAAAAAAAAAAAAAAA")
    marked.speak("en")
    page.wait_for_selector(".points")
    yield "unsafe"
    yield from knocking(marked, relay)
    yield from sending(marked, relay)


def knocking(marked: Newcomer, relay: FormRelay) -> Iterator[str]:
    page = marked.page
    for status in (LOST, 503):
        held = holding(page, "**/links/open")
        marked.arrive(relay.link())
        marked.speak("en")
        yield "wait"
        answer(page, held, status)
        page.wait_for_selector("#retry")
        yield "network"
        page.unroute("**/links/open")


def sending(marked: Newcomer, relay: FormRelay) -> Iterator[str]:
    page = marked.page
    for status, name in ((LOST, "waiting"), (503, "waiting"), (404, "waiting"), (400, "refused")):
        marked.begin(relay.link())
        marked.fill()
        held = holding(page, "**/envelopes")
        page.click("#continue")
        page.wait_for_selector(".mark-closing")
        yield "sending"
        answer(page, held, status)
        page.wait_for_selector("#typed-code" if status == 404 else ".points")
        yield name
        page.unroute("**/envelopes")


def holding(page: Page, address: str) -> list[Route]:
    """The requests to this address, unanswered."""
    held: list[Route] = []
    page.route(address, lambda route: held.append(route))
    return held


def answer(page: Page, held: list[Route], status: int) -> None:
    while not held:
        page.wait_for_timeout(10)
    if status == LOST:
        held[0].abort()
    else:
        held[0].fulfill(status=status)


def test_it_knows_every_text_of_the_way_without_a_card(marked: Newcomer, without_card: FormRelay) -> None:
    page = marked.page
    marked.arrive(f"{without_card.origin}/self/")
    marked.speak("en")
    belongs(page, "self")
    marked.go_on()
    page.click("#continue")
    belongs(page, "place")
    page.fill("#typed-town", "qqq")
    belongs(page, "place")
    page.click("#missing")
    belongs(page, "elsewhere")


def test_it_knows_every_text_of_what_stands_beside_the_way(marked: Newcomer, relay: FormRelay) -> None:
    for screen in reached(marked, relay):
        belongs(marked.page, screen)
