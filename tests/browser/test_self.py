"""Without a card: the same form, for whoever lives where a health service takes that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from intake.places.municipalities import load_municipalities
from intake.questionnaire import LANGUAGES
from tests.browser.conftest import PHONE, TABLET, NewContext
from tests.browser.newcomer import Newcomer
from tests.browser.relay import INBOX, FormRelay, serve_form
from tests.browser.test_screens import AXE, in_rooms, overflow, small_targets, violations
from tests.browser.wire import Wire

AMSTERDAM, DIEMEN, ALMERE, THE_HAGUE, SOUTHWEST = "GM0363", "GM0384", "GM0034", "GM0518", "GM1900"
MANY = (ALMERE, THE_HAGUE, SOUTHWEST, *(each.code for each in load_municipalities().of_ggd("GGD Groningen")))
HERE = (AMSTERDAM, DIEMEN)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> FormRelay:
    """Two towns in one inbox, another in the other."""
    return serve_form(tmp_path_factory.mktemp("few"), towns=HERE, other_towns=(ALMERE,))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> FormRelay:
    return serve_form(tmp_path_factory.mktemp("many"), towns=MANY)


def poster(relay: FormRelay, inbox: str = INBOX, print_: str | None = None) -> str:
    return f"{relay.origin}/self/#{inbox}.{print_ or relay.fingerprint}"


def as_far_as_the_towns(newcomer: Newcomer, address: str, tag: str = "en") -> None:
    newcomer.arrive(address)
    newcomer.speak(tag)
    newcomer.go_on()


def offered(page: Page) -> list[str]:
    """The towns on the screen, in their order."""
    found: list[str] = page.eval_on_selector_all(".towns .card span > bdi", "all => all.map(each => each.textContent)")
    return found


def at(newcomer: Newcomer, heading: str) -> None:
    expect(newcomer.page.locator("h1")).to_have_text(heading)


def test_a_person_without_a_card_chooses_a_town_and_the_ggd_reads_where_it_is(
    newcomer: Newcomer, few: FormRelay
) -> None:
    newcomer.arrive(f"{few.origin}/self/")
    newcomer.speak("en")
    assert newcomer.heading == "You need no card"
    said = newcomer.page.inner_text(".points")
    assert "Everybody may fill in this form, with or without papers." in said
    assert "The GGD tells nothing to immigration (IND) or police." in said
    newcomer.go_on()
    assert newcomer.heading == "Where do you live?"
    newcomer.choose(DIEMEN)
    newcomer.go_on()
    at(newcomer, "Who reads your answers?")
    newcomer.fill({"sleep": "often_bad"})
    submission = few.submission(newcomer.send())
    assert (submission.place, submission.via, submission.card) == (DIEMEN, None, None)
    assert submission.answers["sleep"] == "often_bad"


def test_every_town_that_takes_part_is_offered_in_order_and_marked_as_dutch(newcomer: Newcomer, few: FormRelay) -> None:
    as_far_as_the_towns(newcomer, f"{few.origin}/self/", "ar")
    assert offered(newcomer.page) == ["Almere", "Amsterdam", "Diemen"]
    marked = newcomer.page.locator(".towns bdi").first
    assert (marked.get_attribute("lang"), marked.get_attribute("dir")) == ("nl", "ltr")
    assert newcomer.page.locator("#typed-town").count() == 0


def test_nothing_is_chosen_beforehand_and_going_on_without_is_answered_kindly(
    newcomer: Newcomer, few: FormRelay
) -> None:
    as_far_as_the_towns(newcomer, f"{few.origin}/self/")
    newcomer.go_on()
    assert newcomer.page.inner_text("#error") == "Please choose a place first."
    newcomer.choose(AMSTERDAM)
    newcomer.choose(AMSTERDAM)
    newcomer.go_on()
    assert newcomer.page.inner_text("#error") == "Please choose a place first."


def test_whose_town_is_missing_is_told_whom_to_ask_and_can_go_back(newcomer: Newcomer, few: FormRelay) -> None:
    as_far_as_the_towns(newcomer, f"{few.origin}/self/")
    newcomer.page.click("#missing")
    assert newcomer.heading == "Your town does not take part yet"
    assert "Ask your doctor, or call the GGD of your town." in newcomer.page.inner_text("main")
    newcomer.page.click("#back")
    at(newcomer, "Where do you live?")
    newcomer.choose(AMSTERDAM)
    newcomer.go_on()
    at(newcomer, "Who reads your answers?")


FOUND = {
    "ALM": ["Almere"],
    "den h": ["'s-Gravenhage"],
    "s gravenhage": ["'s-Gravenhage"],
    "’s-Grav": ["'s-Gravenhage"],
    "sudwest": ["Súdwest-Fryslân"],
    "SÚDWEST FRYSLÂN": ["Súdwest-Fryslân"],
    "fryslan": ["Súdwest-Fryslân"],
    "ter apel": ["Westerwolde"],
    "hogeland": ["Het Hogeland"],
    "lmere": [],
    "امستردام": [],
    "Гронинген": [],
}


def test_more_towns_than_fit_are_found_by_their_first_letters(newcomer: Newcomer, many: FormRelay) -> None:
    """Whatever the case, the marks on letters, hyphens and the name by which the town is known."""
    page = newcomer.page
    as_far_as_the_towns(newcomer, f"{many.origin}/self/")
    assert len(offered(page)) == len(MANY)
    for typed, shown in FOUND.items():
        page.fill("#typed-town", typed)
        assert offered(page) == shown, typed
        said = page.locator("[role=status]").all_inner_texts()
        assert said == ([] if shown else ["There is no such place in the list. Please look again."])


def test_what_is_typed_away_is_not_chosen(newcomer: Newcomer, many: FormRelay) -> None:
    as_far_as_the_towns(newcomer, f"{many.origin}/self/")
    newcomer.choose(ALMERE)
    newcomer.page.fill("#typed-town", "gron")
    newcomer.go_on()
    assert newcomer.page.inner_text("#error") == "Please choose a place first."


def test_a_poster_offers_its_own_towns_only(newcomer: Newcomer, few: FormRelay) -> None:
    as_far_as_the_towns(newcomer, poster(few))
    assert newcomer.page.url == f"{few.origin}/self/", "what stood behind the # is gone from the address"
    assert offered(newcomer.page) == ["Amsterdam", "Diemen"]


def test_a_poster_for_one_town_asks_nothing(newcomer: Newcomer, tmp_path: Path) -> None:
    relay = serve_form(tmp_path, towns=(AMSTERDAM,))
    newcomer.arrive(poster(relay))
    newcomer.speak("en")
    assert newcomer.heading == "You need no card"
    newcomer.go_on()
    at(newcomer, "Who reads your answers?")
    newcomer.fill()
    assert relay.submission(newcomer.send()).place == AMSTERDAM


def test_a_poster_checks_the_health_services_keys(newcomer: Newcomer, few: FormRelay) -> None:
    as_far_as_the_towns(newcomer, poster(few, print_="A" * 22))
    newcomer.choose(AMSTERDAM)
    newcomer.go_on()
    at(newcomer, "This form cannot be used now")


def test_a_damaged_poster_opens_nothing(newcomer: Newcomer, few: FormRelay) -> None:
    """What cannot be checked is not offered unchecked."""
    for damaged in (f"{INBOX}.short", INBOX, "nonsense", f"{INBOX}."):
        newcomer.arrive(f"{few.origin}/self/#{damaged}")
        newcomer.speak("en")
        at(newcomer, "This form cannot be used now")
        assert newcomer.page.locator("#continue").count() == 0


def test_a_poster_of_an_inbox_that_takes_part_no_more_says_so(newcomer: Newcomer, few: FormRelay) -> None:
    newcomer.arrive(poster(few, "ggd-gone"))
    newcomer.speak("en")
    newcomer.go_on()
    assert newcomer.heading == "Your town does not take part yet"


def test_a_town_of_the_same_inbox_asks_the_relay_nothing_more(newcomer: Newcomer, few: FormRelay) -> None:
    as_far_as_the_towns(newcomer, poster(few))
    newcomer.choose(AMSTERDAM)
    newcomer.go_on()
    at(newcomer, "Who reads your answers?")
    wire = Wire(newcomer.page)
    newcomer.page.click("#back")
    newcomer.choose(DIEMEN)
    newcomer.go_on()
    at(newcomer, "Who reads your answers?")
    assert wire.requests == []
    newcomer.fill()
    assert few.submission(newcomer.send()).place == DIEMEN


def test_an_inbox_that_closed_meanwhile_says_so_and_takes_nothing(newcomer: Newcomer, few: FormRelay) -> None:
    as_far_as_the_towns(newcomer, f"{few.origin}/self/")
    newcomer.page.route("**/api/inboxes/**", lambda route: route.fulfill(status=404, json={"error": "unknown-link"}))
    newcomer.choose(AMSTERDAM)
    newcomer.go_on()
    at(newcomer, "Your town does not take part yet")


def test_an_envelope_without_a_card_that_nobody_takes_is_said_to_be_lost(newcomer: Newcomer, few: FormRelay) -> None:
    """No card has ended, so none is asked for."""
    as_far_as_the_towns(newcomer, poster(few))
    newcomer.choose(AMSTERDAM)
    newcomer.go_on()
    at(newcomer, "Who reads your answers?")
    newcomer.fill()
    newcomer.page.route("**/api/envelopes", lambda route: route.fulfill(status=404, json={"error": "unknown-link"}))
    newcomer.page.click("#continue")
    at(newcomer, "This envelope cannot be sent")


def test_later_and_the_last_screen_speak_of_no_card(newcomer: Newcomer, few: FormRelay) -> None:
    as_far_as_the_towns(newcomer, poster(few))
    newcomer.choose(AMSTERDAM)
    newcomer.go_on()
    at(newcomer, "Who reads your answers?")
    newcomer.fill({"moment": "later"}, until="age")
    assert "You need no card" in newcomer.page.inner_text("main")
    assert "Your card" not in newcomer.page.inner_text("main")


def test_in_every_language_these_screens_are_accessible_large_and_fit(newcomer: Newcomer, many: FormRelay) -> None:
    page, axe = newcomer.page, AXE.read_text(encoding="utf-8")
    for language in LANGUAGES:
        newcomer.arrive(f"{many.origin}/self/{language.tag}/")
        page.wait_for_selector(".points")
        for step in ("#continue", "#missing", None):
            for room in in_rooms(page, TABLET, PHONE):
                assert violations(page, axe) == [], (language.tag, room)
                assert small_targets(page) == [], (language.tag, room)
                assert overflow(page)[0] == 0, (language.tag, room)
            if step == "#missing":
                page.fill("#typed-town", "ter")
            if step:
                page.click(step)


def test_everybody_who_comes_so_taps_and_sends_alike(new_context: NewContext, few: FormRelay) -> None:
    """Two who answer differently and live in different towns: the same screens, and requests of the same length."""
    walks = []
    for town, values in ((AMSTERDAM, {}), (DIEMEN, {"sleep": "often_bad", "home": "mostly_not", "talk": "soon"})):
        newcomer = Newcomer(new_context().new_page())
        wire = Wire(newcomer.page)
        as_far_as_the_towns(newcomer, f"{few.origin}/self/")
        newcomer.choose(town)
        newcomer.go_on()
        at(newcomer, "Who reads your answers?")
        screens = [newcomer.heading for _ in newcomer.walk(values)]
        newcomer.send()
        # In no order: a browser asks for the icon whenever it likes.
        sent = sorted(
            (each.method, each.url.split("/", 3)[3], len(each.post_data_buffer or b"")) for each in wire.requests
        )
        walks.append((screens, sent, newcomer.page.inner_text("h1")))
    assert walks[0] == walks[1]
    assert [(method, path) for method, path, _ in walks[0][1] if method != "GET"] == [("POST", "api/envelopes")]
    assert f"api/inboxes/{INBOX}/open" in json.dumps(walks[0][1])
    assert AMSTERDAM not in json.dumps(walks)
    assert DIEMEN not in json.dumps(walks)


def test_the_code_screen_offers_it_only_where_somebody_takes_part(
    newcomer: Newcomer, few: FormRelay, relay: FormRelay
) -> None:
    newcomer.arrive(relay.origin)
    newcomer.speak("en")
    assert newcomer.heading == "Type the code on your card"
    assert newcomer.page.locator("#no-card").count() == 0
    newcomer.arrive(few.origin)
    newcomer.speak("en")
    assert newcomer.page.inner_text("#no-card") == "I have no card"
    newcomer.page.click("#no-card")
    at(newcomer, "You need no card")


def test_a_relay_that_takes_nobody_without_a_card_has_no_such_page(page: Page, relay: FormRelay) -> None:
    answer = page.goto(f"{relay.origin}/self/")
    assert answer is not None
    assert answer.status == 404


def test_exit_leaves_nothing_behind(newcomer: Newcomer, few: FormRelay) -> None:
    as_far_as_the_towns(newcomer, poster(few))
    newcomer.choose(AMSTERDAM)
    newcomer.page.click("#exit")
    newcomer.page.wait_for_url("**/start/")
    newcomer.page.goto(f"{few.origin}/self/")
    newcomer.page.wait_for_selector("html[data-ready]", state="attached")
    newcomer.speak("en")
    newcomer.go_on()
    assert newcomer.page.locator("input:checked").count() == 0
