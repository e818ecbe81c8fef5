"""Who is never proposed, who is asked about first, and how that is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from intake.desk.matching import Wanted, match
from intake.desk.matching.languages import Closeness, closeness
from intake.desk.matching.named import Named, named
from intake.desk.matching.rules import WHY, Rule
from intake.desk.matching.saying import Said
from intake.exchange.book import Ambassador, Level, Spoken
from tests.desk.matching.people import AMSTERDAM, GRONINGEN, TODAY, WANTED, ambassador, book, conflict

YESTERDAY = date(2026, 11, 22)


def words(reasons: tuple[Said, ...]) -> str:
    """What a nurse reads, with tags and codes as they are."""
    return "; ".join(each.words(lambda text: text, lambda _, value: value) for each in reasons)


def why_not(each: Ambassador, wanted: Wanted = WANTED) -> dict[Rule, int]:
    found = match(wanted, book(each), TODAY)
    assert not found.ambassadors
    return dict(found.why_not)


def asked(each: Ambassador, wanted: Wanted) -> str:
    """What is to be asked of somebody who may be proposed."""
    [helper] = match(wanted, book(each), TODAY).ambassadors
    return words(helper.asks)


def test_who_breaks_no_rule_is_proposed_with_reasons() -> None:
    [helper] = match(WANTED, book(ambassador(minutes=90, waiting=1)), TODAY).ambassadors
    assert words(helper.reasons) == (
        "speaks ti as a mother tongue; lives in a neighbouring municipality: GM0362; "
        "2 of at most 20 hours this month; requests open: 1"
    )
    assert helper.asks == ()


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ({"conduct_until": YESTERDAY}, Rule.CONDUCT),
        ({"conduct_until": None}, Rule.CONDUCT),
        ({"secrecy_until": YESTERDAY}, Rule.SECRECY),
        ({"available": False}, Rule.AWAY),
        ({"minutes": 20 * 60}, Rule.CAP),
        ({"paid": 21000}, Rule.CAP),
        ({"conflicts": (conflict(place=AMSTERDAM),)}, Rule.CONFLICT),
        ({"conflicts": (conflict(kind="centre", organisation="demo"),)}, Rule.CONFLICT),
    ],
)
def test_who_may_not_help_now_is_not_proposed(broken: dict[str, Any], rule: Rule) -> None:
    assert why_not(ambassador(**broken)) == {rule: 1}


def test_a_certificate_is_valid_until_its_last_day() -> None:
    assert match(WANTED, book(ambassador(conduct_until=TODAY, secrecy_until=TODAY)), TODAY).fitting == 1


@pytest.mark.parametrize(
    ("wish", "rule"),
    [
        ({"wish": "no"}, Rule.UNWANTED),
        ({"excluded": frozenset({"A-000001"})}, Rule.EXCLUDED),
        ({"exclusions": "not HÉLPER, nor her sister"}, Rule.NAMED),
        ({"parted": frozenset({"A-000001"})}, Rule.PARTED),
        ({"gender": "man"}, Rule.GENDER),
        ({"town": "other", "place": "GM0362"}, Rule.TOWN),
    ],
)
def test_what_the_person_wants_is_kept_to(wish: dict[str, Any], rule: Rule) -> None:
    assert why_not(ambassador(), replace(WANTED, **wish)) == {rule: 1}


def test_nobody_is_proposed_to_who_wants_nobody_however_many_there_are() -> None:
    found = match(replace(WANTED, wish="no"), book(*map(ambassador, range(9))), TODAY)
    assert (found.unwanted, found.ambassadors, found.fitting, found.few) == (True, (), 0, False)


def test_who_does_not_speak_the_language_is_only_counted() -> None:
    found = match(WANTED, book(ambassador(languages=(Spoken("am", "native"),), available=False)), TODAY)
    assert (found.others, found.out, dict(found.why_not)) == (1, (), {})


@pytest.mark.parametrize(
    ("wanted", "spoken", "level", "close"),
    [
        ("ti", "ti-ER", "basic", Closeness.SAME),
        ("prs", "fa-AF", "basic", Closeness.SAME),
        ("kmr", "ku", "good", Closeness.SAME),
        ("prs", "fa", "fluent", Closeness.NEAR),
        ("fa", "prs", "good", Closeness.OTHER),
        ("ar", "ary", "native", Closeness.NEAR),
        ("ar", "ary", "good", Closeness.OTHER),
        ("kmr", "ckb", "native", Closeness.OTHER),
        ("uk", "ru", "native", Closeness.OTHER),
        ("ti", "am", "native", Closeness.OTHER),
    ],
)
def test_languages_are_one_near_or_apart(wanted: str, spoken: str, level: Level, close: Closeness) -> None:
    assert closeness(wanted, Spoken(spoken, level)) is close


def test_who_speaks_a_near_language_stands_behind_and_is_asked_about() -> None:
    near, own = ambassador(1, languages=(Spoken("fa", "native"),)), ambassador(2, languages=(Spoken("prs", "good"),))
    found = match(replace(WANTED, language="prs"), book(near, own), TODAY)
    assert [each.ambassador.id for each in found.ambassadors] == [own.id, near.id]
    assert "speaks fa, which is near to the person’s language" in words(found.ambassadors[1].asks)


@pytest.mark.parametrize(
    ("name", "said", "is_named"),
    [
        ("Selam Tesfay", "Not Selam", Named.YES),
        ("Selam Tesfay", "niemand van de familie TESFAY!", Named.YES),
        ("Zoë Hädi", "zoe", Named.YES),
        ("Muhammad Aziz", "not Mohamed from the mosque", Named.SOUNDS),
        ("Fatimah Nur", "Fatima", Named.SOUNDS),
        ("Jan van der Berg", "van Dijk, den Uyl", Named.NOT),
        ("Ali Hassan", "her brother-in-law", Named.NOT),
        ("سلام تسفاي", "ليس سَلام", Named.YES),
        ("Bo", "Bobby", Named.NOT),
        ("Selam", None, Named.NOT),
    ],
)
def test_a_name_is_found_in_what_somebody_said(name: str, said: str | None, is_named: Named) -> None:
    assert named(name, said) is is_named


def test_what_stands_only_in_words_is_asked_first() -> None:
    each = ambassador(conflicts=(conflict(text="my cousins live in the north"),))
    assert "“my cousins live in the north”. Ask whether they may know each other" in asked(each, WANTED)
    assert "sounds like this one" in asked(ambassador(name="Muhammad A."), replace(WANTED, exclusions="Mohamed"))


def test_where_a_place_is_not_known_nobody_passes_in_silence() -> None:
    nowhere = replace(WANTED, place=None, near=frozenset(), via=None, town="other")
    each = ambassador(conflicts=(conflict(place=GRONINGEN), conflict(kind="centre", organisation="demo")))
    said = asked(each, nowhere)
    assert "must be another than GM0362" in said
    assert "a conflict with GM0014" in said
    assert "a conflict with “demo”" in said


def test_a_conflict_elsewhere_is_none() -> None:
    assert asked(ambassador(conflicts=(conflict(place=GRONINGEN, text="my brother"),)), WANTED) == ""


def test_fewer_than_three_who_fit_is_said() -> None:
    assert match(WANTED, book(ambassador(1), ambassador(2)), TODAY).few
    assert not match(WANTED, book(*map(ambassador, range(3))), TODAY).few
    assert not match(WANTED, book(), TODAY).few


def test_dialect_training_and_nearness_come_before_a_lighter_month() -> None:
    plain = ambassador(1)
    dialect = ambassador(2, languages=(Spoken("ti", "native", "Keren"),), minutes=600, waiting=1)
    trained = ambassador(3, training=("basic", "gbv"), minutes=300)
    far = ambassador(4, place=GRONINGEN)
    found = match(replace(WANTED, dialect="from Keren"), book(plain, dialect, trained, far), TODAY)
    assert [each.ambassador.id[-1] for each in found.ambassadors] == ["3", "2", "1", "4"]


def test_what_was_worked_in_the_month_of_an_older_book_fills_no_cap_of_this_one() -> None:
    full = book(ambassador(minutes=20 * 60, paid=21000), issued=date(2026, 10, 31))
    found = match(WANTED, full, TODAY)
    assert (found.fitting, found.earlier_month) == (1, True)
    assert "0 of at most 20 hours" in words(found.ambassadors[0].reasons)
    assert not match(WANTED, full, date(2026, 10, 31)).fitting


def test_whom_the_person_does_not_want_and_the_book_has_not_is_told() -> None:
    found = match(replace(WANTED, excluded=frozenset({"A-000001", "A-00000Z"})), book(ambassador(1)), TODAY)
    assert (found.lost, found.fitting) == (("A-00000Z",), 0)


def test_every_rule_has_its_words() -> None:
    assert set(WHY) == set(Rule)
