"""Which destinations are thought of first, and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from intake.desk.matching import match
from intake.desk.matching.care import serving
from intake.exchange.book import Destination
from tests.desk.matching.people import AMSTELVEEN, AMSTERDAM, GRONINGEN, TODAY, WANTED, book, destination
from tests.desk.matching.test_rules import words


def thought_of(*where: Destination, **wish: Any) -> list[str]:
    """The names, in order."""
    found = match(replace(WANTED, **wish), book(destinations=where), TODAY)
    return [each.destination.name for each in found.destinations]


PRACTICE = destination(1, "GP", name="practice")
NURSE = destination(2, "POH-GGZ", name="nurse", gp_letter="gp-decides")
PSYCHOLOGIST = destination(
    3, "PSY", name="psychologist", gp_letter="yes", own_risk="applies", norm_intake=4, waiting_intake=10
)
TALK = destination(4, "TALK", name="talk", places=())


def test_the_way_begins_at_the_gp_where_a_letter_is_needed_and_goes_on_where_the_gp_has_the_person() -> None:
    where = (PSYCHOLOGIST, TALK, NURSE, PRACTICE)
    assert thought_of(*where) == ["practice", "nurse", "talk", "psychologist"]
    [proposed] = match(WANTED, book(destinations=(PSYCHOLOGIST,)), TODAY).destinations
    assert "needs a letter of the GP: begin there" in words(proposed.reasons)
    assert "10 weeks to the intake, the norm is 4" in words(proposed.reasons)
    assert thought_of(*where, with_gp=True) == ["practice", "nurse", "psychologist", "talk"]


def test_who_is_not_in_a_hurry_may_first_want_to_talk() -> None:
    assert thought_of(PRACTICE, TALK, NURSE, level="yellow")[:2] == ["practice", "talk"]
    assert thought_of(PRACTICE, TALK, NURSE, level="green")[0] == "talk"


def test_a_place_where_the_language_is_spoken_comes_first_of_its_kind() -> None:
    speaks = destination(9, "GP", name="speaks", languages=("am", "ti"))
    assert thought_of(PRACTICE, speaks) == ["speaks", "practice"]


def test_only_who_serves_the_municipality_stands_there_the_nearest_first() -> None:
    region = destination(5, places=(AMSTERDAM, AMSTELVEEN))
    country, elsewhere = destination(6, places=()), destination(7, places=(GRONINGEN,))
    found = serving((elsewhere, country, region, PRACTICE), AMSTERDAM)
    assert [each.id for each in found] == [PRACTICE.id, region.id, country.id]


def test_no_rule_proposes_a_place_for_violence_or_danger() -> None:
    kinds = ("EMERGENCY", "CSG", "VT", "113", "SHN", "FIER", "GBV-NET", "AMB")
    assert thought_of(*(destination(number, kind) for number, kind in enumerate(kinds)), level="red") == []


def test_a_wait_that_was_told_long_ago_is_to_be_asked_anew() -> None:
    told = [
        destination(1, "PSY", waiting_intake=6, reported_on=date(2026, 9, 1)),
        destination(2, "PSY", waiting_intake=6, reported_on=date(2026, 11, 1)),
        destination(3, "TRAUMA", norm_intake=4),
    ]
    said = {
        each.destination.id[-1]: words(each.reasons)
        for each in match(WANTED, book(destinations=tuple(told)), TODAY).destinations
    }
    assert "told on 2026-09-01, long ago: ask anew" in said["1"]
    assert said["2"].count("long ago") == 0
    assert "how long people wait there is not known" in said["3"]


def test_two_of_a_kind_leave_room_for_others() -> None:
    where = [destination(number, "GP", name=f"GP {number}") for number in range(6)]
    assert thought_of(*where, TALK) == ["GP 0", "GP 1", "talk"]
