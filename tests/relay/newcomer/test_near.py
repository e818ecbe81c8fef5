"""What desks published, on the pages that everybody reads alike: by region, no name, nothing telling, no script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

import pytest
from flask import Blueprint
from flask.testing import FlaskClient

from intake.exchange.published import EVERYWHERE, PublicDestination, PublishedTable, Speaking, WalkIn, Words
from intake.questionnaire import Language
from intake.relay.newcomer.facts import load_places
from intake.relay.newcomer.figures import period
from intake.relay.newcomer.near import speakers, with_published
from intake.relay.shown import Shown
from tests.publication import REGION, TABLE, publication
from tests.relay.newcomer.conftest import Still, serving
from tests.relay.newcomer.test_pages import PAGES, TELLING
from tests.relay.world import INBOX, OPEN_INBOX

TAG = re.compile(r"<[^>]+>")
OWN = Shown(INBOX, "GGD Fryslân", publication())
OTHER = Shown(
    OPEN_INBOX,
    "GGD Groningen",
    publication(
        inbox=OPEN_INBOX,
        walk_in=None,
        ambassadors=(Speaking(REGION, "ti", 4), Speaking("GGD Groningen", "ti", 6), Speaking("GGD Groningen", "so", 3)),
        destinations=(
            PublicDestination("CSG", "Centrum Seksueel Geweld", "0800 0188"),
            PublicDestination("TALK", "Lotgenoten na geweld"),
            PublicDestination("LEGAL", "Spreekuur <b>Recht</b>", hours="di 9-12"),
        ),
        figures=(),
    ),
)


def speaking_all(languages: Iterable[Language]) -> tuple[Speaking, ...]:
    """Each language in three regions, one with a long name, and everywhere."""
    regions = (EVERYWHERE, "Dienst Gezondheid & Jeugd Zuid-Holland Zuid", REGION, "GGD Groningen")
    return tuple(Speaking(region, language.tag, 12) for region in regions for language in languages)


def wide() -> PublishedTable:
    """A table that no phone is wide enough for."""
    columns = tuple(Words(f"Maat nummer {number}", f"Measure number {number}") for number in range(8))
    rows = (Words("Nederlands, Engels, Frans", "Dutch, English, French"), Words("Arabisch", "Arabic"))
    cells = ((120, None, 95, 80, 60, 40, None, 15), (None,) * 8)
    title, note = Words("Van kaart tot gesprek", "From card to conversation"), Words("Een toelichting.", "A note.")
    return PublishedTable("funnel", "2026-H1", title, rows, columns, cells, (note,) * len(columns))


@pytest.fixture(scope="module")
def near(pages: Blueprint) -> FlaskClient:
    return serving(pages, OWN, OTHER).test_client()


def read(client: FlaskClient, path: str) -> str:
    """What stands on it."""
    return " ".join(unescape(TAG.sub(" ", client.get(path).text.split("<main>")[1])).split())


def test_a_relay_that_never_got_a_file_shows_what_it_showed_before(client: FlaskClient) -> None:
    page = client.get("/info/en/").text
    assert "Talk with someone" not in page
    assert "Places that can help" not in page
    assert client.get("/cijfers/").status_code == client.get("/en/figures/").status_code == 404


def test_several_desks_are_put_together_by_region_and_nobody_is_counted_twice(near: FlaskClient) -> None:
    """Both tell of Fryslân: somebody may stand in two network books."""
    assert speakers((OWN, OTHER), "ti") == {REGION: 5, "GGD Groningen": 6}
    whole = Shown(INBOX, "x", publication(ambassadors=(Speaking(EVERYWHERE, "ti", 7), Speaking(REGION, "ti", 5))))
    assert speakers((whole, OTHER), "ti") == {EVERYWHERE: 11, REGION: 5, "GGD Groningen": 6}
    page = read(near, "/info/en/")
    assert "Talk with someone who speaks your language" in page
    tigrinya = near.get("/info/ti/").text
    rows = re.findall(
        r'<dt><bdi lang="nl" class="name">([^<]+)</bdi></dt><dd><bdi dir="ltr" class="figures">(\d+)<', tigrinya
    )
    assert rows == [(REGION, "5"), ("GGD Groningen", "6")]


def test_where_nobody_speaks_it_no_line_says_so_and_how_to_ask_stands_all_the_same(near: FlaskClient) -> None:
    page = read(near, "/info/pl/")
    assert "Sleutelpersoon mówi" in page
    assert "Ile osób mówi" not in page
    assert "Mimo to warto zapytać." in page


def test_only_everyday_places_stand_there_escaped_and_with_whether_they_were_checked(near: FlaskClient) -> None:
    page = near.get("/info/en/").text
    assert "Places that can help (GGD Fryslân)" in page
    assert '<bdi lang="nl" class="name">Het Praathuis</bdi>' in page
    assert "&lt;b&gt;Recht&lt;/b&gt;" in page
    assert "Seksueel" not in page
    assert "Lotgenoten" not in page
    assert read(near, "/info/en/").count("The GGD still has to check this.") == 4, "numbers, costs, two places"


def test_no_page_holds_a_telling_word_whatever_a_desk_published(near: FlaskClient) -> None:
    for path in PAGES:
        text = near.get(path).text.lower()
        assert [word for word in TELLING if word in text] == [], path


def test_walk_in_facts_of_the_file_come_before_those_of_the_relay(near: FlaskClient, client: FlaskClient) -> None:
    named = re.findall(r"/text/\w+\.en\.json", near.get("/").text)
    places = near.get(named[0]).get_json()["places"]
    assert places[INBOX] == {
        "working_days": 3,
        "address": "Harlingertrekweg 58, Leeuwarden",
        "phone": "058 000 0000",
        "hours": [{"day": 2, "from": "09:00", "until": "11:30"}],
        "checked_on": "20-11-2026",
    }
    assert OPEN_INBOX not in places, "its file has none"
    before = re.findall(r"/text/\w+\.en\.json", client.get("/").text)
    assert client.get(before[0]).get_json()["places"][INBOX]["address"] != places[INBOX]["address"]


def test_an_inbox_whose_desk_says_nothing_keeps_its_own_place() -> None:
    places = load_places()
    assert with_published(places, (OTHER,)) == places
    said = Shown(INBOX, "x", publication(walk_in=WalkIn(9)))
    assert with_published(places, (said,)).by_inbox()[INBOX].working_days == 9


def test_who_opened_the_form_before_still_gets_its_texts_and_a_tablet_takes_the_new_ones(pages: Blueprint) -> None:
    app = serving(pages, OTHER)
    client, showing = app.test_client(), app.extensions["envelop.shown"]
    assert isinstance(showing, Still)
    before, keeper = client.get("/").text, client.get("/kiosk/keeper.js").data
    showing.shown = (OWN, OTHER)
    assert client.get("/kiosk/keeper.js").data != keeper
    (old,) = re.findall(r"/text/\w+\.ar\.json", before)
    assert old not in client.get("/").text
    assert client.get(old).status_code == 200
    assert showing.asked == 0
    assert client.get("/text/0123456789ab.ar.json").status_code == 404
    assert showing.asked == 1, "another machine may have written it"


def test_the_figures_stand_in_tables_with_what_is_hidden_and_why_and_no_script(near: FlaskClient) -> None:
    page = near.get("/en/figures/").text
    assert "<script" not in page
    text = read(near, "/en/figures/")
    for words in (
        *("Figures", "GGD Fryslân", "Forms, 2026", "Dutch, English, French 120", "Arabic · hidden"),
        *("GGD-style example, not validated", "rounded to 5", "below 10 is never shown", "Forms that came back."),
        "Given by the health service on 23-11-2026.",
    ):
        assert words in text, words
    assert "GGD Groningen" not in text, "nothing of it was released"
    dutch = near.get("/cijfers/")
    assert 'lang="nl"' in dutch.text
    assert "Voorbeeld" not in dutch.text
    assert dutch.headers["Cache-Control"] == "no-store"
    assert 'href="/en/figures/" lang="en"' in dutch.text


def test_one_row_of_many_columns_is_read_from_top_to_bottom(pages: Blueprint) -> None:
    columns = (Words("Uitgedeeld", "Handed out"), Words("Terug", "Returned"))
    funnel = PublishedTable("year", "2026", Words("x", "x"), (Words("Alles", "All"),), columns, ((400, None),))
    client = serving(pages, Shown(INBOX, "GGD", publication(figures=(funnel,)))).test_client()
    assert "All Handed out 400 Returned · hidden" in read(client, "/en/figures/")


def test_words_of_a_table_are_words_and_no_markup(pages: Blueprint) -> None:
    evil = Words("<script>x</script>", "<script>x</script>")
    table = PublishedTable("t", "2026-Q3", evil, (evil,), (evil,), ((15,),), (evil,))
    client = serving(pages, Shown(INBOX, "<i>", publication(figures=(table, TABLE)))).test_client()
    for path in ("/cijfers/", "/en/figures/"):
        page = client.get(path).text
        assert "<script" not in page
        assert "<i>" not in page


@pytest.mark.parametrize(
    ("written", "dutch", "english"),
    [
        ("2026", "2026", "2026"),
        ("2026-Q3", "3e kwartaal van 2026", "third quarter of 2026"),
        ("2026-H1", "1e halfjaar van 2026", "first half of 2026"),
    ],
)
def test_a_period_is_said_in_words(written: str, dutch: str, english: str) -> None:
    assert (period(written, "nl"), period(written, "en")) == (dutch, english)


def test_a_page_is_the_same_bytes_for_everybody(near: FlaskClient) -> None:
    for path in ("/info/ti/", "/kiosk/info/ti/", "/cijfers/"):
        one, other = near.get(path), near.get(path, headers={"Cookie": "a=b", "Accept-Language": "ti", "Referer": "y"})
        assert (one.data, one.headers) == (other.data, other.headers)
