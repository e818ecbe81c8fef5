"""A coordinator's tablets: listed, ended by staff alone, and what waited on one is still taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from intake.envelope.link import token_of
from intake.relay.errors import RelayError
from intake.relay.housekeeping import keep_house
from intake.relay.links.handout import hand_out_links
from intake.relay.links.kiosks import Kiosk, end_kiosk, kiosk_id, kiosks
from intake.relay.links.register import Kind
from intake.relay.links.tables import link
from tests.relay.served import Served
from tests.relay.world import ORGANISATION, World, outcome


def listed(world: World) -> Sequence[Kiosk]:
    return kiosks(world.relay, ORGANISATION, world.today)


def rows(world: World) -> list[tuple[object, ...]]:
    with world.relay.engine.begin() as connection:
        return [tuple(row) for row in connection.execute(select(link).order_by(link.c.hash))]


def test_a_tablets_link_leads_to_the_tablets_form(world: World) -> None:
    (url,) = hand_out_links(world.relay, ORGANISATION, Kind.KIOSK, now=world.now)
    assert url == f"https://formulier.example.nl/kiosk/#{token_of(url)}.{world.ggd.fingerprint}"
    assert listed(world) == [Kiosk(kiosk_id(token_of(url)), world.today + timedelta(30))]


def test_only_an_organisations_own_tablets_that_still_open_are_listed(world: World) -> None:
    old = world.link(Kind.KIOSK)
    world.later(days=20)
    [world.link(), world.link(Kind.KIOSK, organisation="other")]
    tokens = [world.link(Kind.KIOSK) for _ in range(3)]
    assert [each.id for each in listed(world)] == sorted(map(kiosk_id, [old, *tokens]))
    world.later(days=11)
    assert [each.id for each in listed(world)] == sorted(map(kiosk_id, tokens))


def test_an_ended_tablet_opens_no_more_and_what_waits_is_taken_for_thirty_days(world: World) -> None:
    lost, kept, card = world.link(Kind.KIOSK), world.link(Kind.KIOSK), world.link()
    assert end_kiosk(world.relay, ORGANISATION, kiosk_id(lost), world.today).id == kiosk_id(lost)
    assert world.open(lost).data == world.open("0000000000000000").data
    assert outcome(world.open(lost)) == (404, "unknown-link")
    assert {world.open(token).status_code for token in (kept, card)} == {200}
    for _ in range(30):
        assert world.send(world.ggd.seal(), f"Link {lost}").status_code == 201
        world.later(days=1)
        keep_house(world.relay, world.today)
    assert world.send(world.ggd.seal(), f"Link {lost}").status_code == 404
    assert world.send(world.ggd.seal(), f"Link {kept}").status_code == 201


def test_ending_one_changes_that_row_and_no_other(world: World) -> None:
    tokens = [world.link(Kind.KIOSK) for _ in range(5)] + [world.link() for _ in range(5)]
    before = rows(world)
    end_kiosk(world.relay, ORGANISATION, kiosk_id(tokens[0]).upper(), world.today)
    changed = [(one, other) for one, other in zip(before, rows(world), strict=True) if one != other]
    ((was, now),) = changed
    assert was[:3] == now[:3]
    assert now[3] == world.today - timedelta(days=1)


@pytest.mark.parametrize("typed", ["", "zz", "0123456789"])
def test_what_names_no_tablet_ends_none(world: World, typed: str) -> None:
    world.link(Kind.KIOSK)
    before = rows(world)
    with pytest.raises(RelayError, match="no such tablet"):
        end_kiosk(world.relay, ORGANISATION, typed, world.today)
    assert rows(world) == before


def test_a_card_another_organisations_tablet_and_an_ended_one_cannot_be_ended(world: World) -> None:
    card, other, ended = world.link(), world.link(Kind.KIOSK, organisation="other"), world.link(Kind.KIOSK)
    end_kiosk(world.relay, ORGANISATION, kiosk_id(ended), world.today)
    for token in (card, other, ended):
        with pytest.raises(RelayError, match="no such tablet"):
            end_kiosk(world.relay, ORGANISATION, kiosk_id(token), world.today)


def test_a_beginning_that_fits_two_ends_neither(world: World) -> None:
    first_digits = [kiosk_id(world.link(Kind.KIOSK))[0] for _ in range(17)]
    twice = next(digit for digit in first_digits if first_digits.count(digit) > 1)
    with pytest.raises(RelayError, match="more than one"):
        end_kiosk(world.relay, ORGANISATION, twice, world.today)
    assert len(listed(world)) == 17


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Served:
    return Served(tmp_path_factory.mktemp("served"))


def test_a_tablet_is_made_listed_and_ended(served: Served) -> None:
    made = served.run("links", "new", "--organisation", "school", "--kiosk")
    assert made.stdout.startswith("https://formulier.example.nl/kiosk/#")
    name = kiosk_id(token_of(made.stdout.strip()))
    assert made.stderr == f"Write on the tablet: {name}\n"
    told = served.run("links", "kiosks", "--organisation", "school").stdout.split()
    assert told[0] == name
    assert date.fromisoformat(told[1]) > date(2026, 1, 1)
    assert served.run("links", "end", "--organisation", "school", name).stdout == f"{name}  ended\n"
    assert served.run("links", "kiosks", "--organisation", "school").stdout == ""


def test_a_wrong_id_or_organisation_is_refused_in_words(served: Served) -> None:
    for arguments in (("end", "--organisation", "school", "ffff"), ("kiosks", "--organisation", "nobody")):
        told = served.run("links", *arguments)
        assert (told.returncode, told.stdout) == (1, "")
        assert "error: the " in told.stderr
        assert "hint: " in told.stderr
