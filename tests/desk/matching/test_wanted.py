"""What of a case says who may help: the talk before the envelope, and always the careful reading."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, update

from intake.desk.cases import read_case
from intake.desk.casework.facts import Facts, Town, write_facts
from intake.desk.casework.referring import refer
from intake.desk.matching.wanted import Wanted, wanted_of
from intake.desk.tables import cases, referrals, slips
from intake.envelope.submission import Contact
from tests.desk.casework.doing import Doing, at_work
from tests.desk.world import World, submission

SENT = Contact(ambassador="other-town", professional="man", age="16-17")


def wanted(work: Doing, case: int = 1) -> Wanted:
    """As it stands now."""
    return work.ask(lambda connection: wanted_of(connection, read_case(connection, str(case))))


def test_what_stands_in_the_envelope_counts_until_a_talk(world: World) -> None:
    with at_work(world, submission(contact=SENT)) as work:
        found = wanted(work)
        assert (found.wish, found.gender, found.town, found.young) == ("yes", "man", "other", True)
        assert (found.language, found.place, found.via) == ("ti", "GM0363", "demo")
        assert "GM0362" in found.near & found.region
        work.do(write_facts, 1, 0, Facts(ambassador="no", ambassador_gender="any", ambassador_town="any"))
        found = wanted(work)
        assert (found.wish, found.gender, found.town) == ("no", None, "any")


@pytest.mark.parametrize("town", ["same", "any", None])
def test_nobody_of_the_own_community_is_nobody_of_the_own_town_whatever_else_was_said(
    world: World, town: Town | None
) -> None:
    with at_work(world, submission()) as work:
        work.do(write_facts, 1, 0, Facts(not_own_community=True, ambassador_town=town))
        assert wanted(work).town == "other"


def test_who_is_not_wanted_in_one_of_two_cases_put_together_is_not_wanted_in_both(world: World) -> None:
    with at_work(world, submission(), submission()) as work:
        work.do(write_facts, 1, 0, Facts(excluded=("A-00000A",), exclusions="not Saba"))
        work.do(write_facts, 2, 0, Facts(excluded=("A-00000B",), exclusions="nor Selam", not_own_community=True))
        with work.desk.writing() as connection:
            connection.execute(update(cases).where(cases.c.number == 2).values(merged=1))
        found = wanted(work)
        assert (found.excluded, found.exclusions) == (frozenset({"A-00000A", "A-00000B"}), "not Saba\nnor Selam")
        assert found.town == "other"


def test_who_declined_or_knew_the_person_is_known_and_so_is_who_has_a_gp(world: World) -> None:
    with at_work(world, submission()) as work:
        work.do(refer, 1, 0, {"destination": "GP"})
        assert (wanted(work).parted, wanted(work).with_gp) == (frozenset(), False)
        row = {"case": 1, "referral": 1, "at": "2026-11-23", "actor": "noor", "content": b"{}"}
        with work.desk.writing() as connection:
            for number, outcome in enumerate(("declined", "conflict", "done", None)):
                more = {"slip": f"S-0000000{number}", "ambassador": f"A-00000{number}", "outcome": outcome}
                connection.execute(insert(slips), row | more)
            connection.execute(update(referrals).values(state="sent"))
        assert (wanted(work).parted, wanted(work).with_gp) == (frozenset({"A-000000", "A-000001"}), True)
