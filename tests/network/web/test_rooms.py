"""The network's work on pages: what is typed is kept, what is refused says where, and nobody stands in an address."""

from __future__ import annotations

import re
from datetime import date

import pytest

from intake.network.ambassadors.reading import everybody
from intake.network.hours.entries import entries_of
from intake.network.log import read
from intake.network.requests.reading import read_request
from intake.network.requests.writing import add_request, finish
from intake.network.unlock import OpenNetwork
from tests.network.typed import added
from tests.network.web.filled import fill
from tests.network.web.office import PASSPHRASES, Book

TYPED = {
    "name": "Selam Tesfaye", "gender": "woman", "place": "Den Haag", "since": "2025-01-01",
    "languages-1-tag": "Tigrinya", "languages-1-level": "native", "languages-1-dialect": "Asmara",
    "languages-2-tag": "nederlands", "languages-2-level": "good", "expertise": "fgm", "training": "basic",
    "conduct_until": "2027-11-01", "secrecy_until": "2027-11-01",
    "conflicts-1-kind": "faith", "conflicts-1-place": "Amsterdam",
}  # fmt: skip


def somebody(book: Book) -> str:
    """The id of an ambassador in the book."""
    with book.network() as network, network.writing() as connection:
        return added(network, connection)


def one(book: Book) -> str:
    """The id of the only one."""
    with book.network() as network, network.reading() as connection:
        (found,) = everybody(connection)
        return found.id


def test_somebody_is_added_by_the_names_of_languages_and_towns_and_stays_as_typed_where_refused(book: Book) -> None:
    joke = book.at_work("joke")
    refused = joke.post("/ambassadors/add", **TYPED | {"languages-2-level": "", "conduct_until": "soon"})
    assert refused.status_code == 409
    for kept in ('value="Selam Tesfaye"', 'value="Tigrinya"', 'value="Asmara"', 'value="Amsterdam"'):
        assert kept in refused.text
    assert 'id="languages-2-level-wrong">Is needed.' in refused.text
    assert "Is not a date: write it as 2026-11-24." in refused.text
    made = joke.post("/ambassadors/add", **TYPED)
    assert (made.status_code, made.headers["Location"]) == (303, f"/ambassadors/{one(book)}")
    with book.network() as network, network.reading() as connection:
        (found,) = everybody(connection)
    assert (found.place, [each.tag for each in found.languages]) == ("GM0518", ["ti", "nl"])
    assert found.conflicts[0].place == "GM0363"
    shown = joke.get(f"/ambassadors/{found.id}/change")
    assert 'value="Tigrinya"' in shown.text
    changed = {"seen": "1", "times": "Tuesdays"}
    assert joke.post(f"/ambassadors/{found.id}/change", **TYPED | changed).status_code == 303
    assert (
        "somebody else" in joke.post(f"/ambassadors/{found.id}/change", **TYPED | changed | {"note": "x"}).text.lower()
    )


def test_the_list_is_filtered_and_a_helper_reads_without_telephone_numbers(book: Book) -> None:
    with book.network() as network:
        fill(network)
    samira = book.at_work("samira")
    everybody_listed = samira.get("/ambassadors").text
    assert "secrecy agreement has expired" in everybody_listed
    assert "Noura" not in samira.get("/ambassadors?language=ti").text
    assert "Oleksandr" not in samira.get("/ambassadors?available=1").text
    assert "Selam" not in samira.get("/ambassadors?region=GGD+Amsterdam").text
    found = re.search(r'href="(/ambassadors/A-[^"]*)"', everybody_listed)
    assert found is not None
    assert "Telephone" not in samira.get(found[1]).text
    assert "Telephone" in book.at_work("joke").get(found[1]).text
    assert samira.get(f"{found[1]}/change").status_code == 403


def test_hours_past_the_cap_keep_what_was_typed_and_wait_for_a_coordinators_reason(book: Book) -> None:
    who = somebody(book)
    typed = {"day": "2026-11-03", "minutes": "19:00", "euros": "12,50", "what": "request", "note": "a birth"}
    samira, joke = book.at_work("samira"), book.at_work("joke")
    assert samira.post(f"/hours/{who}", **typed).headers["Location"] == f"/hours/{who}?month=2026-11&done=entered"
    assert "Near the most of a month." in samira.get(f"/hours/{who}").text
    refused = samira.post(f"/hours/{who}", **typed)
    assert refused.status_code == 409
    assert "2026-11 would have 38:00 hours of 20:00, and 25,00 euros of 210,00." in refused.text
    for kept in ('value="19:00"', 'value="12,50"', 'value="a birth"'):
        assert kept in refused.text
    assert 'name="override"' not in refused.text
    assert 'name="override"' in joke.post(f"/hours/{who}", **typed).text
    assert joke.post(f"/hours/{who}", **typed | {"override": "twins"}).status_code == 303
    assert samira.post(f"/hours/{who}/2/correct", why="was one child").status_code == 303
    with book.network() as network, network.reading() as connection:
        assert [each.minutes for each in entries_of(connection, who)] == [-1140, 1140, 1140]
    assert "17:00" not in samira.get("/hours?month=2026-11").text
    assert "19:00 / 20:00" in samira.get("/hours?month=2026-11").text


