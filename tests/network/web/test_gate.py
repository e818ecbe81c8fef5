"""Who gets into the network book: as at the desk, by the same gate; each role where the table of rights lets it."""

from __future__ import annotations

import re

from intake.network.people import Role
from intake.network.web.rights import RIGHTS
from tests.network.web.office import BASE, PASSPHRASES, PORT, Book


def test_a_foreign_name_and_a_foreign_page_are_refused(book: Book) -> None:
    browser = book.at_work("joke")
    assert browser.client.get("/", base_url=f"http://evil.example:{PORT}").status_code == 421
    assert browser.post("/lock", origin="http://evil.example").status_code == 403
    assert browser.post("/lock", origin=f"http://127.0.0.1:{PORT - 1}").status_code == 403
    assert browser.get("/").status_code == 200


def test_a_browser_that_was_not_let_in_sees_the_page_for_the_start_code_only(book: Book) -> None:
    browser = book.browser(let_in=False)
    for path in ("/", "/unlock", "/people"):
        assert browser.get(path).headers["Location"] == "/start"
    assert "intake network serve" in browser.get("/start").text


def test_a_cookie_of_the_desk_opens_no_book(book: Book) -> None:
    browser = book.browser()
    assert [each for each in ("desk", "network") if browser.client.get_cookie(f"{each}-{PORT}", "127.0.0.1")] == [
        "network"
    ]


def test_wrong_passphrases_slow_down_and_the_right_one_is_taken_after_the_wait(book: Book) -> None:
    browser = book.browser()
    tried = [browser.post("/unlock", name="joke", passphrase="wrong").status_code for _ in range(4)]
    assert tried == [403, 403, 403, 429]
    assert browser.post("/unlock", name="joke", passphrase=PASSPHRASES["joke"]).status_code == 429
    book.watch.forward(seconds=61)
    assert browser.post("/unlock", name="joke", passphrase=PASSPHRASES["joke"]).status_code == 303


def test_it_locks_by_hand_and_when_nobody_did_anything(book: Book) -> None:
    browser = book.at_work("joke")
    browser.post("/lock")
    assert browser.get("/").headers["Location"] == "/unlock"
    again = book.at_work("samira")
    book.watch.forward(minutes=11)
    book.service.seats.lock_idle()
    assert [seat for seat in book.service.seats._seats.values() if seat.unlocked is not None] == []
    assert again.get("/").headers["Location"] == "/unlock"


def test_every_route_answers_the_roles_of_the_table_and_no_other(book: Book) -> None:
    names = {Role.COORDINATOR: "joke", Role.HELPER: "samira"}
    browsers = {role: book.at_work(name) for role, name in names.items()} | {None: book.browser()}
    walked = 0
    for rule in book.app.url_map.iter_rules():
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
            walked += 1
    assert walked > 40


def test_every_answer_forbids_what_comes_from_elsewhere_and_keeps_nothing(book: Book) -> None:
    browser = book.at_work("joke")
    for path in ("/", "/nothing", "/unlock"):
        answer = browser.get(path)
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert answer.headers["Cache-Control"] == "no-store"
