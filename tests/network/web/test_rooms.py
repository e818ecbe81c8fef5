"""The network's work on pages: what is typed is kept, what is refused says where, and nobody stands in an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from intake.network.ambassadors.model import Ambassador
from intake.network.ambassadors.reading import read_ambassador
from intake.network.ambassadors.writing import add_ambassador
from intake.network.hours.entries import entries_of
from intake.network.log import read
from intake.network.unlock import OpenNetwork
from tests.network.typed import AMSTERDAM
from tests.network.typed import somebody as person_typed
from tests.network.web.office import PASSPHRASES, Book
from tests.web.browser import Browser

TYPED = {
    "name": "Selam Tesfaye", "gender": "woman", "place": "Den Haag", "since": "2025-01-01",
    "languages-1-tag": "Tigrinya", "languages-1-level": "native", "languages-1-dialect": "Asmara",
    "languages-2-tag": "nederlands", "languages-2-level": "good", "expertise": "fgm", "training": "basic",
    "conduct_until": "2027-11-01", "secrecy_until": "2027-11-01",
    "conflicts-1-kind": "faith", "conflicts-1-place": "Amsterdam",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """One book for all tests of this module: nobody unlocks it twice. ``network`` is the book beneath the pages."""

    joke: Browser
    samira: Browser
    network: OpenNetwork

    def somebody(self, **more: object) -> str:
        """The id of a new ambassador."""
        with self.network.writing() as connection:
            return add_ambassador(self.network, connection, person_typed() | more)

    def one(self, who: str) -> Ambassador:
        """An ambassador as the book has them."""
        with self.network.reading() as connection:
            return read_ambassador(connection, who)

    def minutes(self, who: str) -> list[int]:
        """Of the entries of an ambassador, the newest first."""
        with self.network.reading() as connection:
            return [each.minutes for each in entries_of(connection, who)]


@pytest.fixture(scope="module")
def office(made_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Joke and Samira at work."""
    book = Book(made_book, tmp_path_factory.mktemp("rooms") / "office")
    with book.network() as network:
        yield Office(book.at_work("joke"), book.at_work("samira"), network)
    book.close()


def place_of(answer: TestResponse) -> str:
    """Where a form leads that was taken in."""
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_somebody_is_added_by_the_names_of_languages_and_towns_and_stays_as_typed_where_refused(office: Office) -> None:
    refused = office.joke.post("/ambassadors/add", **TYPED | {"languages-2-level": "", "conduct_until": "soon"})
    assert refused.status_code == 409
    for kept in ('value="Selam Tesfaye"', 'value="Tigrinya"', 'value="Asmara"', 'value="Amsterdam"'):
        assert kept in refused.text
    assert 'id="languages-2-level-wrong">Is needed.' in refused.text
    assert "Is not a date: write it as 2026-11-24." in refused.text
    path = place_of(office.joke.post("/ambassadors/add", **TYPED))
    found = office.one(path.rpartition("/")[2])
    assert (found.place, [each.tag for each in found.languages]) == ("GM0518", ["ti", "nl"])
    assert found.conflicts[0].place == "GM0363"
    assert 'value="Tigrinya"' in office.joke.get(f"{path}/change").text
    changed = TYPED | {"seen": "1", "times": "Tuesdays"}
    assert place_of(office.joke.post(f"{path}/change", **changed)) == path
    assert "Somebody else changed this meanwhile." in office.joke.post(f"{path}/change", **changed | {"note": "x"}).text


def test_the_list_is_filtered_and_a_helper_reads_without_telephone_numbers(office: Office) -> None:
    arab = [{"tag": "ar", "level": "native"}]
    noura = office.somebody(name="Noura al-Hashimi", place=AMSTERDAM, languages=arab, phone="020 000 00 00")
    office.somebody(name="Oleksandr Kovalenko", secrecy_until="2026-10-01")
    assert "secrecy agreement has expired" in office.samira.get("/ambassadors").text
    assert "Noura" not in office.samira.get("/ambassadors?language=ti").text
    assert "Oleksandr" not in office.samira.get("/ambassadors?available=1").text
    assert "Oleksandr" not in office.samira.get("/ambassadors?region=GGD+Amsterdam").text
    assert "020 000 00 00" not in office.samira.get(f"/ambassadors/{noura}").text
    assert "020 000 00 00" in office.joke.get(f"/ambassadors/{noura}").text
    assert office.samira.get(f"/ambassadors/{noura}/change").status_code == 403


def test_hours_past_the_cap_keep_what_was_typed_and_wait_for_a_coordinators_reason(office: Office) -> None:
    path = f"/hours/{(who := office.somebody())}"
    typed = {"day": "2026-11-03", "minutes": "19:00", "euros": "12,50", "what": "request", "note": "a birth"}
    assert place_of(office.samira.post(path, **typed)) == f"{path}?month=2026-11&done=entered"
    assert "Near the most of a month." in office.samira.get(path).text
    refused = office.samira.post(path, **typed)
    assert refused.status_code == 409
    assert "2026-11 would have 38:00 hours of 20:00, and 25,00 euros of 210,00." in refused.text
    for kept in ('value="19:00"', 'value="12,50"', 'value="a birth"'):
        assert kept in refused.text
    assert 'name="override"' not in refused.text
    assert 'name="override"' in office.joke.post(path, **typed).text
    place_of(office.joke.post(path, **typed | {"override": "twins"}))
    found = re.search(rf'"{path}/(\d+)/correct', office.samira.get(path).text)
    assert found is not None
    place_of(office.samira.post(f"{path}/{found[1]}/correct", why="was one child"))
    assert office.minutes(who) == [-1140, 1140, 1140]
    assert "19:00 / 20:00" in office.samira.get("/hours?month=2026-11").text


