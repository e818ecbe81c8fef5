"""Destinations as CSV: out and back the same, and in with a look at every row first."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from intake.exchange.book import Contact, Destination
from intake.network.destinations.reading import everything, read_destination, reports_of
from intake.network.destinations.sheet.bringing_in import bring_in
from intake.network.destinations.sheet.preview import Preview, State, preview
from intake.network.destinations.sheet.writing_out import sheet_lines
from intake.network.destinations.writing import add_destination, insert_destination, insert_report, remove
from intake.network.errors import ChangedMeanwhileError, NetworkError
from intake.network.tables import contacts, destinations, waiting_times
from intake.network.unlock import OpenNetwork
from intake.typed import one_line

TODAY = date(2026, 11, 24)


def looked(book: OpenNetwork, sheet: str | bytes) -> Preview:
    """What a sheet would change."""
    data = sheet.encode() if isinstance(sheet, str) else sheet
    with book.reading() as connection:
        return preview(connection, data, TODAY)


def brought(book: OpenNetwork, sheet: str | bytes) -> Preview:
    """Look, and confirm what was seen."""
    data = sheet.encode() if isinstance(sheet, str) else sheet
    seen = looked(book, data).code
    with book.writing() as connection:
        return bring_in(book, connection, data, seen)


def written_out(book: OpenNetwork, separator: str = ";") -> str:
    """The whole list."""
    with book.reading() as connection:
        return "".join(sheet_lines(everything(connection), separator=separator))


def faults(
    book: OpenNetwork, *rows: str, heading: str = "kind;name;places;phone;public;norm_intake"
) -> dict[int, set[str]]:
    """What is wrong, by row."""
    found = looked(book, "\r\n".join((heading, *rows)))
    return {line.number: set(line.faults) for line in found.lines if line.state is State.REFUSED}


def line(least: int, most: int) -> st.SearchStrategy[str]:
    """One line as the book keeps it: with what spreadsheets take for formulas, separators, quotation marks."""
    signs = st.sampled_from("'\"=+-@;,\t a1é") | st.characters(exclude_categories=["Cs"])
    return st.text(signs, min_size=least, max_size=most).map(one_line).filter(lambda text: len(text) >= least)


weeks = st.none() | st.integers(0, 260)
optional = st.none() | line(1, 12)
contact = st.builds(Contact, name=line(1, 8), role=optional, line=st.none() | st.sampled_from(["+31612345678", "06-1"]))
ids = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=6, max_size=6).map("D-{}".format)


@st.composite
def kept(draw: st.DrawFn) -> Destination:
    """A destination as it can stand in a book."""
    found = draw(
        st.builds(
            Destination,
            id=ids,
            kind=st.sampled_from(["PSY", "113", "GP", "OTHER"]),
            name=line(1, 12),
            organisation=optional,
            places=st.sets(st.sampled_from(["GM0363", "GM0820", "GM0893", "GM0518"])).map(
                lambda each: tuple(sorted(each))
            ),
            languages=st.sampled_from([(), ("nl",), ("ti", "ar")]),
            hours=optional,
            phone=st.none() | st.just("+31 70 3456789"),
            own_risk=st.sampled_from(["none", "applies", "ask"]),
            costs=optional,
            gp_letter=st.sampled_from(["no", "yes", "gp-decides"]),
            norm_intake=weeks,
            norm_treatment=weeks,
            contacts=st.lists(contact, max_size=3).map(tuple),
            public=st.booleans(),
            source=optional,
            checked_on=st.none() | st.dates(date(2020, 1, 1), TODAY),
        )
    )
    intake = draw(weeks)
    if intake is None:
        return found
    return msgspec.structs.replace(found, waiting_intake=intake, reported_on=draw(st.dates(date(2020, 1, 1), TODAY)))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    found=st.lists(kept(), min_size=1, max_size=3, unique_by=(lambda each: each.id, lambda each: each.name.casefold())),
    separator=st.sampled_from(";,"),
)
def test_what_was_written_out_comes_back_as_it_was_into_an_empty_book_and_changes_nothing_in_its_own(
    book: OpenNetwork, found: list[Destination], separator: str
) -> None:
    with book.writing() as connection:
        for table in (contacts, waiting_times, destinations):
            connection.execute(delete(table))
        for each in found:
            insert_destination(book, connection, each)
            if each.reported_on is not None:
                insert_report(book, connection, each.id, each.reported_on, each.waiting_intake, None)
    sheet = written_out(book, separator)
    assert {each.state for each in looked(book, sheet).lines} == {State.SAME}
    with book.writing() as connection:
        before = [replace(each, changed="") for each in everything(connection)]
        for table in (contacts, waiting_times, destinations):
            connection.execute(delete(table))
    brought(book, sheet)
    with book.reading() as connection:
        assert [replace(each, changed="") for each in everything(connection)] == before
    assert written_out(book, separator) == sheet


def test_nothing_in_it_is_worked_out_by_a_spreadsheet(book: OpenNetwork) -> None:
    with book.writing() as connection:
        add_destination(book, connection, {"kind": "GP", "name": "=1+1", "phone": "+31 70 1234567", "costs": "@x"})
    cells = [cell for row in csv.reader(io.StringIO(written_out(book)[1:]), delimiter=";") for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert {each.state for each in looked(book, written_out(book)).lines} == {State.SAME}


@pytest.mark.parametrize("mark", ["", "\ufeff", "sep=;\r\n"])
def test_a_sheet_of_a_dutch_spreadsheet_is_understood(book: OpenNetwork, mark: str) -> None:
    heading = "Kind;NAME;places;public;checked_on;waiting_intake;reported_on"
    sheet = f"{mark}{heading}\r\nPSY;De Brug;'s-Gravenhage;ja;3-2-2026;20;1/11/2026\r\n;;;;;;\r\n"
    assert brought(book, sheet).count(State.NEW) == 1
    with book.reading() as connection:
        [found] = everything(connection)
    assert (found.what.places, found.what.public, found.what.checked_on) == (("GM0518",), True, date(2026, 2, 3))
    assert (found.what.waiting_intake, found.what.reported_on, found.what.norm_intake) == (20, date(2026, 11, 1), 4)


def test_every_row_says_what_is_wrong_with_it_and_then_nothing_of_the_sheet_comes_in(book: OpenNetwork) -> None:
    rows = (
        "PSY;De Brug;;;;",
        "PSY;;Delft;;;",
        "MIGGZ;Geen;Nergens;bel maar;soms;veel",
        "psy;x;;;;",
        "PSY;de brug;;;;",
        "GP;Te veel;;;;;;x",
    )
    wrong = faults(book, *rows)
    assert wrong == {
        3: {"name"},
        4: {"kind", "places", "phone", "public", "norm_intake"},
        5: {"kind"},
        6: {"name"},
        7: {"row"},
    }
    with pytest.raises(NetworkError, match="rows of this sheet are refused"):
        brought(book, "\n".join(("kind;name;places;phone;public;norm_intake", *rows)))
    with book.reading() as connection:
        assert everything(connection) == ()


def test_a_preview_shows_each_field_before_and_after_and_writes_nothing(book: OpenNetwork) -> None:
    with book.writing() as connection:
        made = add_destination(
            book, connection, {"kind": "GP", "name": "De Molen", "phone": "070-1111111", "hours": "9-17"}
        )
    sheet = f"id;kind;name;phone;hours\n{made};GP;De Molen;070-2222222;\n;GP;De Wiek;;"
    changed, new = looked(book, sheet).lines
    assert [(each.field, each.before, each.after) for each in changed.changes] == [
        ("hours", "9-17", ""),
        ("phone", "070-1111111", "070-2222222"),
    ]
    assert (new.state, new.id) == (State.NEW, None)
    with book.reading() as connection:
        assert read_destination(connection, made).what.phone == "070-1111111"
    brought(book, sheet)
    with book.reading() as connection:
        assert {each.what.name: (each.what.phone, each.revision) for each in everything(connection)} == {
            "De Molen": ("070-2222222", 2),
            "De Wiek": (None, 1),
        }


def test_a_column_that_is_not_there_changes_nothing_and_an_empty_cell_takes_no_waiting_time_back(
    book: OpenNetwork,
) -> None:
    heading = "kind;name;hours;waiting_intake;reported_on;contact_1_name;contact_1_line"
    brought(book, f"{heading}\nPSY;De Brug;9-17;12;2026-10-01;Fatma;06-12345678")
    with book.reading() as connection:
        made = everything(connection)[0].id
    brought(book, f"id;kind;name;costs;waiting_intake;reported_on\n{made};PSY;De Brug;own risk;;")
    with book.reading() as connection:
        found = read_destination(connection, made).what
        assert (found.hours, found.costs, found.waiting_intake) == ("9-17", "own risk", 12)
        assert [each.name for each in found.contacts] == ["Fatma"]
        assert len(reports_of(connection, made)) == 1


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ("12;", "reported_on"),
        ("12;2026-09-30", "reported_on"),
        ("12;2026-11-25", "reported_on"),
        ("twelve;2026-11-01", "waiting_intake"),
    ],
)
def test_a_waiting_time_without_its_day_or_older_than_what_is_known_is_refused(
    book: OpenNetwork, cells: str, field: str
) -> None:
    brought(book, "kind;name;waiting_intake;reported_on\nPSY;De Brug;12;2026-10-01")
    with book.reading() as connection:
        made = everything(connection)[0].id
    wrong = faults(book, f"{made};PSY;De Brug;{cells}", heading="id;kind;name;waiting_intake;reported_on")
    assert wrong == {2: {field}}


def test_a_row_with_the_id_of_one_that_is_gone_twice_or_none_is_refused(book: OpenNetwork) -> None:
    with book.writing() as connection:
        gone = add_destination(book, connection, {"kind": "GP", "name": "De Molen"})
        remove(book, connection, gone, 1)
        made = add_destination(book, connection, {"kind": "GP", "name": "De Wiek"})
    rows = (f"{gone};GP;De Molen", f"{made};GP;De Wiek", f"{made};GP;De Wiek", "A-7K2M9Q;GP;Anna", ";GP;de wiek")
    assert faults(book, *rows, heading="id;kind;name") == {2: {"id"}, 4: {"id"}, 5: {"id"}, 6: {"name"}}


def test_what_changed_since_it_was_looked_through_is_looked_through_again(book: OpenNetwork) -> None:
    sheet = b"kind;name\nGP;De Molen"
    seen = looked(book, sheet).code
    brought(book, sheet.replace(b"Molen", b"Wiek"))
    with book.writing() as connection:
        assert bring_in(book, connection, sheet, seen).writable
    with pytest.raises(NetworkError), book.writing() as connection:
        bring_in(book, connection, sheet, seen)
    with pytest.raises(ChangedMeanwhileError), book.writing() as connection:
        bring_in(book, connection, b"kind;name\nGP;De Roos", seen)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"kind;name\nGP;Caf\xe9", "not in UTF-8"),
        ("kind;name\nGP;x".encode("utf-16"), "not in UTF-8"),
        (b"", "not CSV"),
        (b"naam;soort\nx;GP", "no columns kind and name"),
        (b"kind;name;secret\nGP;x;y", "columns are not known: 3"),
        (b"kind;name;name\nGP;x;y", "stands there twice"),
        (b'kind;name\nGP;"x', "not CSV"),
        (b"PK\x03\x04\x00\x00", "not in UTF-8"),
    ],
)
def test_what_is_no_such_sheet_is_refused_as_a_whole(book: OpenNetwork, data: bytes, said: str) -> None:
    with pytest.raises(NetworkError, match=said) as refused:
        looked(book, data)
    assert refused.value.hint
    assert "secret" not in refused.value.message
