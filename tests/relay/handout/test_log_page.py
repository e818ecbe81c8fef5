"""The staff's log as its readers see it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from intake.relay.handout.coordinator.telling import SENTENCES
from intake.relay.handout.log import Event, write
from intake.relay.handout.once import new_name
from intake.relay.handout.roles import Role
from tests.relay.handout.world import SCHOOL, TOWN, HandoutWorld

PAGE = "/handout/log"
LINE = re.compile(r"<tr><td>([^<]*)</td><td>([^<]*)</td>(?:<td>([^<]*)</td>)?</tr>")


def lines(world: HandoutWorld, query: str = "") -> list[tuple[str, str, str]]:
    """When, what and (for an operator) where."""
    return [tuple(map(unescape, found)) for found in LINE.findall(world.client.get(PAGE + query).text)]  # type: ignore[misc]


def note(world: HandoutWorld, event: Event, actor: str | None, organisation: str | None, subject: str | None) -> None:
    with world.handout.engine.begin() as connection:
        write(connection, event, world.now, actor=actor, organisation=organisation, subject=subject)


def test_a_line_is_a_sentence_with_names_and_the_time_of_the_netherlands(world: HandoutWorld) -> None:
    me, piet = world.sign_in(Role.COORDINATOR), world.account(Role.HANDER_OUT, name="Piet")
    world.client.post(f"/handout/colleagues/{piet.id}/disable")
    assert lines(world) == [("23 November 2026, 11:00", "Sanne switched the account of Piet off.", "")]
    assert me.id not in world.client.get(PAGE).text
    assert piet.id not in world.client.get(PAGE).text


@pytest.mark.parametrize("event", Event, ids=lambda event: event.value)
def test_every_event_is_a_sentence_also_where_the_server_did_it_or_somebody_is_gone(
    world: HandoutWorld, event: Event
) -> None:
    assert event in SENTENCES
    me = world.sign_in(Role.COORDINATOR)
    for actor in (me.id, None, "gone"):
        for subject in (me.id, None, "gone-too"):
            note(world, event, actor, SCHOOL, subject)
    found = [what for _, what, _ in lines(world)]
    assert len(found) == 9
    assert all(what.endswith(".") and "%" not in what and "None" not in what for what in found)
    assert all(me.id not in what for what in found) or event in (
        Event.TABLET_STARTED,
        Event.TABLET_ENDED,
        Event.ORGANISATION_ADDED,
        Event.ORGANISATION_CHANGED,
    )


def test_the_newest_stands_first_and_two_hundred_on_a_page(world: HandoutWorld) -> None:
    me = world.sign_in(Role.COORDINATOR)
    for number in range(450):
        note(world, Event.TABLET_ENDED, me.id, SCHOOL, f"t{number:03d}")
    told = [[what for _, what, _ in lines(world, query)] for query in ("", "?page=2", "?page=3", "?page=4")]
    assert [len(page) for page in told] == [200, 200, 50, 0]
    everything = [what for page in told for what in page]
    assert everything == [f"Sanne ended tablet t{number:03d}." for number in reversed(range(450))]
    first, second, third = (world.client.get(PAGE + query).text for query in ("", "?page=2", "?page=3"))
    assert [("Newer" in page, "Older" in page) for page in (first, second, third)] == [
        (False, True),
        (True, True),
        (True, False),
    ]


@pytest.mark.parametrize("typed", ["0", "-1", "x", "", "1e3", "99999999", "٣"])
def test_a_page_that_is_none_is_not_there(world: HandoutWorld, typed: str) -> None:
    world.sign_in(Role.COORDINATOR)
    assert world.client.get(PAGE, query_string={"page": typed}).status_code == 404


def test_a_coordinator_reads_the_own_organisations_lines_and_an_operator_all(world: HandoutWorld) -> None:
    for organisation in (SCHOOL, TOWN, None):
        note(world, Event.TABLET_ENDED, None, organisation, f"of-{organisation}")
    world.sign_in(Role.COORDINATOR)
    assert [what for _, what, _ in lines(world)] == ["The server ended tablet of-school."]
    world.sign_in(Role.OPERATOR)
    assert [(what.split()[-1], where) for _, what, where in lines(world)] == [
        ("of-None.", ""),
        ("of-town.", "Gemeente Elders"),
        ("of-school.", "Taalschool"),
    ]


def test_what_an_operator_does_in_an_organisation_its_coordinator_reads_with_their_name(world: HandoutWorld) -> None:
    piet = world.account(Role.HANDER_OUT, name="Piet")
    world.sign_in(Role.OPERATOR)
    world.client.post(f"/handout/colleagues/{piet.id}/role", data={"role": "coordinator"})
    world.let_in(piet)
    assert [what for _, what, _ in lines(world)] == ["Sanne changed the role of Piet."]


def test_nothing_that_hands_out_a_form_is_in_the_log(world: HandoutWorld) -> None:
    world.sign_in(Role.COORDINATOR)
    for path in ("/handout/card/given", "/handout/tablet/given"):
        assert world.client.post(path, data={"once": new_name()}).status_code == 303
    assert world.client.post("/handout/phone", data={"once": new_name(), "language": "en"}).status_code < 500
    assert lines(world) == []
