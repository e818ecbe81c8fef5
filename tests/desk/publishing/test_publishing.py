"""What a desk lets be shown: counted from three up, without a name, signed once a coordinator saw it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from intake.config import Opening, WalkIn
from intake.desk.audit import Action
from intake.desk.disclosure.ledger import write_ledger
from intake.desk.disclosure.told import Told
from intake.desk.errors import DeskError
from intake.desk.publishing.ambassadors import speaking
from intake.desk.publishing.draft import Draft, draft_of
from intake.desk.publishing.signing import newest, publish, said_in
from intake.desk.publishing.walking_in import walk_in
from intake.desk.tables import audit, published
from intake.desk.unlock import OpenDesk
from intake.exchange.published import EVERYWHERE, Open, PublicDestination, Speaking
from tests.desk.publishing.book import GRONINGEN, LEEUWARDEN, PAST, SMALLINGERLAND, ambassadors, book, bring, house
from tests.desk.web.office import MONDAY, Office

TODAY = MONDAY.date()
FRYSLAN = "GGD Fryslân"


def counted(*people: object) -> tuple[Speaking, ...]:
    return speaking(book(*people), TODAY).speaking  # type: ignore[arg-type]


def draft(desk: OpenDesk) -> Draft:
    with desk.reading() as connection:
        return draft_of(desk, connection)


def test_three_are_told_by_region_and_two_are_not() -> None:
    people = [*ambassadors(2, "ti"), *ambassadors(1, "ti", SMALLINGERLAND), *ambassadors(2, "ti", GRONINGEN)]
    found = speaking(book(*people, *ambassadors(2, "so")), TODAY)
    assert found.speaking == (Speaking(FRYSLAN, "ti", 3),)
    assert found.left_out == 2


def test_how_many_there_are_everywhere_is_told_where_no_one_or_two_can_be_worked_out_from_it() -> None:
    here, there = [*ambassadors(3, "ti")], [*ambassadors(2, "ti", GRONINGEN)]
    assert counted(*here, *there) == (Speaking(FRYSLAN, "ti", 3),), "with 5 the 2 would be known"
    assert counted(*here, *ambassadors(3, "ti", "GM0363"))[0] == Speaking(EVERYWHERE, "ti", 6)
    spread = [each for place in (LEEUWARDEN, GRONINGEN, "GM0363") for each in ambassadors(1, "so", place)]
    assert counted(*spread) == (Speaking(EVERYWHERE, "so", 3),)
    assert counted(*ambassadors(4, "nl")) == ()


@pytest.mark.parametrize(
    "third",
    [
        {"available": False},
        {"conduct_until": PAST},
        {"conduct_until": None},
        {"secrecy_until": PAST},
        {"secrecy_until": None},
        {"level": "basic"},
        {"place": "GM9999"},
    ],
    ids=str,
)
def test_whoever_may_not_go_along_is_not_counted(third: dict[str, object]) -> None:
    place = str(third.pop("place", LEEUWARDEN))
    assert counted(*ambassadors(2, "ti"), *ambassadors(1, "ti", place, **third)) == ()


def test_papers_that_end_today_hold_and_one_language_under_two_names_is_one() -> None:
    people = [*ambassadors(2, "ti-ER", conduct_until=TODAY), *ambassadors(1, "ti")]
    assert counted(*people) == tuple(Speaking(where, "ti", 3) for where in (EVERYWHERE, FRYSLAN))
    assert counted(*ambassadors(3, "fa-AF"))[1] == Speaking(FRYSLAN, "prs", 3)


def test_walk_in_hours_stand_day_by_day_also_over_the_end_of_the_week() -> None:
    said = walk_in(WalkIn(3, hours=(Opening("sat-mon", "10:00-12:00"), Opening("tue", "09:00-11:30"))))
    assert said.hours == (
        Open(1, "10:00", "12:00"),
        Open(2, "09:00", "11:30"),
        Open(6, "10:00", "12:00"),
        Open(7, "10:00", "12:00"),
    )


def test_a_destination_is_told_without_whom_to_ask_for_and_how_long_it_takes(office: Office) -> None:
    with office.desk("anna") as desk:
        bring(desk, book(destinations=(house(), house(public=False, name="Achter de schermen"))))
        assert draft(desk).destinations == (PublicDestination("TALK", "Het Praathuis", "058 000 0001"),)
        file = publish(desk).file
    for word in (b"Geheime", b"06 1234", b"schermen", b"Karin", b"Alifa", b"waiting"):
        assert word not in file


def test_tables_that_were_released_for_everybody_are_told_as_they_left_in_both_languages(office: Office) -> None:
    seen = Told(
        *(1, "policy", "year-language", "2026", ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"), 10, 5),
        rows=(("all", ""), ("language", "ar"), ("language", "ti")),
        columns=("opened",),
        cells=((120,), (95,), (None,)),
    )
    own = msgspec.structs.replace(seen, audience="manager", table="language")
    with office.desk("anna") as desk:
        with desk.writing() as connection:
            write_ledger(connection, [seen, own], at="2027-01-04T10:00:00Z", actor="anna")
        (table,) = draft(desk).figures
        said = said_in(desk, publish(desk))
    assert (table.period, table.cells, table.threshold) == ("2026", ((120,), (95,), (None,)), 10)
    assert [row.en for row in table.rows][1:] == ["Arabic", "Tigrinya, Amharic"]
    assert all(each.nl and each.en for each in (*table.rows, *table.columns, *table.notes, table.title))
    assert said is not None
    assert said.figures == (table,)


def test_nothing_to_tell_is_not_signed_but_what_was_told_can_be_taken_back(office: Office) -> None:
    with office.desk("anna") as desk:
        with pytest.raises(DeskError, match="nothing to publish"):
            publish(desk)
        bring(desk, book(*ambassadors(3, "ti")))
        first = publish(desk)
        bring(desk, book())
        second = publish(desk)
        said = said_in(desk, second)
    assert said is not None
    assert (said.ambassadors, said.walk_in, said.figures) == ((), None, ())
    assert second.sequence > first.sequence


def test_the_number_is_the_day_and_grows_also_where_the_clock_was_put_back(office: Office) -> None:
    with office.desk("anna") as desk:
        bring(desk, book(*ambassadors(3, "ti")))
        numbers = [publish(desk).sequence, publish(desk).sequence]
        office.later(days=30)
        numbers.append(publish(desk).sequence)
        office.later(days=-60)
        numbers.append(publish(desk).sequence)
    assert numbers == [2026112301, 2026112302, 2026122301, 2026122302]


def test_a_desk_that_was_restored_signs_a_newer_file_from_the_next_day_on(office: Office) -> None:
    """Its last files are not in the backup."""
    with office.desk("anna") as desk:
        bring(desk, book(*ambassadors(3, "ti")))
        last = max(publish(desk).sequence for _ in range(3))
        with desk.writing() as connection:
            connection.execute(published.delete())
        office.later(days=1)
        assert publish(desk).sequence > last


def test_what_changed_since_somebody_looked_is_not_signed(office: Office) -> None:
    with office.desk("anna") as desk:
        bring(desk, book(*ambassadors(3, "ti")))
        seen = draft(desk).digest()
        bring(desk, book(*ambassadors(4, "ti")))
        with pytest.raises(DeskError, match="changed since you looked"):
            publish(desk, seen=seen)
        with desk.reading() as connection:
            assert newest(connection) is None


def test_only_a_coordinator_publishes_and_it_is_in_the_trail(office: Office) -> None:
    with office.desk("noor") as nurse:
        bring(nurse, book(*ambassadors(3, "ti")))
        with pytest.raises(DeskError):
            publish(nurse)
    with office.desk("anna") as desk:
        signed = publish(desk)
        with desk.reading() as connection:
            entries = connection.execute(audit.select().where(audit.c.action == Action.PUBLISHED.value)).all()
    assert [entry.actor for entry in entries] == ["anna"]
    assert str(signed.sequence).encode() in entries[0].entry


def test_a_file_that_cannot_be_written_is_not_signed_either(office: Office, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("x")
    with office.desk("anna") as desk:
        bring(desk, book(*ambassadors(3, "ti")))
        with pytest.raises(DeskError):
            publish(desk, out=tmp_path / "there")
        with desk.reading() as connection:
            assert newest(connection) is None


def test_the_page_shows_all_of_it_signs_it_and_gives_it_again(office: Office, tmp_path: Path) -> None:
    shared = tmp_path / "stick"
    shared.mkdir()
    hours = WalkIn(3, "Harlingertrekweg 58", hours=(Opening("tue", "09:00-11:30"),), checked_on=date(2026, 11, 20))
    office.restart(walk_in=hours, watched=shared)
    with office.desk("anna") as desk:
        bring(desk, book(*ambassadors(3, "ti"), *ambassadors(2, "so"), destinations=(house(),)))
    anna = office.at_work("anna")
    page = anna.get("/publish").text
    for words in ("Nothing was published yet", FRYSLAN, "Tigrinya", "Harlingertrekweg 58", "Tuesday", "Het Praathuis"):
        assert words in page
    for words in ("Tsegay", "Geheime", "Somali"):
        assert words not in page
    assert "1 pair of region and language has fewer than three" in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert anna.post("/publish", seen=seen).status_code == 303
    signed = anna.get("/publish?done=yes").text
    assert "published today" in signed
    assert "says the same" in signed
    file = anna.get("/publish/2026112301").data
    assert anna.post("/publish/2026112301/put").status_code == 303
    assert (shared / "published-ggd-demo-2026112301.json").read_bytes() == file
    assert "lies in the shared folder" in anna.get("/publish").text
    office.later(days=9)
    later = office.at_work("anna").get("/publish").text
    assert "published 9 days ago" in later
    assert anna.get("/publish/7").status_code in (302, 303, 404)


def test_what_is_published_and_what_is_shown_say_the_same(office: Office) -> None:
    with office.desk("anna") as desk:
        bring(desk, book(*ambassadors(3, "ti"), destinations=(house(),)))
        shown = draft(desk)
        said = said_in(desk, publish(desk))
    assert said is not None
    assert msgspec.structs.asdict(said) == msgspec.structs.asdict(
        shown.published(office.section.inbox, said.sequence, TODAY)
    )
