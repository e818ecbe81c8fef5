"""Handing out one form: what is made, what is counted, and what remains of it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
from sqlalchemy import Engine, MetaData, select
from werkzeug.test import TestResponse

from intake.envelope.link import token_of
from intake.questionnaire import LANGUAGES
from intake.relay import tables
from intake.relay.handout import log
from intake.relay.handout.roles import Role
from intake.relay.handout.tables import metadata as staff_tables
from intake.relay.links.handout import hand_out_links
from intake.relay.links.kiosks import kiosk_id, kiosks
from intake.relay.links.register import Kind
from tests.relay.handout.world import SCHOOL, TOWN, HandoutWorld

PAGES = ("tablet", "card", "phone")
LARGEST = 60_000
"""Bytes of a page with its style and script, as brotli."""
WAYS = {
    "/handout/tablet/here": ("/handout/tablet", {}, 1, Kind.KIOSK),
    "/handout/tablet/other": ("/handout/tablet", {}, 0, Kind.KIOSK),
    "/handout/tablet/given": ("/handout/tablet", {}, 1, None),
    "/handout/card/print": ("/handout/card", {"language": "ti"}, 1, Kind.CARD),
    "/handout/card/given": ("/handout/card", {}, 1, None),
    "/handout/phone/show": ("/handout/phone", {"language": "ar"}, 1, Kind.CARD),
}
"""Where each button leads: its page, what is chosen, how many persons it counts, and the link it makes."""

Rows = dict[str, list[tuple[Any, ...]]]
every_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.removeprefix("/handout/"))


@pytest.fixture
def signed_in(world: HandoutWorld) -> HandoutWorld:
    """A colleague of a school that has one tablet in use."""
    hand_out_links(world.handout.links, SCHOOL, Kind.KIOSK, now=world.now)
    world.sign_in(Role.HANDER_OUT)
    return world


def filled_in(world: HandoutWorld, way: str, **chosen: str) -> Mapping[str, str]:
    """What the browser would send from the page as it is now."""
    page, fields, _, _ = WAYS[way]
    form = re.search(rf'action="{way}".*?name="once" value="([^"]+)"', world.client.get(page).text, re.DOTALL)
    assert form, way
    return {"once": form[1], **fields, **chosen}


def press(world: HandoutWorld, way: str, **chosen: str) -> TestResponse:
    return world.client.post(way, data=filled_in(world, way, **chosen))


def rows(engine: Engine, metadata: MetaData) -> Rows:
    with engine.begin() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table))] for table in metadata.sorted_tables
        }


def in_relay(world: HandoutWorld) -> Rows:
    return rows(world.relay_engine, tables.metadata)


def in_staff(world: HandoutWorld) -> Rows:
    return rows(world.handout.engine, staff_tables)


def counted(world: HandoutWorld) -> int:
    """What the school handed out in this month, and no other organisation or month has anything."""
    rows = in_relay(world)["handed_out"]
    assert {row[:2] for row in rows} <= {(SCHOOL, f"{world.now:%Y-%m}")}
    return sum(row[2] for row in rows)


def made(world: HandoutWorld) -> list[str]:
    """The kinds of all links but the one tablet's that was there."""
    kinds = [row[2] for row in in_relay(world)["link"]]
    kinds.remove(Kind.KIOSK)
    return kinds


def files(folder: Path, name: str) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob(f"*{name}*")}


# --- the start page


def test_three_large_ways_in_this_order(signed_in: HandoutWorld) -> None:
    page = signed_in.client.get("/handout/").text
    assert re.findall(r'class="tile" href="([^"]+)"', page) == [f"/handout/{name}" for name in PAGES]


@pytest.mark.parametrize("role", Role)
def test_every_page_that_is_named_opens_for_this_role(world: HandoutWorld, role: Role) -> None:
    world.sign_in(role)
    page = world.client.get("/handout/").text
    named = set(re.findall(r'href="(/handout/[^".]*)"', page))
    assert {path: world.client.get(path).status_code for path in named} == dict.fromkeys(named, 200)


def test_practice_opens_at_the_forms_own_address_in_a_new_tab(signed_in: HandoutWorld) -> None:
    page = signed_in.client.get("/handout/").text
    assert f'href="{signed_in.config.origin}/practice/" target="_blank" rel="noopener"' in page


def test_a_courier_and_an_operator_are_offered_nothing_to_hand_out(world: HandoutWorld) -> None:
    for role in (Role.COURIER, Role.OPERATOR):
        world.sign_in(role)
        assert "tile" not in world.client.get("/handout/").text
    world.sign_in(Role.COURIER)
    assert "intake courier sync" in world.client.get("/handout/", follow_redirects=True).text


# --- what is made and counted


@every_way
def test_each_way_makes_its_link_and_counts_whoever_got_a_form(signed_in: HandoutWorld, way: str) -> None:
    answer = press(signed_in, way)
    assert answer.status_code in (200, 303)
    _, _, count, kind = WAYS[way]
    assert counted(signed_in) == count
    assert made(signed_in) == ([] if kind is None else [kind])


