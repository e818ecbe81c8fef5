"""Forms on paper by the page: read by the same rules as by command, nothing typed is lost, none goes in twice."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from intake.desk import audit
from intake.desk.tables import audit as trail
from intake.desk.tables import cases, envelopes
from tests.desk.web.office import BASE, Browser, Office
from tests.desk.world import submission

CODE = "K7Q2M9PA"
QUESTIONS = ("sleep", "dreams", "pain", "energy", "memory", "startle", "joy", "home", "doctor", "talk")
ANSWERS = dict(zip((f"answer.{each}" for each in QUESTIONS), "3311131113", strict=True))
CONTACT = {"age": "1", "reach": "1", "address": "06 12 34 56 78", "name": "Sara", "line": "1"}
WISHES = {"professional": "1", "ambassador": "2", "place": "Leeuwarden", "day": "22-11-2026"}
WHOLE = ANSWERS | CONTACT | WISHES
ENGLISH = {"Accept-Language": "en"}
OWN = """
id = "own"
version = "2"
name = "Our own"
validated = true
owner = "A GGD"
licence = "All rights reserved"
source = "A test"
valid_from = 2026-11-22
questions = [
  { id = "pressure", kind = "scale", minimum = 0, maximum = 10, factor = 1 },
  { id = "walk", kind = "choice", options = ["yes", "no"], weights = { yes = 0, no = 1 } },
]
[score]
missing_at_most = 1
[[rules]]
id = "R1"
name = "HIGH"
level = "amber"
working_days = 5
when = "score >= 8 or missing(scored) >= 1"
reason = "high"
advice = "look"
[[rules]]
id = "R2"
name = "NONE"
level = "green"
when = "no earlier rule"
reason = "nothing"
advice = "none"
"""


@pytest.fixture
def nurse(office: Office) -> Browser:
    return office.at_work("noor")


def begin(browser: Browser, code: str = "k7q2-m9pa", **fields: str) -> str:
    """Begin a form; where it is."""
    answer = browser.post("/paper", code=code, **({"language": "ti", "version": "ggd10 1"} | fields))
    assert answer.status_code == 303
    return answer.headers["Location"]


def type_in(browser: Browser, there: str, **changed: str) -> TestResponse:
    """Fill everything in, and send it."""
    other = {f"answer.{name}" if name in QUESTIONS else name: line for name, line in changed.items()}
    data = WHOLE | other | {"when": ["1", "3"]}
    return browser.client.post(there, base_url=BASE, data=data, headers={"Origin": BASE})


def rows(office: Office) -> list[dict[str, Any]]:
    with office.desk() as desk, desk.reading() as connection:
        audit.verify(connection)
        return [dict(row) for row in connection.execute(select(cases)).mappings()]


def test_a_typed_form_joins_the_queue_like_one_typed_by_command(office: Office, nurse: Browser) -> None:
    there = begin(nurse)
    assert type_in(nurse, there).headers["Location"] == f"{there}/check"
    assert rows(office) == []
    assert nurse.post(f"{there}/check").headers["Location"] == f"{there}/done"
    (case,) = rows(office)
    assert (case["code"], case["language"], case["place"], case["sealed_at"]) == (CODE, "ti", "GM0080", "2026-11-22")
    assert msgspec.json.decode(case["answers"]) == {
        "sleep": "often_bad",
        "dreams": "often",
        "pain": "never",
        "energy": "mostly",
        "memory": "never",
        "startle": "often",
        "joy": "often",
        "home": "mostly",
        "doctor": "under_a_year",
        "talk": "yes",
    }
    assert msgspec.json.decode(case["contact"]) == {
        "reach": "call",
        "address": "0612345678",
        "name": "Sara",
        "line": "mine",
        "when": ["weekday-morning", "weekday-evening"],
        "professional": "woman",
        "ambassador": "other-town",
        "age": "18+",
    }
    with office.desk() as desk, desk.reading() as connection:
        assert connection.execute(select(envelopes.c.state)).scalars().all() == ["paper"]
        entered = select(trail.c.actor, trail.c.case).where(trail.c.action == "paper form entered")
        assert connection.execute(entered).all() == [("noor", 1)]


def test_the_page_asks_what_the_paper_asks_with_its_numbers_and_pictures(nurse: Browser) -> None:
    page = nurse.get(begin(nurse), **ENGLISH).text
    assert re.findall(r'asked-number">([^<]+)<', page) == [
        "d", *map(str, range(1, 14)), "13n", *map(str, range(14, 18)), "g",
    ]  # fmt: skip
    sleep = page.partition('name="answer.sleep"')[2].partition("</fieldset>")[0]
    assert re.findall(r'value="(\d)"', sleep) == ["1", "2", "3", "4"]
    assert sleep.count("<svg") == 4
    assert "How was your sleep?" in page
    assert "checked" not in page


def test_what_is_not_clear_is_said_beside_it_and_nothing_that_was_typed_is_lost(office: Office, nurse: Browser) -> None:
    there = begin(nurse)
    wrong = {"address": "06", "place": "Atlantis", "day": "31-2-2026", "sleep": "9"}
    assert type_in(nurse, there, **wrong).headers["Location"] == there
    page = nurse.get(there, **ENGLISH).text
    assert "4 things are not clear yet" in page
    assert "A number has 8 digits or more" in page.partition('for="f-address"')[2]
    assert 'value="Atlantis"' in page
    assert 'value="Sara"' in page
    assert re.search(r'name="answer.dreams" value="3"[^>]* checked', page)
    assert nurse.get(f"{there}/check").headers["Location"] == there
    assert nurse.post(f"{there}/check").status_code == 303
    assert rows(office) == []
    assert type_in(nurse, there).headers["Location"] == f"{there}/check"


def test_what_is_typed_is_kept_while_it_is_typed_and_what_comes_late_undoes_nothing(nurse: Browser) -> None:
    there = begin(nurse)
    nurse.get(there)
    assert nurse.post(f"{there}/keep", name="Sara", address="06", look="1", number="2").status_code == 204
    nurse.post(f"{there}/keep", name="S", look="1", number="1")
    page = nurse.get(there, **ENGLISH).text
    assert 'value="Sara"' in page
    assert "not clear yet" not in page
    nurse.post(f"{there}/keep", name="late", look="1", number="3")
    type_in(nurse, there)
    nurse.post(f"{there}/keep", name="late", look="2", number="1")
    assert "late" not in nurse.get(f"{there}/check").text
    assert nurse.post("/paper/nothing/keep", name="Sara").status_code == 204


def test_everything_stands_there_once_more_and_can_be_changed(nurse: Browser) -> None:
    there = begin(nurse)
    type_in(nurse, there, sleep="", talk="5")
    page = nurse.get(f"{there}/check", **ENGLISH).text
    assert "Leeuwarden (GM0080)" in page
    assert "weekdays, morning; weekdays, evening" in page
    assert page.count("not answered") == 2
    assert f"{there}#f-answer.sleep" in page


def test_a_code_that_is_known_is_refused_before_anything_is_typed(office: Office, nurse: Browser) -> None:
    office.cases(replace(submission(), code=CODE))
    refused = nurse.post("/paper", code=CODE, language="ti", version="ggd10 1")
    assert refused.status_code == 409
    assert 'href="/cases/1"' in refused.text
    assert nurse.post("/paper", code="UUUU", language="ti", version="ggd10 1").status_code == 400


def test_a_code_that_became_known_meanwhile_is_refused_and_the_form_stays(office: Office, nurse: Browser) -> None:
    there = begin(nurse)
    type_in(nurse, there)
    office.cases(replace(submission(), code=CODE))
    refused = nurse.post(f"{there}/check")
    assert refused.status_code == 409
    assert "Leeuwarden" in refused.text
    assert len(rows(office)) == 1
    assert 'value="Sara"' in nurse.get(there).text


def test_a_form_without_a_code_gets_one_to_write_on_it(office: Office, nurse: Browser) -> None:
    there = begin(nurse, "")
    page = nurse.get(there, **ENGLISH).text
    assert "Write this one on it:" in page
    type_in(nurse, there)
    nurse.post(f"{there}/check")
    (case,) = rows(office)
    code = str(case["code"])
    assert f"{code[:4]}-{code[4:]}" in page
    assert f"{code[:4]}-{code[4:]}" in nurse.get(f"{there}/done").text


def test_pressing_twice_puts_a_form_in_once_and_the_next_one_has_the_same_language(
    office: Office, nurse: Browser
) -> None:
    there = begin(nurse)
    type_in(nurse, there)
    assert nurse.post(f"{there}/check").status_code == 303
    assert nurse.post(f"{there}/check").headers["Location"] == f"{there}/done"
    assert len(rows(office)) == 1
    assert '<option value="ti" selected>' in nurse.get(f"{there}/done").text
    assert '<option value="ti" selected>' in nurse.get("/paper").text
    assert nurse.get(there).headers["Location"] == f"{there}/done"


def test_a_begun_form_waits_until_it_is_put_in_or_thrown_away_and_belongs_to_who_began_it(
    office: Office, nurse: Browser
) -> None:
    there = begin(nurse)
    assert there in nurse.get("/paper").text
    assert office.at_work("anna").get(there).headers["Location"] == "/paper"
    assert nurse.post(f"{there}/drop").status_code == 303
    assert there not in nurse.get("/paper").text


def test_locking_the_desk_forgets_what_was_typed(nurse: Browser) -> None:
    there = begin(nurse)
    type_in(nurse, there, address="06")
    nurse.post("/lock")
    nurse.post("/unlock", name="noor", passphrase="kettle marble lantern forest")
    assert nurse.get(there).headers["Location"] == "/paper"


def test_nothing_of_a_form_stands_in_an_address(nurse: Browser) -> None:
    there = begin(nurse)
    places = [there, type_in(nurse, there).headers["Location"], nurse.post(f"{there}/check").headers["Location"]]
    assert not [place for place in places if CODE.lower() in place.lower() or "ti/" in place]


def test_hostile_text_is_only_text(nurse: Browser) -> None:
    there = begin(nurse)
    type_in(nurse, there, name="<img src=x onerror=alert(1)>")
    page = nurse.get(f"{there}/check").text
    assert "<img src=x" not in page
    assert "<bdi>&lt;img src=x onerror=alert(1)&gt;</bdi>" in page


def test_an_own_questionnaire_with_numbers_is_typed_too(made_office: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "questionnaire.toml").write_text(OWN, "utf-8")
    office = Office(made_office, tmp_path / "own", questionnaires=(tmp_path / "folder",))
    browser = office.at_work("noor")
    assert "<option selected>own 2</option>" in browser.get("/paper").text
    there = begin(browser, version="own 2")
    page = browser.get(there, **ENGLISH).text
    assert re.findall(r'data-kind="(number|one)"', page)[:2] == ["number", "one"]
    assert "a whole number from 0 to 10" in page
    browser.post(there, **{"answer.pressure": "11"})
    assert "1 thing is not clear yet" in browser.get(there, **ENGLISH).text
    browser.post(there, **{"answer.pressure": "8", "answer.walk": "1"})
    assert browser.post(f"{there}/check").headers["Location"] == f"{there}/done"
    assert [case["level"] for case in rows(office)] == ["amber"]
    office.close()