def test_a_meeting_is_planned_ticked_off_and_called_off(office: Office) -> None:
    who, samira = office.somebody(name="Almaz"), office.samira
    typed = {"kind": "network", "day": "2026-11-10", "starts": "19:30", "agenda": "1. News"}
    refused = samira.post("/meetings/add", **typed | {"day": ""})
    assert refused.status_code == 409
    assert "1. News" in refused.text
    path = place_of(samira.post("/meetings/add", **typed))
    place_of(samira.post(f"{path}/came", **{"seen": "1", f"came-{who}": "present"}))
    assert 'value="present" aria-label="Almaz: there" checked' in samira.get(path).text
    place_of(samira.post(f"{path}/change", **typed | {"seen": "2", "place": "Library"}))
    ahead = place_of(samira.post("/meetings/add", **typed | {"day": "2026-12-08"}))
    place_of(samira.post(f"{ahead}/off", seen="1"))
    assert "called off" in samira.get("/meetings").text


def test_a_session_is_counted_put_right_and_taken_out(office: Office) -> None:
    typed = {"day": "2026-11-12", "topic": "gp", "reached": "14", "place": "Almere"}
    place_of(office.samira.post("/sessions/add", **typed))
    assert "14 people reached" in office.samira.get("/sessions").text
    place_of(office.samira.post("/sessions/1", **typed | {"seen": "1", "reached": "15"}))
    assert "15 people reached" in office.samira.get("/sessions").text
    place_of(office.samira.post("/sessions/1/withdraw", seen="2"))
    assert "No session stands here yet." in office.samira.get("/sessions").text


def test_a_request_goes_its_way_and_its_hours_are_entered_by_choice(office: Office) -> None:
    who, joke = office.somebody(), office.joke
    typed = {"asker": "school", "tasks": "explain", "language": "Tigrinya", "first_name": "Almaz"}
    path = place_of(joke.post("/requests/add", **typed))
    place_of(joke.post(f"{path}/give", seen="1", ambassador=who))
    place_of(joke.post(f"{path}/accept", seen="2"))
    refused = joke.post(f"{path}/outcome", seen="3", outcome="done", minutes="99:00", enter="on")
    assert refused.status_code == 409
    assert 'value="99:00"' in refused.text
    place_of(joke.post(f"{path}/outcome", seen="3", outcome="done", minutes="1:30", enter="on"))
    assert office.minutes(who) == [90]
    assert "Almaz" not in joke.get("/requests?closed=1").text
    assert office.samira.post("/requests/add", **typed).status_code == 403


def test_what_ended_long_ago_is_cleared_after_a_look(office: Office) -> None:
    path = place_of(office.joke.post("/requests/add", asker="gp", tasks="along", first_name="Almaz"))
    place_of(office.joke.post(f"{path}/outcome", seen="1", outcome="done", on="2026-08-01"))
    assert "still says something of a person: number" in office.joke.get("/requests").text
    place_of(office.joke.post("/requests/clear", shown="2026-11-24"))
    assert "still says something" not in office.joke.get("/requests").text
    assert "Put away on" in office.joke.get(path).text
    assert "Almaz" not in office.joke.get(path).text


def test_a_signal_with_a_person_in_it_comes_back_to_be_said_without(office: Office) -> None:
    office.somebody()
    joke = office.joke
    typed = {"topic": "trust", "region": "GGD Haaglanden", "quarter": "2026-Q4", "pattern": "Call Tesfaye."}
    refused = joke.post("/signals/add", **typed)
    assert refused.status_code == 409
    assert "Has the name of an ambassador; say it without." in refused.text
    assert "Call Tesfaye." in refused.text
    place_of(joke.post("/signals/add", **typed | {"pattern": "People fear the form."}))
    place_of(joke.post("/signals/1", **typed | {"seen": "1", "pattern": "People fear forms."}))
    assert "People fear forms." in joke.get("/signals").text
    place_of(joke.post("/signals/1/withdraw", seen="2"))
    assert "withdrawn" in joke.get("/signals").text


@pytest.mark.parametrize(("way", "kind"), [("pdf", "card"), ("print", "letter")])
def test_cards_and_letters_are_printed_and_that_they_were_is_kept(office: Office, way: str, kind: str) -> None:
    who, joke = office.somebody(), office.joke
    made = joke.post(f"/introducing/{way}", who=who, kind=kind, tongue="nl", copies="2")
    assert made.status_code == 200
    assert made.data.startswith(b"%PDF") if way == "pdf" else "Aan wie dit leest" in made.text
    assert f"<li>{kind} " in joke.get(f"/ambassadors/{who}").text
    refused = joke.post(f"/introducing/{way}", kind=kind, tongue="nl", copies="0")
    assert (refused.status_code, "Nothing was chosen to print." in refused.text) == (409, True)


def test_who_left_is_erased_with_ones_own_passphrase_once_more(office: Office) -> None:
    path, joke = f"/ambassadors/{office.somebody(name='Zewditu')}", office.joke
    place_of(joke.post(f"{path}/step", day="2026-11-01", step="course"))
    place_of(joke.post(f"{path}/step/1/withdraw"))
    place_of(joke.post(f"{path}/stop", seen="1", day="2026-11-20"))
    assert "Zewditu" in joke.get("/ambassadors?left=1").text
    assert joke.post(f"{path}/erase", seen="2", passphrase="wrong").status_code == 409
    assert joke.get(path).status_code == 200
    gone = joke.post(f"{path}/erase", seen="2", passphrase=PASSPHRASES["joke"])
    assert place_of(gone) == "/ambassadors?left=1&done=erased"
    assert joke.get(path).status_code == 409
    with office.network.reading() as connection:
        assert "Zewditu" not in str(read(connection))