@every_way
def test_a_button_that_is_pressed_twice_does_it_once(signed_in: HandoutWorld, way: str) -> None:
    form = filled_in(signed_in, way)
    answers = [signed_in.client.post(way, data=form) for _ in range(2)]
    _, _, count, kind = WAYS[way]
    assert answers[1].status_code in (200, 303)
    assert counted(signed_in) == count
    assert made(signed_in) == ([] if kind is None else [kind])


def test_a_page_that_is_opened_again_hands_out_again(signed_in: HandoutWorld) -> None:
    for _ in range(3):
        press(signed_in, "/handout/phone/show")
    assert counted(signed_in) == 3
    assert made(signed_in) == [Kind.CARD] * 3


@pytest.mark.parametrize("way", ["/handout/card/print", "/handout/phone/show"])
@pytest.mark.parametrize("tag", ["", "klingon", "NL"])
def test_a_language_that_is_not_offered_makes_nothing(signed_in: HandoutWorld, way: str, tag: str) -> None:
    before = in_relay(signed_in)
    assert press(signed_in, way, language=tag).status_code == 400
    assert in_relay(signed_in) == before


@every_way
def test_a_press_without_the_name_of_its_form_makes_nothing(signed_in: HandoutWorld, way: str) -> None:
    before = in_relay(signed_in)
    assert signed_in.client.post(way, data=WAYS[way][1]).status_code == 400
    assert in_relay(signed_in) == before
    assert signed_in.client.get("/handout/").status_code == 200, "still signed in"


@pytest.mark.parametrize("page", ["card", "phone"])
def test_the_fourteen_languages_of_the_form_by_their_own_names(signed_in: HandoutWorld, page: str) -> None:
    text = signed_in.client.get(f"/handout/{page}").text
    for language in LANGUAGES:
        own = f'lang="{language.tag}" dir="{language.direction}">{html.escape(language.own_name)}<'
        assert f'name="language" value="{language.tag}"' in text
        assert own in text


# --- the link, and where it stands


def test_the_phones_link_is_shown_once_in_the_persons_language(signed_in: HandoutWorld) -> None:
    answer = press(signed_in, "/handout/phone/show")
    assert (answer.status_code, answer.location) == (303, "/handout/show")
    shown = signed_in.client.get("/handout/show")
    assert 'lang="ar" dir="rtl"' in shown.text
    assert re.search(r">([0-9A-Z]{4} ){3}[0-9A-Z]{4}<", shown.text)
    assert shown.headers["Cache-Control"] == "no-store"
    again = signed_in.client.get("/handout/show")
    assert (again.status_code, again.location) == (303, "/handout/done")


def test_what_waits_to_be_shown_is_gone_after_two_minutes(signed_in: HandoutWorld) -> None:
    press(signed_in, "/handout/phone/show")
    signed_in.later(minutes=2, seconds=1)
    assert signed_in.client.get("/handout/show").location == "/handout/done"


def test_a_link_is_shown_to_the_colleague_who_made_it_and_to_nobody_else(signed_in: HandoutWorld) -> None:
    press(signed_in, "/handout/phone/show")
    signed_in.sign_in(Role.COORDINATOR)
    assert signed_in.client.get("/handout/show").location == "/handout/done"


@every_way
def test_no_code_of_a_link_in_an_address_a_header_or_a_cookie(signed_in: HandoutWorld, way: str) -> None:
    answer = press(signed_in, way)
    assert "#" not in (answer.location or "")
    if way.endswith(("/other", "/show")):
        answer_shown = signed_in.client.get("/handout/show")
        (code,) = re.findall(r">((?:[0-9A-Z]{4} ){3}[0-9A-Z]{4})<", answer_shown.text)
        assert code.replace(" ", "") not in f"{answer.headers}{answer_shown.headers}"
    if way.endswith("/here"):
        (code,) = re.findall(r"#([0-9A-Z]{16})\.", answer.text)
        assert code not in str(answer.headers)


def test_a_printed_card_is_a_file_that_is_not_kept_and_says_nothing_in_its_name(signed_in: HandoutWorld) -> None:
    answer = press(signed_in, "/handout/card/print")
    assert answer.data.startswith(b"%PDF-")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'inline; filename="card.pdf"'


def test_the_second_press_gives_no_second_card_with_the_same_link(signed_in: HandoutWorld) -> None:
    form = filled_in(signed_in, "/handout/card/print")
    signed_in.client.post("/handout/card/print", data=form)
    again = signed_in.client.post("/handout/card/print", data=form)
    assert (again.status_code, again.location) == (303, "/handout/done")


# --- what remains


