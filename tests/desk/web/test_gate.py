"""Who gets in: by its own address, from its own pages, let in by the start code, unlocked, and in the right role."""

from __future__ import annotations

import re

import pytest

from intake.desk.people import Role
from intake.desk.web.rights import RIGHTS
from tests.desk.web.office import BASE, PASSPHRASES, PORT, Office
from tests.desk.world import submission

READ = {"GET"}


def test_a_foreign_name_that_leads_here_is_refused(office: Office) -> None:
    browser = office.at_work("noor")
    assert browser.client.get("/", base_url=f"http://evil.example:{PORT}").status_code == 421
    assert browser.client.get("/", base_url=f"http://127.0.0.1:{PORT + 1}").status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", f"http://127.0.0.1:{PORT + 1}", None])
def test_a_form_from_elsewhere_changes_nothing(office: Office, origin: str | None) -> None:
    browser = office.at_work("noor")
    assert browser.post("/lock", origin=origin).status_code == 403
    assert browser.get("/").status_code == 200


def test_a_browser_that_was_not_let_in_sees_the_page_for_the_start_code_only(office: Office) -> None:
    office.cases(submission())
    browser = office.browser(let_in=False)
    for path in ("/", "/cases/1", "/unlock"):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/start")
    assert browser.post("/unlock", name="noor", passphrase=PASSPHRASES["noor"]).headers["Location"] == "/start"


def test_the_start_code_lets_one_browser_in_and_no_second(office: Office) -> None:
    code = office.codes[-1]
    assert office.browser(let_in=False).post("/start", origin="null", code=code.lower()).status_code == 200
    assert office.browser(let_in=False).post("/start", code=code).status_code == 403
    assert office.codes[-1] != code


def test_guessing_at_the_start_code_is_slowed(office: Office) -> None:
    browser = office.browser(let_in=False)
    assert [browser.post("/start", code="AAAA").status_code for _ in range(5)] == [403, 403, 403, 429, 429]


def test_wrong_passphrases_slow_down_and_the_right_one_is_taken_after_the_wait(office: Office) -> None:
    browser = office.browser()
    tried = [browser.post("/unlock", name="noor", passphrase="wrong").status_code for _ in range(4)]
    assert tried == [403, 403, 403, 429]
    assert browser.post("/unlock", name="noor", passphrase=PASSPHRASES["noor"]).status_code == 429
    office.later(seconds=61)
    assert browser.post("/unlock", name="noor", passphrase=PASSPHRASES["noor"]).status_code == 303


def test_the_passphrase_of_one_person_does_not_open_the_slot_of_another(office: Office) -> None:
    browser = office.browser()
    assert browser.post("/unlock", name="anna", passphrase=PASSPHRASES["noor"]).status_code == 403
    assert browser.get("/").headers["Location"] == "/unlock"


def test_who_locks_sees_nothing_any_more_and_goes_on_where_they_were(office: Office) -> None:
    office.cases(submission())
    browser = office.at_work("noor")
    browser.client.post("/lock", base_url=BASE, headers={"Origin": BASE, "Referer": f"{BASE}/cases/1"})
    assert browser.get("/cases/1").headers["Location"] == "/unlock"
    again = browser.post("/unlock", name="noor", passphrase=PASSPHRASES["noor"])
    assert again.headers["Location"] == "/cases/1"


def test_another_person_in_the_same_browser_does_not_land_on_the_page_of_the_first(office: Office) -> None:
    office.cases(submission())
    browser = office.at_work("noor")
    browser.client.post("/lock", base_url=BASE, headers={"Origin": BASE, "Referer": f"{BASE}/cases/1"})
    assert browser.post("/unlock", name="mila", passphrase=PASSPHRASES["mila"]).headers["Location"] == "/"


def test_the_desk_locks_when_nobody_did_anything_and_the_keys_are_dropped(office: Office) -> None:
    browser = office.at_work("noor")
    office.later(minutes=9)
    browser.post("/active")
    office.later(minutes=9)
    office.service.seats.lock_idle()
    assert _at_work(office) == ["noor"]
    office.later(minutes=2)
    office.service.seats.lock_idle()
    assert _at_work(office) == []
    assert browser.get("/").headers["Location"] == "/unlock"


def test_every_route_answers_the_roles_of_the_table_and_no_other(office: Office) -> None:
    office.cases(submission())
    names = {Role.COORDINATOR: "anna", Role.NURSE: "noor", Role.MANAGER: "mila"}
    browsers = {role: office.at_work(name) for role, name in names.items()} | {None: office.browser()}
    for rule in office.app.url_map.iter_rules():
        if rule.endpoint in ("locking.lock", "start.enter", "locking.unlock"):
            continue
        path = re.sub(r"<[^>]*>", "1", rule.rule)
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        for role, browser in browsers.items():
            answer = browser.client.open(path, method=method, base_url=BASE, headers={"Origin": BASE})
            refused = answer.status_code == 403 or answer.headers.get("Location") == "/unlock"
            if role not in RIGHTS.get(rule.endpoint, frozenset()):
                assert refused, (rule.endpoint, role)
            elif role is not None and rule.endpoint not in ("locking.page", "start.page"):
                assert not refused, (rule.endpoint, role)


def test_every_answer_forbids_what_comes_from_elsewhere_and_keeps_nothing(office: Office) -> None:
    browser = office.at_work("noor")
    for path in ("/", "/nothing", "/unlock"):
        answer = browser.get(path)
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["Cache-Control"] == "no-store"
    assert "http" not in browser.get("/").text.replace("http-equiv", "")


def test_what_the_desk_refuses_is_said_in_its_words(office: Office) -> None:
    answer = office.at_work("noor").get("/cases/77")
    assert answer.status_code == 409
    assert "There is no case with this number or code." in answer.text
    assert "77" not in answer.text


def _at_work(office: Office) -> list[str]:
    """In whose name keys are in memory."""
    seats = office.service.seats._seats.values()
    return [seat.unlocked.name for seat in seats if seat.unlocked is not None]
