"""Ambassadors: what is kept of them, what takes them out of proposals, and that who left can be erased."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection, select

from intake.exchange.book import Conflict, Spoken
from intake.network.ambassadors.erasing import erase, rewrite
from intake.network.ambassadors.exporting import ambassadors_for_book
from intake.network.ambassadors.fields import read_fields
from intake.network.ambassadors.model import Ambassador
from intake.network.ambassadors.reading import Wanted, at_work, find, read_ambassador
from intake.network.ambassadors.standing import Out, Paper, expiries, out_of_proposals
from intake.network.ambassadors.writing import bring_back, change_ambassador, overlaid, stop
from intake.network.errors import ChangedMeanwhileError, NetworkError, UnfitError
from intake.network.hours.writing import Work, correct, enter
from intake.network.log import read
from intake.network.meetings.writing import plan, tick_off
from intake.network.people import Role
from intake.network.requests.writing import add_request
from intake.network.sessions.writing import add_session
from intake.network.staff import add_person
from intake.network.steps.steps import add_step
from intake.network.tables import hours, metadata
from intake.network.unlock import OpenNetwork
from tests.network.typed import ALMERE, AMSTERDAM, DEN_HAAG, added, person, somebody
from tests.network.world import HELPER, OTHER_PASSPHRASE, PASSPHRASE, World

TODAY = date(2026, 11, 24)


def test_what_was_typed_of_somebody_is_read_back(world: World) -> None:
    conflict = {"kind": "faith", "place": AMSTERDAM, "text": "the same church"}
    with world.network() as network, network.writing() as connection:
        wanted = added(network, connection, conflicts=[conflict], times="Tuesdays", most_hours=8)
        found = read_ambassador(connection, wanted)
    assert (found.name, found.place, found.since) == ("Selam Tesfaye", DEN_HAAG, date(2025, 1, 1))
    assert found.languages == (Spoken("ti", "native", "Asmara"), Spoken("nl", "good"))
    assert found.conflicts == (Conflict("faith", AMSTERDAM, None, "the same church"),)
    assert (found.most_minutes, found.available, found.times) == (480, True, "Tuesdays")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"gender": "unknown"}, "gender"),
        ({"place": "GM9999"}, "place"),
        ({"languages": []}, "languages"),
        ({"languages": [{"tag": "qqq", "level": "good"}]}, "languages.1.tag"),
        ({"languages": [{"tag": "ti", "level": "good"}, {"tag": "ti", "level": "basic"}]}, "languages.2.tag"),
        ({"languages": [{"tag": "ti", "level": "perfect"}]}, "languages.1.level"),
        ({"languages": [{"tag": "ti", "level": "good", "accent": "x"}]}, "languages.1.accent"),
        ({"expertise": ["surgery"]}, "expertise"),
        ({"conflicts": [{"kind": "family"}]}, "conflicts.1.text"),
        ({"conflicts": [{"kind": "centre", "organisation": "Big House!"}]}, "conflicts.1.organisation"),
        ({"conduct_until": "next year"}, "conduct_until"),
        ({"away_from": "2026-12-02", "away_until": "2026-12-01"}, "away_until"),
        ({"most_hours": 500}, "most_hours"),
        ({"nationality": "Eritrean"}, "nationality"),
    ],
)
def test_what_does_not_fit_is_named_by_its_field_and_not_quoted(typed: dict[str, object], wrong: str) -> None:
    with pytest.raises(UnfitError) as refused:
        read_fields(somebody() | typed, TODAY)
    assert list(refused.value.faults) == [wrong]
    quoted = {value for value in typed.values() if value and isinstance(value, str)}
    assert not any(value in refused.value.message for value in quoted)


@pytest.mark.parametrize(
    ("typed", "out"),
    [
        ({}, ()),
        ({"conduct_until": "2026-11-24"}, ()),
        ({"conduct_until": "2026-11-23"}, (Out.CONDUCT_PAST,)),
        ({"conduct_until": ""}, (Out.NO_CONDUCT,)),
        ({"secrecy_until": "2026-01-01", "conduct_until": ""}, (Out.NO_CONDUCT, Out.SECRECY_PAST)),
        ({"secrecy_until": ""}, (Out.NO_SECRECY,)),
        ({"unavailable": True}, (Out.UNAVAILABLE,)),
        ({"away_from": "2026-11-20", "away_until": "2026-12-01"}, (Out.AWAY,)),
        ({"away_until": "2026-11-24"}, ()),
        ({"away_from": "2026-11-25"}, ()),
    ],
)
def test_only_who_has_all_papers_and_is_there_is_proposed(typed: dict[str, object], out: tuple[Out, ...]) -> None:
    assert out_of_proposals(of_typed(typed), TODAY) == out


def of_typed(typed: dict[str, object]) -> Ambassador:
    """Somebody of whom this is typed too."""
    return person("Selam Tesfaye", **typed)  # type: ignore[arg-type]  # none of them is a number


def test_the_list_has_what_is_missing_past_or_runs_out_within_sixty_days() -> None:
    past = person("Past", number=1, conduct_until="2026-10-01")
    missing = person("Missing", number=2, secrecy_until="")
    soon = person("Soon", number=3, conduct_until="2027-01-23")
    later = person("Later", number=4, conduct_until="2027-01-24")
    left = person("Left", number=5, conduct_until="2026-10-01", until=date(2026, 11, 1))
    found = expiries((past, missing, soon, later, left), TODAY)
    assert [(each.ambassador.name, each.paper, each.days, each.past) for each in found] == [
        ("Missing", Paper.SECRECY, None, True),
        ("Past", Paper.CONDUCT, -54, True),
        ("Soon", Paper.CONDUCT, 60, False),
    ]


def test_people_are_found_by_language_region_expertise_and_a_part_of_their_name(world: World) -> None:
    with world.network() as network, network.writing() as connection:
        selam = added(network, connection)
        nour = added(network, connection, "Nour Haddad", place=ALMERE, languages=[{"tag": "ar", "level": "native"}],
                     expertise=["palliative"], unavailable=True)  # fmt: skip

        def those(wanted: Wanted) -> list[str]:
            return [each.id for each in find(connection, wanted, TODAY)]

        assert those(Wanted()) == [nour, selam]
        assert those(Wanted(language="ti")) == [selam]
        assert those(Wanted(region="GGD Flevoland")) == [nour]
        assert those(Wanted(expertise="palliative")) == [nour]
        assert those(Wanted(words="TESF")) == [selam]
        assert those(Wanted(available=True)) == [selam]
        assert those(Wanted(left=True)) == []


def test_a_change_leaves_alone_what_a_file_does_not_name_and_the_log_names_fields_only(world: World) -> None:
    with world.network() as network, network.writing() as connection:
        wanted = added(network, connection, note="calls back in the evening")
        typed = overlaid(connection, wanted, {"phone": "070 000 00 00", "most_euros": 0})
        assert change_ambassador(network, connection, wanted, 1, typed) == 2
        found = read_ambassador(connection, wanted)
        assert (found.phone, found.note, found.most_cents) == ("070 000 00 00", "calls back in the evening", 0)
        (entry, *_) = read(connection)
        assert entry.detail == {"fields": "most_cents phone"}
        again = overlaid(connection, wanted, {})
        assert change_ambassador(network, connection, wanted, 2, again) == 2
        with pytest.raises(ChangedMeanwhileError):
            change_ambassador(network, connection, wanted, 1, again | {"phone": ""})


def test_nobody_but_a_coordinator_writes_about_ambassadors(world: World) -> None:
    with world.network() as network:
        add_person(network, PASSPHRASE, name=HELPER, new_passphrase=OTHER_PASSPHRASE, role=Role.HELPER)
        with network.writing() as connection:
            wanted = added(network, connection)
    with world.network(HELPER, OTHER_PASSPHRASE) as network, network.writing() as connection:
        for deed in (
            lambda: added(network, connection),
            lambda: change_ambassador(network, connection, wanted, 1, somebody()),
            lambda: stop(network, connection, wanted, 1, TODAY),
            lambda: erase(network, connection, wanted, 1),
        ):
            with pytest.raises(NetworkError, match="for a coordinator"):
                deed()


def test_who_stopped_is_history_and_may_come_back(world: World) -> None:
    with world.network() as network, network.writing() as connection:
        wanted = added(network, connection)
        with pytest.raises(NetworkError, match="before they begin"):
            stop(network, connection, wanted, 1, date(2024, 1, 1))
        assert stop(network, connection, wanted, 1, TODAY) == 2
        assert at_work(connection, TODAY) == ()
        assert [each.id for each in find(connection, Wanted(left=True), TODAY)] == [wanted]
        assert bring_back(network, connection, wanted, 2) == 3
        assert [each.id for each in at_work(connection, TODAY)] == [wanted]


def test_who_left_is_erased_from_every_table_and_from_the_file(world: World) -> None:
    with world.network() as network:
        with network.writing() as connection:
            wanted = _with_everything(network, connection)
            with pytest.raises(NetworkError, match="only who has stopped"):
                erase(network, connection, wanted, 1)
            stop(network, connection, wanted, 1, TODAY)
            with pytest.raises(ChangedMeanwhileError):
                erase(network, connection, wanted, 1)
            erase(network, connection, wanted, 2)
        rewrite(network)
        with network.reading() as connection:
            for table in metadata.sorted_tables:
                held = [row for row in connection.execute(select(table)) if wanted in map(str, row)]
                assert not held or table.name == "log", table.name
                assert not any("Zewditu" in str(row) for row in connection.execute(select(table)))
            assert connection.execute(select(hours)).first() is None


def _with_everything(network: OpenNetwork, connection: Connection) -> str:
    wanted = added(network, connection, "Zewditu")
    made = enter(network, connection, wanted, Work(TODAY, 60, 10_00, "other", "Zewditu went along"))
    correct(network, connection, made.number, "typed twice")
    add_step(network, connection, wanted, {"day": "2026-10-01", "step": "course", "note": "Zewditu"})
    meeting = plan(network, connection, {"kind": "network", "day": "2026-11-02"})
    tick_off(network, connection, meeting, 1, [wanted])
    add_session(network, connection, {"day": "2026-11-03", "topic": "gp", "reached": 12, "ambassadors": [wanted]})
    add_request(network, connection, {"asker": "gp", "tasks": ["along"], "ambassador": wanted})
    return wanted


def test_the_exported_book_says_what_a_desk_needs_and_not_how_to_reach_anybody(world: World) -> None:
    with world.network() as network, network.writing() as connection:
        wanted = added(network, connection, phone="070 000 00 00", email="s@example.org", note="private", most_hours=8,
                       times="Tuesdays", away_from="2026-11-01", away_until="2026-12-01")  # fmt: skip
        enter(network, connection, wanted, Work(date(2026, 11, 3), 90, 15_00, "request"))
        enter(network, connection, wanted, Work(date(2026, 10, 3), 60, 10_00, "request"))
        add_request(network, connection, {"asker": "gp", "tasks": ["along"], "ambassador": wanted})
        gone = added(network, connection, "Gone")
        stop(network, connection, gone, 1, TODAY)
        (found,) = ambassadors_for_book(connection, network.section, TODAY)
    assert (found.id, found.name, found.available, found.when) == (wanted, "Selam Tesfaye", False, "Tuesdays")
    assert (found.minutes, found.most_minutes, found.paid, found.most_paid, found.waiting) == (90, 480, 1500, 21000, 1)
    told = repr(found)
    assert "private" not in told
    assert "070" not in told
    assert "example.org" not in told


def test_a_name_stands_in_no_repr() -> None:
    assert "Selam" not in repr(person())
