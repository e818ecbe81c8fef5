"""A network book is believed by a key that people compared; no older or other one takes its place in silence."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from intake.demo.network_people import sample_book
from intake.desk.errors import DeskError
from intake.desk.network.kept import read_kept, stale
from intake.desk.network.taking_in import Standing, look_at_file, take_in
from intake.desk.tables import network
from intake.envelope.signatures import fingerprint
from intake.exchange.book import Book
from intake.exchange.errors import ExchangeError
from tests.desk.casework.doing import Doing, at_work
from tests.desk.matching.people import TODAY, ambassador, book, destination
from tests.desk.network.files import FINGERPRINT, NETWORK, STRANGER, exported
from tests.desk.world import World

FIRST = book(ambassador(1), ambassador(2), destinations=(destination(1), destination(2)))


def take(work: Doing, what: Book, **said: str) -> None:
    """Bring a book in that is signed by the coordinator's key."""
    work.do(take_in, exported(what), **said)


def newer(before: Book, **other: object) -> Book:
    """The next export."""
    return msgspec.structs.replace(before, sequence=before.sequence + 1, **other)


def test_the_first_book_is_believed_only_once_its_key_was_compared(world: World) -> None:
    with at_work(world) as work:
        with pytest.raises(DeskError, match="nobody has compared the key") as refused:
            take(work, FIRST)
        assert FINGERPRINT in str(refused.value)
        with pytest.raises(DeskError, match="is not that of this file"):
            take(work, FIRST, compared=fingerprint(STRANGER.verify_key.encode()))
        assert work.ask(read_kept) is None
        take(work, FIRST, compared=f" {FINGERPRINT}\n")
        kept = work.ask(read_kept)
        assert kept is not None
        assert (kept.book, kept.fingerprint) == (FIRST, FINGERPRINT)
        assert work.trail()[-2:] == ["key of a network book compared", "network book taken in"]
        assert b"Helper" not in work.entries()


def test_what_is_new_changed_and_gone_is_shown_before_it_is_taken_in(world: World) -> None:
    with at_work(world) as work:
        take(work, FIRST, compared=FINGERPRINT)
        after = newer(
            FIRST,
            ambassadors=(ambassador(1, minutes=90), ambassador(3)),
            destinations=(destination(1, phone="000"), destination(2)),
        )
        found = work.ask(look_at_file, exported(after), TODAY)
        assert (found.standing, found.numbers) == (
            Standing.NEWER,
            {"sequence": 2, "ambassadors": 2, "destinations": 2, "new": 1, "changed": 1, "gone": 1},
        )
        assert [each.id for each in found.ambassadors.new + found.ambassadors.gone] == ["A-000003", "A-000002"]
        assert [each.id for each in found.destinations.changed] == ["D-000001"]
        assert work.rows(network)[0]["sequence"] == 1
        take(work, after)
        assert work.rows(network)[0]["sequence"] == 2


@pytest.mark.parametrize(("sequence", "why"), [(3, "was brought in already"), (2, "is older than 3")])
def test_an_older_or_equal_export_is_refused(world: World, sequence: int, why: str) -> None:
    with at_work(world) as work:
        take(work, msgspec.structs.replace(FIRST, sequence=3), compared=FINGERPRINT)
        with pytest.raises(DeskError, match=why):
            take(work, msgspec.structs.replace(FIRST, sequence=sequence), compared=FINGERPRINT)


def test_what_is_damaged_or_of_another_kind_is_refused(world: World) -> None:
    with at_work(world) as work:
        for data in (exported(FIRST).replace(b"Helper 1", b"Helper 7"), b"{}", b"", exported(FIRST)[:-9]):
            with pytest.raises(ExchangeError):
                work.do(take_in, data, compared=FINGERPRINT)
        assert work.rows(network) == []


@pytest.mark.parametrize("other", ["key", "book"])
def test_another_book_takes_its_place_only_by_a_coordinator_with_a_reason(world: World, other: str) -> None:
    with at_work(world) as work:
        take(work, FIRST, compared=FINGERPRINT)
    changed = FIRST if other == "key" else msgspec.structs.replace(FIRST, book="another")
    key = STRANGER if other == "key" else NETWORK
    data, mark = exported(changed, key), fingerprint(key.verify_key.encode())
    with world.desk(actor="noor") as desk:
        work = Doing(desk)
        assert work.ask(look_at_file, data, TODAY).standing is Standing.OTHER
        with pytest.raises(DeskError, match="for a coordinator"):
            work.do(take_in, data, compared=mark, reason="new-computer")
    with world.desk(actor="anna") as desk:
        work = Doing(desk)
        with pytest.raises(DeskError, match="another network book"):
            work.do(take_in, data, compared=mark)
        with pytest.raises(DeskError, match="nobody has compared the key"):
            work.do(take_in, data, reason="new-computer")
        work.do(take_in, data, compared=mark, reason="new-computer")
        assert "network book put in the place of another" in work.trail()
        assert b'"reason":"new-computer"' in work.entries()
        [row] = work.rows(network)
        assert (row["public"], row["book"]) == (key.verify_key.encode(), changed.book)


def test_a_book_of_a_day_to_come_or_with_somebody_twice_is_refused(world: World) -> None:
    twice = book(ambassador(1), ambassador(1))
    to_come = msgspec.structs.replace(FIRST, issued=TODAY + timedelta(days=2))
    with at_work(world) as work:
        for wrong, why in ((twice, "stands twice"), (to_come, "still to come")):
            with pytest.raises(DeskError, match=why):
                take(work, wrong, compared=FINGERPRINT)


def test_a_book_gets_old_and_its_destinations_stale(world: World) -> None:
    with at_work(world) as work:
        take(work, FIRST, compared=FINGERPRINT)
        kept = work.ask(read_kept)
    assert kept is not None
    assert not kept.old(TODAY.replace(month=12, day=20))
    assert kept.old(TODAY.replace(month=12, day=21))
    assert stale(destination(checked_on=None), TODAY)
    assert not stale(destination(checked_on=TODAY), TODAY)
    assert stale(destination(checked_on=TODAY), TODAY.replace(year=2027))


def test_a_whole_book_goes_in_and_comes_back_the_same(world: World) -> None:
    whole = sample_book(TODAY)
    with at_work(world) as work:
        take(work, whole, compared=FINGERPRINT)
        kept = work.ask(read_kept)
        assert kept is not None
        assert kept.book == whole