@pytest.mark.parametrize("way", ["/handout/card/print", "/handout/card/given", "/handout/phone/show"])
def test_of_a_hand_out_remain_a_links_hash_and_one_more_in_the_month(signed_in: HandoutWorld, way: str) -> None:
    form, relay = filled_in(signed_in, way), in_relay(signed_in)
    folder, staff = signed_in.config.data, in_staff(signed_in)
    kept = files(folder, "handout")
    assert kept, "the staff's database is a file here"
    signed_in.client.post(way, data=form)
    after = in_relay(signed_in)
    changed = {name for name in after if after[name] != relay[name]}
    assert changed == ({"handed_out"} if WAYS[way][3] is None else {"handed_out", "link"})
    assert counted(signed_in) == 1
    new = [row for row in after["link"] if row not in relay["link"]]
    expires = signed_in.now.date() + timedelta(days=signed_in.config.link_days)
    assert [row[1:] for row in new] == [(SCHOOL, Kind.CARD, expires)] * len(made(signed_in))
    assert in_staff(signed_in) == staff
    assert files(folder, "handout") == kept, "not a byte of the staff's database is written"


def test_two_persons_two_languages_and_two_colleagues_leave_the_same(world: HandoutWorld) -> None:
    left = []
    for role, tag in ((Role.HANDER_OUT, "nl"), (Role.COORDINATOR, "ps")):
        world.sign_in(role)
        before = in_relay(world)["link"]
        press(world, "/handout/phone/show", language=tag)
        left += [row[1:] for row in in_relay(world)["link"] if row not in before]
    assert len(left) == 2
    assert left[0] == left[1]
    assert counted(world) == 2


# --- tablets


def test_handing_over_this_tablet_signs_out_on_it_and_nowhere_else(world: HandoutWorld) -> None:
    staff = world.sign_in(Role.HANDER_OUT)
    other = world.browser()
    world.let_in(staff, client=other)
    answer = press(world, "/handout/tablet/here")
    assert f'href="{world.config.origin}/kiosk/#' in answer.text
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    assert world.client.get("/handout/").status_code == 303
    assert other.get("/handout/").status_code == 200


@pytest.mark.parametrize(
    ("way", "events"),
    [("here", [log.Event.SIGNED_OUT, log.Event.TABLET_STARTED]), ("other", [log.Event.TABLET_STARTED]), ("given", [])],
)
def test_the_log_tells_which_tablet_was_started_and_no_hand_out(
    world: HandoutWorld, way: str, events: list[log.Event]
) -> None:
    (link,) = hand_out_links(world.handout.links, SCHOOL, Kind.KIOSK, now=world.now)
    staff = world.sign_in(Role.HANDER_OUT)
    press(world, f"/handout/tablet/{way}")
    with world.handout.engine.begin() as connection:
        found = log.read_log(connection)
    assert [entry.event for entry in found] == events
    assert {(entry.actor, entry.organisation) for entry in found} <= {(staff.id, SCHOOL)}
    found_there = {each.id for each in kiosks(world.handout.links, SCHOOL, world.now.date())}
    named = [*(found_there - {kiosk_id(token_of(link))})]
    assert [entry.subject for entry in found if entry.event is log.Event.TABLET_STARTED] == named


def test_tablets_in_use_are_counted_and_can_be_handed_over(world: HandoutWorld) -> None:
    hand_out_links(world.handout.links, TOWN, Kind.KIOSK, now=world.now)
    world.sign_in(Role.HANDER_OUT)
    for said in ("", "1 tablet is in use", "2 tablets are in use"):
        page = world.client.get("/handout/tablet").text
        assert said in page
        assert ("I hand over the tablet now" in page) == bool(said), "nothing of another organisation is counted"
        press(world, "/handout/tablet/other")
    world.later(days=31)
    world.sign_in(Role.HANDER_OUT)
    assert "I hand over the tablet now" not in world.client.get("/handout/tablet").text


def test_a_new_tablet_is_shown_with_the_number_that_the_coordinators_list_has(world: HandoutWorld) -> None:
    world.sign_in(Role.COORDINATOR)
    press(world, "/handout/tablet/other")
    shown = world.client.get("/handout/show").text
    (tablet,) = kiosks(world.handout.links, SCHOOL, world.now.date())
    assert f"Write this number on its back: {tablet.id}." in shown
    assert tablet.id in world.client.get("/handout/tablets").text


# --- what a page weighs


def test_no_page_is_heavier_than_60_kilobytes(world: HandoutWorld) -> None:
    for role in Role:
        world.sign_in(role)
        assert weight(world, world.client.get("/handout/").text) < LARGEST
    world.sign_in(Role.HANDER_OUT)
    for page in (*PAGES, "done"):
        assert weight(world, world.client.get(f"/handout/{page}").text) < LARGEST, page
    press(world, "/handout/phone/show")
    assert weight(world, world.client.get("/handout/show").text) < LARGEST
    assert weight(world, press(world, "/handout/tablet/here").text) < LARGEST


def weight(world: HandoutWorld, page: str) -> int:
    """Of the page and all that it loads: bytes, as brotli."""
    loaded = set(re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="(/[^"]+)"', page))
    parts = [page.encode(), *(world.client.get(path).data for path in sorted(loaded))]
    return sum(len(brotli.compress(part)) for part in parts)