def test_a_meeting_is_planned_ticked_off_and_called_off(book: Book) -> None:
    who, samira = somebody(book), book.at_work("samira")
    typed = {"kind": "network", "day": "2026-11-10", "starts": "19:30", "agenda": "1. News"}
    refused = samira.post("/meetings/add", **typed | {"day": ""})
    assert refused.status_code == 409
    assert "1. News" in refused.text
    assert samira.post("/meetings/add", **typed).headers["Location"] == "/meetings/1"
    assert samira.post("/meetings/1/came", **{"seen": "1", f"came-{who}": "present"}).status_code == 303
    assert 'value="present" aria-label="Selam Tesfaye: there" checked' in samira.get("/meetings/1").text
    assert samira.post("/meetings/1/change", **typed | {"seen": "2", "place": "Library"}).status_code == 303
    assert samira.post("/meetings/add", **typed | {"day": "2026-12-08"}).status_code == 303
    assert samira.post("/meetings/2/off", seen="1").status_code == 303
    assert "called off" in samira.get("/meetings").text
    assert samira.post("/sessions/add", day="2026-11-12", topic="gp", reached="14", place="Almere").status_code == 303
    assert "14 people reached" in samira.get("/sessions").text
    assert samira.post("/sessions/1", seen="1", day="2026-11-12", topic="gp", reached="15").status_code == 303
    assert samira.post("/sessions/1/withdraw", seen="2").status_code == 303
    assert "No session stands here yet." in samira.get("/sessions").text


def test_a_request_goes_its_way_and_its_hours_are_entered_by_choice(book: Book) -> None:
    who, joke = somebody(book), book.at_work("joke")
    typed = {"asker": "school", "tasks": "explain", "language": "Tigrinya", "first_name": "Almaz"}
    assert joke.post("/requests/add", **typed).headers["Location"] == "/requests/1"
    assert joke.post("/requests/1/give", seen="1", ambassador=who).status_code == 303
    assert joke.post("/requests/1/accept", seen="2").status_code == 303
    refused = joke.post("/requests/1/outcome", seen="3", outcome="done", minutes="99:00", enter="on")
    assert refused.status_code == 409
    assert 'value="99:00"' in refused.text
    assert joke.post("/requests/1/outcome", seen="3", outcome="done", minutes="1:30", enter="on").status_code == 303
    with book.network() as network, network.reading() as connection:
        assert read_request(connection, 1).minutes == 90
        assert [each.minutes for each in entries_of(connection, who)] == [90]
    assert "Almaz" not in joke.get("/requests").text
    assert book.at_work("samira").post("/requests/add", **typed).status_code == 403


def test_what_ended_long_ago_is_cleared_after_a_look(book: Book) -> None:
    def ended(network: OpenNetwork) -> None:
        with network.writing() as connection:
            number = add_request(network, connection, {"asker": "gp", "tasks": ["along"], "first_name": "Almaz"})
            finish(network, connection, number, 1, {"outcome": "done", "on": "2026-08-01"})

    with book.network() as network:
        ended(network)
    joke = book.at_work("joke")
    assert "still says something of a person: number 1." in joke.get("/requests").text
    assert joke.post("/requests/clear", shown=date(2026, 11, 24).isoformat()).status_code == 303
    assert "still says something" not in joke.get("/requests").text
    assert "Put away on" in joke.get("/requests/1").text


def test_a_signal_with_a_person_in_it_comes_back_to_be_said_without(book: Book) -> None:
    somebody(book)
    joke = book.at_work("joke")
    typed = {"topic": "trust", "region": "GGD Haaglanden", "quarter": "2026-Q4", "pattern": "Call Tesfaye."}
    refused = joke.post("/signals/add", **typed)
    assert refused.status_code == 409
    assert "Has the name of an ambassador; say it without." in refused.text
    assert "Call Tesfaye." in refused.text
    assert joke.post("/signals/add", **typed | {"pattern": "People fear the form."}).status_code == 303
    assert joke.post("/signals/1", seen="1", **typed | {"pattern": "People fear forms."}).status_code == 303
    assert "People fear forms." in joke.get("/signals").text
    assert joke.post("/signals/1/withdraw", seen="2").status_code == 303
    assert "withdrawn" in joke.get("/signals").text


@pytest.mark.parametrize(("way", "kind"), [("pdf", "card"), ("print", "letter")])
def test_cards_and_letters_are_printed_and_that_they_were_is_kept(book: Book, way: str, kind: str) -> None:
    who, joke = somebody(book), book.at_work("joke")
    made = joke.post(f"/introducing/{way}", who=who, kind=kind, tongue="nl", copies="2")
    assert made.status_code == 200
    assert made.data.startswith(b"%PDF") if way == "pdf" else "Aan wie dit leest" in made.text
    assert kind in joke.get(f"/ambassadors/{who}").text
    refused = joke.post(f"/introducing/{way}", kind=kind, tongue="nl", copies="0")
    assert (refused.status_code, "Nothing was chosen to print." in refused.text) == (409, True)


def test_who_left_is_erased_with_ones_own_passphrase_once_more(book: Book) -> None:
    who, joke = somebody(book), book.at_work("joke")
    assert joke.post(f"/ambassadors/{who}/step", day="2026-11-01", step="course").status_code == 303
    assert joke.post(f"/ambassadors/{who}/step/1/withdraw").status_code == 303
    assert joke.post(f"/ambassadors/{who}/stop", seen="1", day="2026-11-20").status_code == 303
    assert "1 person who stopped" in joke.get("/ambassadors").text
    assert joke.post(f"/ambassadors/{who}/erase", seen="2", passphrase="wrong").status_code == 409
    assert joke.get(f"/ambassadors/{who}").status_code == 200
    gone = joke.post(f"/ambassadors/{who}/erase", seen="2", passphrase=PASSPHRASES["joke"])
    assert gone.headers["Location"] == "/ambassadors?left=1&done=erased"
    assert joke.get(f"/ambassadors/{who}").status_code == 409
    with book.network() as network, network.reading() as connection:
        assert "Selam" not in str([each.detail for each in read(connection)])
