"""Figures at the desk: a draft is looked at, released for good, given again as it was; true numbers are nowhere."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs
from pypdf import PdfReader
from sqlalchemy import select

from intake.config import Figures
from intake.demo.many_cases import PLACES, make_many_cases
from intake.desk.audit import Action
from intake.desk.disclosure.grid import Shown
from intake.desk.disclosure.ledger import read_ledger
from intake.desk.disclosure.told import Told
from intake.desk.figures.counting import read_counts
from intake.desk.figures.measures import By, Measure
from intake.desk.figures.quarters import Quarter
from intake.desk.report.audiences import Audience
from intake.desk.report.making import upcoming
from intake.desk.report.published import released_tables
from intake.desk.report.releasing import draft, release
from intake.desk.tables import audit
from intake.desk.web.program import DESK
from tests.desk.web.office import Browser, Office

TOWNS = dict(list(PLACES.items())[:2])
FIGURES = Figures(places=TOWNS, enough=100)


@pytest.fixture(scope="module")
def office(made_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A desk with some hundred cases over six quarters."""
    made = Office(made_office, tmp_path_factory.mktemp("figures") / "office", figures=FIGURES)
    with made.desk("anna") as desk:
        make_many_cases(desk, 500)
    yield made
    made.close()


@pytest.fixture(scope="module")
def mila(office: Office) -> Browser:
    """The manager, in English."""
    browser = office.at_work("mila")
    browser.client.set_cookie(DESK.language, "en", domain="127.0.0.1")
    return browser


@pytest.fixture(scope="module")
def for_towns(office: Office, mila: Browser) -> str:
    """The address of what was released for municipalities: of two drafts the first that is let go."""
    anna = office.at_work("anna")
    assert mila.post("/figures/draft", audience="municipality").status_code == 303
    assert anna.post("/figures/draft", audience="municipality").status_code == 303
    address: str = anna.post("/figures/release").location.split("?")[0]
    late = mila.post("/figures/release")
    assert late.status_code == 409
    assert "Look at the draft again" in late.text
    return address


@pytest.fixture(scope="module")
def released(mila: Browser, for_towns: str) -> str:
    """The address of what the manager released, after looking at it."""
    assert mila.post("/figures/draft", audience="manager").location == "/figures/draft"
    draft = mila.get("/figures/draft").text
    assert "This is a draft" in draft
    answer = mila.post("/figures/release")
    assert answer.status_code == 303
    address: str = answer.location.split("?")[0]
    return address


def hidden(table: Told) -> Shown:
    """As many cells, none of them shown."""
    return tuple((None,) * len(table.columns) for _ in table.rows)


def test_the_manager_waits_for_the_municipalities(mila: Browser) -> None:
    page = mila.get("/figures").text
    assert page.index("For municipalities") < page.index("For the manager")
    assert "The figures for municipalities come first: " in page
    refused = mila.post("/figures/draft", audience="manager")
    assert refused.status_code == 409
    assert "the figures for municipalities come first" in refused.text.lower()


def test_a_nurse_sees_no_figures_and_a_coordinator_does(office: Office) -> None:
    assert office.at_work("noor").get("/figures").status_code == 403
    assert office.at_work("anna").get("/figures").status_code == 200


def test_what_is_released_says_that_the_questionnaire_is_not_validated_and_tells_no_true_number(
    office: Office, mila: Browser, released: str
) -> None:
    page = mila.get(released).text
    assert "not validated" in page
    for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        assert 'role="img"' in svg
        assert "<title" in svg
        assert "<desc" in svg
    with office.desk("anna") as desk, desk.reading() as connection:
        (funnel,) = [table for table in read_ledger(connection) if table.table == "funnel"]
        quarters = [Quarter.read(quarter) for quarter in funnel.quarters]
        counts = read_counts(connection, desk.section, quarters[0], quarters[-1])
    true = counts.total(Measure.OPENED, quarters)
    shown = funnel.cell(0, "opened")
    assert shown is not None
    assert abs(shown - true) <= 2


def test_the_csv_has_a_line_for_each_number_and_none_for_a_hidden_one(mila: Browser, released: str) -> None:
    answer = mila.get(f"{released}.csv")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert {row["table"] for row in rows} >= {"funnel", "language", "levels", "place", "times"}
    assert all((row["number"] == "") == (row["hidden"] == "yes") for row in rows)
    assert any(row["hidden"] == "yes" for row in rows)
    assert all(int(row["number"]) % 5 == 0 and int(row["number"]) >= 10 for row in rows if row["number"])


def test_the_pdf_is_tagged_and_says_on_every_page_that_nothing_is_validated(mila: Browser, released: str) -> None:
    reader = PdfReader(io.BytesIO(mila.get(f"{released}.pdf").data))
    assert "/StructTreeRoot" in reader.root_object
    for page in reader.pages:
        assert "not validated" in page.extract_text()


def test_each_municipality_gets_its_own_sheet(office: Office, mila: Browser, for_towns: str) -> None:
    town = next(iter(TOWNS.values()))
    page = mila.get(f"{for_towns}?place={town}").text
    assert "How to read this" in page
    assert len(re.findall(r'<tr><th scope="row">', page)) <= 1
    with office.desk("anna") as desk, desk.reading() as connection:
        (table,) = [each for each in read_ledger(connection) if each.audience == "municipality"]
        assert {by for by, _ in table.rows} == {"all", By.PLACE}
        assert table.columns == ("handed-out", "returned")


def test_what_was_not_released_is_on_no_page(mila: Browser) -> None:
    assert mila.get("/figures/manager/2030-Q1").status_code == 404
    assert mila.get("/figures/manager/ever").status_code == 404
    assert mila.get("/figures/nobody/2026-Q1").status_code == 404


def test_a_period_of_which_nothing_may_be_told_says_so_and_holds_nobody_up(made_office: Path, tmp_path: Path) -> None:
    office = Office(made_office, tmp_path / "office", figures=Figures(places=TOWNS, enough=30))
    with office.desk("anna") as desk:
        make_many_cases(desk, 250)
        made = draft(desk, Audience.MUNICIPALITY)
        nothing = tuple(structs.replace(each, cells=hidden(each), days=()) for each in made.tables)
        release(desk, replace(made, tables=nothing))
        with desk.reading() as connection:
            following = upcoming(connection, desk.section, Audience.MUNICIPALITY, Quarter.at(desk.clock()))
            assert released_tables(connection) == ()
        assert draft(desk, Audience.MANAGER).period.last <= made.period.last
    assert following is not None
    assert following.quarters[0] == made.period.last.next
    mila = office.at_work("mila")
    mila.client.set_cookie(DESK.language, "en", domain="127.0.0.1")
    assert "Too small to be told." in mila.get(f"/figures/municipality/{made.period}").text
    office.close()


def test_a_release_is_a_deed_in_the_trail_and_is_given_again_byte_for_byte(
    office: Office, mila: Browser, released: str
) -> None:
    first = mila.get(f"{released}.csv").data
    with office.desk("anna") as desk:
        with desk.reading() as connection:
            query = select(audit.c.actor).where(audit.c.action == Action.FIGURES_RELEASED).order_by(audit.c.number)
            assert connection.execute(query).scalars().all() == ["anna", "mila"]
        with desk.writing() as connection:
            connection.exec_driver_sql("UPDATE cases SET language = 'so'")
    assert mila.get(f"{released}.csv").data == first
    # Counts that no longer fit what was released stop the next release.
    refused = mila.post("/figures/draft", audience="manager")
    assert refused.status_code == 409
    assert "Nothing was released" in refused.text
