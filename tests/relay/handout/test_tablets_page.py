"""The page with an organisation's tablets, and ending one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intake.envelope.link import token_of
from intake.relay.handout.log import Event, read_log
from intake.relay.handout.once import new_name
from intake.relay.handout.roles import Role
from intake.relay.links.handout import hand_out_links
from intake.relay.links.kiosks import kiosk_id
from intake.relay.links.register import Kind, find
from tests.relay.handout.world import SCHOOL, TOWN, HandoutWorld

PAGE = "/handout/tablets"


def start(world: HandoutWorld, organisation: str = SCHOOL) -> tuple[str, str]:
    """The id and the link of a new tablet."""
    (link,) = hand_out_links(world.handout.links, organisation, Kind.KIOSK, now=world.now)
    return kiosk_id(token_of(link)), link


def end(world: HandoutWorld, tablet: str, once: str | None = None) -> int:
    return world.client.post(f"{PAGE}/{tablet}/end", data={"once": once or new_name()}).status_code


def test_those_that_open_are_listed_with_their_last_day_and_no_others(world: HandoutWorld) -> None:
    early, _ = start(world)
    elsewhere, _ = start(world, TOWN)
    world.later(days=10)
    late, _ = start(world)
    world.sign_in(Role.COORDINATOR)
    page = world.client.get(PAGE).text
    assert elsewhere not in page
    assert "Opens until 23 December 2026." in page
    assert "Opens until 2 January 2027." in page
    assert (early in page, late in page) == (True, True)
    world.later(days=21)
    world.sign_in(Role.COORDINATOR)
    page = world.client.get(PAGE).text
    assert (early in page, late in page) == (False, True)


def test_a_tablet_says_who_started_it_and_when(world: HandoutWorld) -> None:
    world.sign_in(Role.COORDINATOR)
    assert world.client.post("/handout/tablet/other", data={"once": new_name()}).status_code == 303
    assert "Started on 23 November 2026, 11:00 by Sanne." in world.client.get(PAGE).text


def test_without_any_the_page_teaches_how_to_start_one(world: HandoutWorld) -> None:
    world.sign_in(Role.COORDINATOR)
    page = world.client.get(PAGE).text
    assert "No tablet opens the form" in page
    assert 'href="/handout/tablet"' in page


def test_ending_asks_first_and_says_what_happens(world: HandoutWorld) -> None:
    tablet, link = start(world)
    world.sign_in(Role.COORDINATOR)
    page = world.client.get(f"{PAGE}/{tablet}/end").text
    assert "still taken for 30 days" in page
    with world.relay_engine.begin() as connection:
        found = find(connection, token_of(link))
    assert found is not None
    assert found.opens(world.now.date())


def test_an_ended_tablet_opens_no_more_and_what_waits_is_taken_for_thirty_days(world: HandoutWorld) -> None:
    tablet, link = start(world)
    me, once = world.sign_in(Role.COORDINATOR), new_name()
    assert [end(world, tablet, once) for _ in range(2)] == [303, 303]
    assert tablet not in world.client.get(PAGE).text
    with world.relay_engine.begin() as connection:
        found = find(connection, token_of(link))
    today = world.now.date()
    assert found is not None
    assert (found.opens(today), found.sends(today + timedelta(29)), found.sends(today + timedelta(30))) == (
        False,
        True,
        False,
    )
    with world.handout.engine.begin() as connection:
        (entry,) = read_log(connection, organisation=SCHOOL)
    assert (entry.event, entry.actor, entry.subject) == (Event.TABLET_ENDED, me.id, tablet)


def test_a_tablet_elsewhere_is_answered_like_one_that_is_not_there(world: HandoutWorld) -> None:
    elsewhere, link = start(world, TOWN)
    ended, _ = start(world)
    world.sign_in(Role.COORDINATOR)
    assert end(world, ended) == 303

    def ask(tablet: str, method: str) -> tuple[int, bytes]:
        answer = world.client.open(f"{PAGE}/{tablet}/end", method=method, data={"once": new_name()})
        return answer.status_code, answer.data.replace(tablet.encode(), b"ID")

    for method in ("GET", "POST"):
        nothing = ask("0123456789", method)
        assert nothing[0] == 404
        assert ask(elsewhere, method) == ask(ended, method) == nothing
    with world.relay_engine.begin() as connection:
        found = find(connection, token_of(link))
    assert found is not None
    assert found.opens(world.now.date())


@pytest.mark.parametrize("length", [1, 5, 9])
def test_the_beginning_of_an_id_ends_nothing(world: HandoutWorld, length: int) -> None:
    tablet, _ = start(world)
    world.sign_in(Role.COORDINATOR)
    assert end(world, tablet[:length]) == 404
