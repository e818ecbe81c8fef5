"""Destinations: what is filled in about them, what they were called, how long one waits, what nobody has checked."""

from __future__ import annotations

from datetime import date

import pytest

from intake.network.destinations.reading import Wanted, everything, find, read_destination, reports_of
from intake.network.destinations.staleness import stale
from intake.network.destinations.writing import (
    add_destination,
    add_national,
    bring_back,
    change_destination,
    checked,
    overlaid,
    remove,
    report,
)
from intake.network.errors import ChangedMeanwhileError, NetworkError, UnfitError
from intake.network.log import read
from intake.network.people import Role
from intake.network.staff import add_person
from intake.network.unlock import OpenNetwork
from tests.network.world import HELPER, OTHER_PASSPHRASE, PASSPHRASE, World

PRACTICE = {
    "kind": "PSY",
    "name": "Praktijk De Brug",
    "organisation": "De Brug b.v.",
    "places": ["GM0518", "Delft"],
    "languages": ["nl", "ar"],
    "phone": "070-3456789",
    "contacts": [{"name": "Fatma Yilmaz", "role": "intake", "line": "06-12345678"}],
    "checked_on": "2026-11-01",
}


def added(book: OpenNetwork, **typed: object) -> str:
    """One that is in the book."""
    with book.writing() as connection:
        return add_destination(book, connection, PRACTICE | typed)


def faults_of(book: OpenNetwork, **typed: object) -> dict[str, str]:
    """What is wrong with it."""
    with pytest.raises(UnfitError) as unfit, book.writing() as connection:
        add_destination(book, connection, PRACTICE | typed)
    return unfit.value.faults


