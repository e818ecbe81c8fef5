"""What holds for every book and every case: hard rules are never traded, order and strangers change nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from intake.desk.matching import MOST, Wanted, match
from intake.desk.matching.rules import broken
from intake.exchange.book import Ambassador, Destination, Spoken
from tests.desk.matching.people import AMSTELVEEN, AMSTERDAM, GRONINGEN, TODAY, ambassador, book, conflict, destination

PLACES = st.sampled_from([AMSTERDAM, AMSTELVEEN, GRONINGEN])
DAYS = st.sampled_from([None, date(2026, 11, 22), TODAY, date(2027, 6, 1)])
SPOKEN = st.builds(
    Spoken,
    st.sampled_from(["ti", "fa", "prs", "ar"]),
    st.sampled_from(["native", "fluent", "good", "basic"]),
    st.sampled_from([None, "Keren"]),
)
CONFLICTS = st.builds(
    conflict,
    place=st.sampled_from([None, AMSTELVEEN, AMSTELVEEN, GRONINGEN]),
    organisation=st.sampled_from([None, "demo", "else"]),
    text=st.sampled_from([None, "a cousin"]),
)
OTHER: dict[str, st.SearchStrategy[Any]] = {
    "name": st.sampled_from(["Selam Tesfay", "Muhammad Aziz", "Anna"]),
    "gender": st.sampled_from(["woman", "man", "other"]),
    "place": PLACES,
    "languages": st.lists(SPOKEN, min_size=1, max_size=2).map(tuple),
    "expertise": st.sampled_from([(), ("health-care",), ("mental-health", "youth")]),
    "training": st.sampled_from([(), ("basic",), ("basic", "gbv")]),
    "conduct_until": DAYS,
    "secrecy_until": DAYS,
    "available": st.booleans(),
    "conflicts": st.lists(CONFLICTS, min_size=1, max_size=2).map(tuple),
    "minutes": st.sampled_from([0, 59, 600, 1199, 1200, 1300]),
    "paid": st.sampled_from([0, 9000, 20999, 21000, 22000]),
    "waiting": st.integers(0, 5),
}
EVERY = {"languages": tuple(Spoken(tag, "native") for tag in ("ti", "prs", "ar"))}
SOME_OTHER = st.lists(st.sampled_from(sorted(OTHER)), max_size=3, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: OTHER[name] for name in names})
)
WANTED = st.builds(
    Wanted,
    st.sampled_from(["ti", "prs", "ar"]),
    place=st.sampled_from([None, AMSTERDAM, AMSTELVEEN, AMSTELVEEN]),
    near=st.just(frozenset({AMSTELVEEN})),
    via=st.sampled_from([None, "demo"]),
    wish=st.sampled_from([None, "yes", "no"]),
    gender=st.sampled_from([None, None, "woman", "man"]),
    town=st.sampled_from([None, "same", "any", "other", "other"]),
    dialect=st.sampled_from([None, "from Keren"]),
    excluded=st.frozensets(st.sampled_from(["A-000001", "A-000002"]), max_size=1),
    exclusions=st.sampled_from([None, "not Selam", "Mohamed"]),
    parted=st.frozensets(st.sampled_from(["A-000000"]), max_size=1),
    young=st.booleans(),
    level=st.sampled_from(["red", "amber", "yellow", "review", "green"]),
    with_gp=st.booleans(),
)


@st.composite
def people(draw: st.DrawFn, most: int = 8) -> list[Ambassador]:
    """Some ambassadors who speak every language; of each a few things are otherwise, so that most just fail or fit."""
    return [ambassador(number, **EVERY | draw(SOME_OTHER)) for number in range(draw(st.integers(0, most)))]


@st.composite
def care(draw: st.DrawFn) -> list[Destination]:
    """Some destinations."""
    return [
        destination(
            number,
            draw(st.sampled_from(["GP", "POH-GGZ", "PSY", "TALK", "CSG", "AMB"])),
            places=draw(st.sampled_from([(), (AMSTERDAM,), (AMSTERDAM, AMSTELVEEN), (GRONINGEN,)])),
            languages=draw(st.sampled_from([(), ("ti",), ("fa-AF", "ar")])),
            waiting_intake=draw(st.none() | st.integers(0, 40)),
            norm_intake=draw(st.sampled_from([None, 4])),
            gp_letter=draw(st.sampled_from(["no", "yes", "gp-decides"])),
        )
        for number in range(draw(st.integers(0, 8)))
    ]


@settings(max_examples=200)
@given(who=people(), wanted=WANTED)
def test_whoever_breaks_a_hard_rule_is_never_proposed_whatever_speaks_for_them(
    who: list[Ambassador], wanted: Wanted
) -> None:
    best = [
        msgspec.structs.replace(each, training=("basic", "gbv"), expertise=("health-care",), minutes=0, paid=0)
        for each in who
    ]
    for these in (who, best):
        found = match(wanted, book(*these), TODAY)
        proposed = [each.ambassador for each in found.ambassadors]
        assert len(proposed) == min(MOST, found.fitting)
        assert found.fitting + len(found.out) + found.others == len(these)
        for each in proposed:
            assert not breaks(each, wanted)


def breaks(each: Ambassador, wanted: Wanted) -> bool:
    """The rules once more, in other words than the code that is tried here."""
    here = {(None, wanted.via), (wanted.place, None), (wanted.place, wanted.via)} - {(None, None)}
    near = {"ti": {"ti"}, "prs": {"prs", "fa"}, "ar": {"ar"}}[wanted.language]
    return any(
        [
            not any(spoken.tag in near for spoken in each.languages),
            wanted.wish == "no",
            each.id in wanted.excluded | wanted.parted,
            wanted.exclusions == "not Selam" and each.name.startswith("Selam"),
            wanted.gender not in (None, each.gender),
            wanted.town == "other" and each.place == wanted.place,
            any((one.place, one.organisation) in here for one in each.conflicts),
            each.conduct_until in (None, date(2026, 11, 22)) or each.secrecy_until in (None, date(2026, 11, 22)),
            not each.available,
            each.minutes >= 1200 or each.paid >= 21000,
        ]
    )


@settings(max_examples=60)
@given(who=people(), where=care(), wanted=WANTED, data=st.data())
def test_the_order_of_the_book_changes_nothing(
    who: list[Ambassador], where: list[Destination], wanted: Wanted, data: st.DataObject
) -> None:
    before = match(wanted, book(*who, destinations=tuple(where)), TODAY)
    shuffled = book(*data.draw(st.permutations(who)), destinations=tuple(data.draw(st.permutations(where))))
    assert match(wanted, shuffled, TODAY) == before


@settings(max_examples=60)
@given(who=people(), wanted=WANTED, other=st.fixed_dictionaries(OTHER))
def test_who_does_not_fit_changes_nothing_for_those_who_do(
    who: list[Ambassador], wanted: Wanted, other: dict[str, Any]
) -> None:
    stranger = ambassador(99, **other)
    assume(broken(stranger, wanted, TODAY))
    before, after = (match(wanted, book(*these), TODAY) for these in (who, [stranger, *who]))
    assert (after.ambassadors, after.fitting, after.few) == (before.ambassadors, before.fitting, before.few)


@settings(max_examples=60)
@given(who=people(most=3), wanted=WANTED, data=st.data())
def test_who_has_less_to_do_never_ranks_lower_all_else_equal(
    who: list[Ambassador], wanted: Wanted, data: st.DataObject
) -> None:
    assume(who)
    place = data.draw(st.integers(0, len(who) - 1))
    less = {name: data.draw(st.integers(0, getattr(who[place], name))) for name in ("minutes", "paid", "waiting")}
    lighter = [msgspec.structs.replace(each, **less) if each is who[place] else each for each in who]
    before, after = (
        [each.ambassador.id for each in match(wanted, book(*these), TODAY).ambassadors] for these in (who, lighter)
    )
    if who[place].id in before:
        assert after.index(who[place].id) <= before.index(who[place].id)


@settings(max_examples=60)
@given(where=care(), wanted=WANTED)
def test_a_destination_is_proposed_only_where_it_serves_and_never_for_what_only_a_talk_can_tell(
    where: list[Destination], wanted: Wanted
) -> None:
    found = match(wanted, book(destinations=tuple(where)), TODAY)
    for each in found.destinations:
        assert each.destination.kind not in ("CSG", "AMB")
        assert wanted.place is None or not each.destination.places or wanted.place in each.destination.places


@settings(max_examples=60)
@given(where=care(), wanted=WANTED, data=st.data())
def test_a_shorter_wait_never_ranks_lower_all_else_equal(
    where: list[Destination], wanted: Wanted, data: st.DataObject
) -> None:
    known = [each for each in where if each.waiting_intake]
    assume(known)
    chosen = data.draw(st.sampled_from(known))
    sooner = msgspec.structs.replace(chosen, waiting_intake=data.draw(st.integers(0, chosen.waiting_intake or 0)))
    before, after = (
        [each.destination.id for each in match(wanted, book(destinations=tuple(these)), TODAY).destinations]
        for these in (where, [sooner if each is chosen else each for each in where])
    )
    if chosen.id in before:
        assert after.index(chosen.id) <= before.index(chosen.id)


@given(wanted=WANTED)
def test_no_reason_tells_why_the_person_needs_help(wanted: Wanted) -> None:
    """Two people who differ only in how urgent they are hear of the same ambassadors, for the same reasons."""
    who = book(*(ambassador(number, training=("gbv",), expertise=("lgbtiq", "fgm")) for number in range(3)))
    calm, urgent = (match(replace(wanted, level=level), who, TODAY).ambassadors for level in ("green", "red"))
    assert calm == urgent
    assert not any("lgbti" in reason.pattern for each in calm for reason in each.reasons)
