"""Organisations: added and changed by an operator, or fixed by the configuration. Inboxes: only read."""

from __future__ import annotations

from html import unescape

import pytest

from intake.config import Inbox, Organisation
from intake.places.municipalities import load_municipalities
from intake.relay.handout.log import Event, read_log
from intake.relay.handout.once import new_name
from intake.relay.handout.operator.serving import find_municipality, served_by, served_by_none, serving
from intake.relay.handout.operator.wanted import suggested_id
from intake.relay.handout.roles import Role
from intake.relay.links.organisations import find_organisation
from tests.relay.handout.world import IDENTITY, INBOX, OTHER_INBOX, SCHOOL, HandoutWorld

PAGE = "/handout/organisations"


def asked(**said: str) -> dict[str, str]:
    """A filled-in form."""
    return {"name": "Taalhuis Oost", "place": "Amsterdam", "once": new_name()} | said


def add(world: HandoutWorld, **said: str) -> int:
    return world.client.post(f"{PAGE}/add", data=asked(**said)).status_code


def kept(world: HandoutWorld, name: str) -> Organisation | None:
    with world.relay_engine.begin() as connection:
        return find_organisation(world.config, connection, name)


def test_of_a_name_and_a_municipality_come_the_id_and_the_inbox(world: HandoutWorld) -> None:
    me = world.sign_in(Role.OPERATOR)
    assert add(world, colour="#1B3F7D") == 303
    assert kept(world, "taalhuis-oost") == Organisation("taalhuis-oost", "Taalhuis Oost", INBOX, "GM0363", "#1b3f7d")
    with world.handout.engine.begin() as connection:
        (entry,) = read_log(connection)
    assert (entry.event, entry.actor, entry.subject) == (Event.ORGANISATION_ADDED, me.id, "taalhuis-oost")
    assert "Taalhuis Oost" in world.client.get(PAGE).text


def test_its_first_coordinator_is_invited_and_works_in_it(world: HandoutWorld) -> None:
    world.sign_in(Role.OPERATOR)
    add(world)
    form = {"name": "Piet", "email": "piet@oost.example", "role": "coordinator", "organisation": "taalhuis-oost"}
    assert world.client.post("/handout/colleagues/add", data=form | {"once": new_name()}).status_code == 200
    world.sign_in(Role.COORDINATOR, organisation="taalhuis-oost")
    assert "Taalhuis Oost" in world.client.get("/handout/").text


def test_pressing_twice_adds_one(world: HandoutWorld) -> None:
    world.sign_in(Role.OPERATOR)
    form = asked()
    assert [world.client.post(f"{PAGE}/add", data=form).status_code for _ in range(2)] == [303, 303]
    assert kept(world, "taalhuis-oost-2") is None
    assert add(world) == 303
    assert kept(world, "taalhuis-oost-2") is not None


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"name": ""}, "Type a name."),
        ({"name": "x" * 81}, "too long"),
        ({"id": "Oost!"}, "Type 2 to 31 small letters"),
        ({"id": SCHOOL}, "Another organisation has this id."),
        ({"name": "语"}, "Type 2 to 31 small letters"),
        ({"place": "Atlantis"}, "There is no municipality of this name."),
        ({"place": ""}, "Choose an inbox, or type the municipality."),
        ({"place": "Groningen"}, "No inbox serves this municipality."),
        ({"inbox": "nowhere"}, "Choose an inbox."),
        ({"colour": "red"}, "Type a colour"),
        ({"colour": "#12345"}, "Type a colour"),
        ({"colour": "#12345;"}, "Type a colour"),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field_and_what_was_typed_is_kept(
    world: HandoutWorld, said: dict[str, str], says: str
) -> None:
    world.sign_in(Role.OPERATOR)
    form = asked(**{"colour": "#aabbcc"} | said)
    answer = world.client.post(f"{PAGE}/add", data=form)
    assert (answer.status_code, says in answer.text) == (400, True)
    page = unescape(answer.text)
    assert all(f'value="{form[name]}"' in page for name in ("name", "place", "colour"))
    with world.handout.engine.begin() as connection:
        assert read_log(connection) == []