def test_a_new_one_takes_from_its_kind_what_nobody_said(book: OpenNetwork) -> None:
    made = added(book)
    with book.reading() as connection:
        found = read_destination(connection, made)
    assert (found.what.gp_letter, found.what.own_risk) == ("yes", "applies")
    assert (found.what.norm_intake, found.what.norm_treatment) == (4, 10)
    assert found.what.places == ("GM0503", "GM0518")
    assert [each.line for each in found.what.contacts] == ["06-12345678"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": " "}, "name"),
        ({"kind": "MIGGZ"}, "kind"),
        ({"places": ["Atlantis"]}, "places"),
        ({"languages": ["xx-nonsense-language"]}, "languages"),
        ({"phone": "ask Fatma"}, "phone"),
        ({"phone": "703456789"}, "phone"),
        ({"norm_intake": "soon"}, "norm_intake"),
        ({"checked_on": "2026-11-25"}, "checked_on"),
        ({"contacts": [{"line": "06-12345678"}]}, "contacts.1.name"),
        ({"waiting": 4}, "waiting"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_written(
    book: OpenNetwork, typed: dict[str, object], field: str
) -> None:
    faults = faults_of(book, **typed)
    assert set(faults) == {field}
    assert "Fatma" not in str(faults)
    with book.reading() as connection:
        assert everything(connection) == ()


def test_everything_that_is_wrong_is_said_at_once(book: OpenNetwork) -> None:
    assert set(faults_of(book, name="", phone="?", own_risk="perhaps")) == {"name", "phone", "own_risk"}


def test_what_it_was_called_is_kept_and_found(book: OpenNetwork) -> None:
    made = added(book)
    with book.writing() as connection:
        typed = overlaid(connection, made, {"name": "Praktijk Haven", "organisation": "Haven Zorg"})
        assert change_destination(book, connection, made, 1, typed) == 2
    with book.reading() as connection:
        [found] = find(connection, Wanted(words="brug"))
        assert found.what.name == "Praktijk Haven"
        assert {(each.name, each.until) for each in found.former} == {
            ("Praktijk De Brug", date(2026, 11, 24)),
            ("De Brug b.v.", date(2026, 11, 24)),
        }
        assert find(connection, Wanted(words="praktijk delft")) == (found,)
        assert find(connection, Wanted(words="klif")) == ()


def test_whoever_saw_an_older_one_changes_nothing(book: OpenNetwork) -> None:
    made = added(book)
    with book.writing() as connection:
        change_destination(book, connection, made, 1, overlaid(connection, made, {"hours": "ma-vr 9-17"}))
    with pytest.raises(ChangedMeanwhileError), book.writing() as connection:
        change_destination(book, connection, made, 1, overlaid(connection, made, {"hours": "ma-do 9-17"}))


def test_the_same_again_is_no_change(book: OpenNetwork) -> None:
    made = added(book)
    with book.writing() as connection:
        assert change_destination(book, connection, made, 1, overlaid(connection, made, {})) == 1
    with book.reading() as connection:
        assert [entry.action for entry in read(connection)] == ["added", "made"]


def test_of_waiting_times_the_newest_day_counts_and_none_is_lost(book: OpenNetwork) -> None:
    made = added(book)
    for day, weeks in (("2026-10-01", 20), ("2026-11-20", 26), ("2026-09-01", 12)):
        with book.writing() as connection:
            report(book, connection, made, {"intake": weeks, "reported_on": day, "source": "by telephone"})
    with book.reading() as connection:
        found = read_destination(connection, made).what
        assert (found.waiting_intake, found.waiting_treatment, found.reported_on) == (26, None, date(2026, 11, 20))
        assert [each.intake for each in reports_of(connection, made)] == [26, 20, 12]


@pytest.mark.parametrize(
    "typed", [{}, {"intake": "-1"}, {"intake": 3, "reported_on": "2026-11-25"}, {"treatment": 1000}]
)
def test_a_waiting_time_that_cannot_be_is_refused(book: OpenNetwork, typed: dict[str, object]) -> None:
    made = added(book)
    with pytest.raises(UnfitError), book.writing() as connection:
        report(book, connection, made, typed)


def test_what_is_offered_no_more_is_found_apart_and_can_come_back(book: OpenNetwork) -> None:
    made = added(book)
    with book.writing() as connection:
        seen = remove(book, connection, made, 1)
    with book.reading() as connection:
        assert find(connection, Wanted()) == ()
        assert [each.id for each in find(connection, Wanted(removed=True))] == [made]
    with book.writing() as connection:
        bring_back(book, connection, made, seen)
    with book.reading() as connection:
        assert [each.id for each in find(connection, Wanted(place="GM0518"))] == [made]
        assert find(connection, Wanted(place="GM0363")) == ()


def test_what_nobody_checked_for_too_long_is_listed_the_oldest_first(book: OpenNetwork) -> None:
    old = added(book, name="Old", checked_on="2026-01-01")
    never = added(book, name="Never", checked_on="")
    fresh = added(book, name="Fresh")
    for each in (old, never, fresh):
        with book.writing() as connection:
            report(book, connection, each, {"intake": 4, "reported_on": "2026-11-01"})
    with book.reading() as connection:
        found = stale(connection, date(2026, 11, 24), 180)
        assert [each.which.id for each in found] == [never, old]
    with book.writing() as connection:
        checked(book, connection, never, 1)
    with book.reading() as connection:
        assert [each.which.id for each in stale(connection, date(2026, 11, 24), 180)] == [old]
        waits = stale(connection, date(2027, 5, 5), 180)
        assert {each.which.id: (each.unchecked, each.waits) for each in waits}[fresh] == (True, True)


def test_the_national_numbers_come_in_once_and_for_somebody_to_check(book: OpenNetwork) -> None:
    with book.writing() as connection:
        first, again = add_national(book, connection, "nl"), add_national(book, connection, "nl")
    assert (first > 10, again) == (True, 0)
    with book.reading() as connection:
        [found] = find(connection, Wanted(kind="VT"))
        assert (found.what.phone, found.what.checked_on, found.what.public) == ("0800-2000", None, True)
        assert len(stale(connection, date(2026, 11, 24), 180)) == first


def test_a_helper_reads_and_writes_nothing_here(world: World) -> None:
    with world.network() as book:
        made = added(book)
        add_person(book, PASSPHRASE, name=HELPER, new_passphrase=OTHER_PASSPHRASE, role=Role.HELPER)
    with world.network(HELPER, OTHER_PASSPHRASE) as book:
        with book.reading() as connection:
            assert read_destination(connection, made).what.name == "Praktijk De Brug"
        for deed in (
            lambda connection: add_destination(book, connection, PRACTICE),
            lambda connection: change_destination(book, connection, made, 1, PRACTICE),
            lambda connection: report(book, connection, made, {"intake": 1}),
            lambda connection: remove(book, connection, made, 1),
            lambda connection: checked(book, connection, made, 1),
            lambda connection: add_national(book, connection, "nl"),
        ):
            with pytest.raises(NetworkError, match="for a coordinator"), book.writing() as connection:
                deed(connection)


def test_the_log_says_which_fields_changed_and_nothing_that_stands_in_them(book: OpenNetwork) -> None:
    made = added(book)
    with book.writing() as connection:
        typed = overlaid(connection, made, {"phone": "070-1111111", "contacts": []})
        change_destination(book, connection, made, 1, typed)
    with book.reading() as connection:
        newest = read(connection)[0]
    assert (newest.key, newest.detail) == (made, {"fields": "phone contacts"})
