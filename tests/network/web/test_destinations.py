"""The pages of destinations: typed by names, refused field by field, looked through before a sheet comes in."""

from __future__ import annotations

import html
import re
from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from intake.network.destinations.reading import everything, read_destination, reports_of
from intake.network.destinations.writing import add_destination
from tests.network.web.office import BASE, Book
from tests.web.browser import Browser

BRIDGE = {
    "kind": "PSY", "name": "Praktijk De Brug", "places": "Delft; Den Haag", "languages": "Dutch; Arabic",
    "phone": "070-3456789", "contacts-1-name": "Fatma Yilmaz", "contacts-1-line": "06-12345678", "public": "on",
}  # fmt: skip


@pytest.fixture
def coordinator(book: Book) -> Browser:
    return book.at_work("joke")


def added(book: Book, **typed: object) -> str:
    """A destination's id."""
    with book.network() as network, network.writing() as connection:
        return add_destination(network, connection, {"kind": "GP", "name": "De Molen"} | typed)


def uploaded(browser: Browser, path: str, data: bytes, name: str = "list.csv") -> TestResponse:
    """A file as a browser sends it."""
    fields = {"file": (BytesIO(data), name)}
    return browser.client.post(
        path, base_url=BASE, data=fields, headers={"Origin": BASE}, content_type="multipart/form-data"
    )