def test_an_organisation_of_several_municipalities_names_its_inbox(world: HandoutWorld) -> None:
    world.sign_in(Role.OPERATOR)
    assert add(world, place="", inbox=OTHER_INBOX) == 303
    assert kept(world, "taalhuis-oost") == Organisation("taalhuis-oost", "Taalhuis Oost", OTHER_INBOX)


def test_changing_keeps_the_id_and_tells_it_once(world: HandoutWorld) -> None:
    world.sign_in(Role.OPERATOR)
    add(world)
    here = f"{PAGE}/taalhuis-oost"
    assert 'value="Taalhuis Oost"' in world.client.get(here).text
    assert 'value="Amsterdam"' in world.client.get(here).text
    changed = {"name": "Taalhuis Utrecht", "place": "utrecht", "inbox": "", "id": "other"}
    assert [world.client.post(here, data=changed).status_code for _ in range(2)] == [303, 303]
    assert kept(world, "taalhuis-oost") == Organisation("taalhuis-oost", "Taalhuis Utrecht", OTHER_INBOX, "GM0344")
    assert kept(world, "other") is None
    with world.handout.engine.begin() as connection:
        events = [entry.event for entry in read_log(connection)]
    assert events == [Event.ORGANISATION_CHANGED, Event.ORGANISATION_ADDED]
    answer = world.client.post(here, data=changed | {"name": ""})
    assert (answer.status_code, "Type a name." in answer.text) == (400, True)


def test_those_of_the_configuration_are_shown_and_stay_as_they_are(world: HandoutWorld) -> None:
    world.sign_in(Role.OPERATOR)
    page = world.client.get(PAGE).text
    assert page.count("Stands in the configuration file") == 2
    assert f"{PAGE}/{SCHOOL}" not in page
    nobodys = world.client.get(f"{PAGE}/nobodys").data.replace(b"nobodys", b"ID")
    assert world.client.get(f"{PAGE}/{SCHOOL}").data.replace(SCHOOL.encode(), b"ID") == nobodys
    assert world.client.post(f"{PAGE}/{SCHOOL}", data=asked()).status_code == 404
    found = kept(world, SCHOOL)
    assert found is not None
    assert found.name == "Taalschool"


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Taalhuis Oost", "taalhuis-oost"),
        ("  Gemeente 's-Hertogenbosch ", "gemeente-s-hertogenbosch"),
        ("Fryslân & Co.", "fryslan-co"),
        ("x" * 80, "x" * 28),
        ("School", "school-2"),
    ],
)
def test_an_id_is_made_of_the_name(name: str, made: str) -> None:
    assert suggested_id(name, {"school"}.__contains__) == made


def test_a_municipality_is_found_by_name_code_and_town() -> None:
    for typed in ("Hoeksche Waard", "hoeksche waard", "GM1963", "gm1963", "Oud-Beijerland"):
        found = find_municipality(typed)
        assert found is not None
        assert found.code == "GM1963"
    assert find_municipality("") is None


def test_each_municipality_is_served_or_listed_as_served_by_none() -> None:
    inboxes = (
        Inbox("one", IDENTITY, "ggd10", "1", ggd="GGD Amsterdam"),
        Inbox("two", IDENTITY, "ggd10", "1", municipalities=("GM0344", "GM0363")),
    )
    served = {each.code for places in served_by(inboxes).values() for each in places}
    left = {each.code for places in served_by_none(inboxes).values() for each in places}
    assert served | left == {each.code for each in load_municipalities()}
    assert served & left == set()
    assert (serving(inboxes, "GM0363"), serving(inboxes, "GM0344"), serving(inboxes, "GM0014")) == (
        ("one", "two"),
        ("two",),
        (),
    )


def test_inboxes_are_shown_with_fingerprint_and_organisations_and_changed_nowhere(world: HandoutWorld) -> None:
    world.sign_in(Role.OPERATOR)
    page = world.client.get("/handout/inboxes").text
    assert IDENTITY in page
    assert "the region of GGD Amsterdam, 6 municipalities" in page
    assert "Taalschool" in page
    assert "the fingerprint there decides who can open" in page
    page = world.client.get("/handout/municipalities").text
    assert "Aalsmeer, Amstelveen, Amsterdam, Diemen" in page
    assert "GGD Drenthe (12)" in page
    for path in ("/handout/inboxes", "/handout/municipalities"):
        assert world.client.post(path).status_code == 404