def hidden(page: str, name: str) -> str:
    """What stands in a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return html.unescape(found[1])


def test_one_is_typed_by_names_and_shown_by_names(book: Book, coordinator: Browser) -> None:
    sent = coordinator.post("/destinations/add", **BRIDGE)
    assert sent.status_code == 303
    page = coordinator.get(sent.headers["Location"]).text
    for words in (
        "Praktijk De Brug",
        "Delft",
        "Arabic",
        "Fatma Yilmaz",
        "intake within 4 weeks",
        "Nobody has checked it",
    ):
        assert words in page
    form = coordinator.get(sent.headers["Location"] + "/change").text
    assert "Delft; " in form
    assert "Dutch; Arabic" in form
    with book.network() as network, network.reading() as connection:
        [found] = everything(connection)
    assert (found.what.places, found.what.languages) == (("GM0503", "GM0518"), ("nl", "ar"))


def test_a_form_that_does_not_fit_keeps_what_was_typed_and_says_what_is_wrong_beside_it(
    book: Book, coordinator: Browser
) -> None:
    answer = coordinator.post("/destinations/add", **BRIDGE | {"places": "Atlantis", "phone": "ask", "name": ""})
    assert answer.status_code == 409
    assert answer.text.count("field-wrong") == 3
    for kept in ("Atlantis", "Fatma Yilmaz", "Dutch; Arabic"):
        assert kept in answer.text
    with book.network() as network, network.reading() as connection:
        assert everything(connection) == ()


def test_whoever_saw_an_older_one_is_told_and_overwrites_nothing(book: Book, coordinator: Browser) -> None:
    made = added(book)
    fields = {"kind": "GP", "name": "De Wiek", "seen": "1"}
    assert coordinator.post(f"/destinations/{made}/change", **fields).status_code == 303
    answer = coordinator.post(f"/destinations/{made}/change", **fields | {"name": "De Roos"})
    assert answer.status_code == 409
    assert "Somebody else changed this meanwhile" in answer.text
    page = coordinator.get(f"/destinations/{made}").text
    assert "De Wiek" in page
    assert "De Molen" in page
    assert made in coordinator.get("/destinations?words=molen").text
    assert made not in coordinator.get("/destinations?words=roos").text


def test_a_wait_that_was_told_stands_with_its_day_and_against_the_norm(book: Book, coordinator: Browser) -> None:
    made = added(book, kind="PSY", name="De Brug")
    wait = {"intake": "26", "treatment": "", "reported_on": "2026-11-20", "source": "by telephone"}
    assert coordinator.post(f"/destinations/{made}/wait", **wait).status_code == 303
    assert "26 weeks" in coordinator.get(f"/destinations/{made}").text
    assert "above the norm" in coordinator.get("/destinations").text
    refused = coordinator.post(f"/destinations/{made}/wait", intake="soon", reported_on="2026-11-20")
    assert refused.status_code == 409
    with book.network() as network, network.reading() as connection:
        assert len(reports_of(connection, made)) == 1


def test_what_nobody_checked_is_checked_from_its_list(book: Book, coordinator: Browser) -> None:
    made = added(book)
    assert "De Molen" in coordinator.get("/destinations/stale").text
    answer = coordinator.post(f"/destinations/{made}/checked", seen="1", stale="1")
    assert answer.headers["Location"] == "/destinations/stale"
    assert "Everything was checked" in coordinator.get("/destinations/stale").text


def test_what_is_gone_can_come_back(book: Book, coordinator: Browser) -> None:
    made = added(book)
    coordinator.post(f"/destinations/{made}/remove", seen="1")
    assert made not in coordinator.get("/destinations").text
    assert made in coordinator.get("/destinations?removed=1").text
    coordinator.post(f"/destinations/{made}/back", seen="2")
    assert made in coordinator.get("/destinations").text


def test_the_national_numbers_come_by_a_press(coordinator: Browser) -> None:
    answer = coordinator.post("/destinations/national", language="nl")
    page = coordinator.get(answer.headers["Location"]).text
    assert "national numbers were added" in page
    assert "0800-2000" in page


def test_a_helper_reads_and_finds_no_button_that_writes(book: Book) -> None:
    made = added(book)
    helper = book.at_work("samira")
    page = helper.get(f"/destinations/{made}").text
    assert "De Molen" in page
    assert 'method="post"' not in page.split("<main", 1)[1].split("</main>")[0]
    assert helper.post(f"/destinations/{made}/remove", seen="1").status_code == 403


def test_a_sheet_goes_out_is_looked_through_and_comes_in(book: Book, coordinator: Browser) -> None:
    made = added(book)
    out = coordinator.post("/sheet/take-out", separator="semicolon")
    assert out.headers["Content-Disposition"] == 'attachment; filename="destinations-2026-11-24.csv"'
    changed = out.data.replace(b"De Molen", b"De Molen, <b>nieuw</b>")
    looked = uploaded(coordinator, "/sheet/look", changed + b'";"\r\n;GP;De Wiek\r\n'[5:])
    assert looked.status_code == 200
    assert "De Molen, &lt;b&gt;nieuw" in looked.text
    assert "<b>nieuw" not in looked.text
    packed, code = hidden(looked.text, "packed"), hidden(looked.text, "code")
    with book.network() as network, network.reading() as connection:
        assert read_destination(connection, made).what.name == "De Molen"
    stale = coordinator.post("/sheet/bring-in", packed=packed, code="0" * 12)
    assert stale.status_code == 409
    done = coordinator.post("/sheet/bring-in", packed=packed, code=code)
    assert done.status_code == 303
    assert "2 rows were brought in" in coordinator.get(done.headers["Location"]).text


def test_refused_rows_are_named_by_number_and_nothing_can_be_confirmed(coordinator: Browser) -> None:
    looked = uploaded(coordinator, "/sheet/look", b"kind;name;phone\nGP;;call me\nGP;De Wiek;\n")
    assert "Rows are refused" in looked.text
    assert re.search('<th scope="row"[^>]*>2</th>', looked.text)
    assert 'name="packed"' not in looked.text


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04\x00", b"a;b\n1;2"])
def test_a_file_that_is_no_sheet_is_refused_in_words(coordinator: Browser, data: bytes) -> None:
    answer = uploaded(coordinator, "/sheet/look", data)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text


def test_a_sheet_that_no_page_of_ours_sent_is_refused(coordinator: Browser) -> None:
    assert coordinator.post("/sheet/bring-in", packed="not base64", code="x").status_code == 400
