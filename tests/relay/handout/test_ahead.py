"""Printing ahead: real PDFs, whose codes open forms of the own organisation, and which count nothing."""

from __future__ import annotations

from contextlib import closing

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select
from werkzeug.test import TestResponse

from intake.envelope.link import token_of
from intake.questionnaire.languages import LANGUAGES
from intake.relay.handout.coordinator.ahead import NUMBERS
from intake.relay.handout.once import new_name
from intake.relay.handout.roles import Role
from intake.relay.links.register import Kind, find
from intake.relay.links.tables import handed_out, link
from intake.relay.self_referral import poster_address
from tests.relay.handout.world import INBOX, SCHOOL, TOWN, HandoutWorld

PAGE = "/handout/ahead"
PAPERS = ("leaflet", "poster", "poster-without-card")


def codes(pdf: bytes) -> list[str]:
    """What a phone reads from every page."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [found.text for page in document for found in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]


def words(pdf: bytes) -> str:
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def cards(world: HandoutWorld, number: int | str = 10, language: str = "en", once: str | None = None) -> TestResponse:
    form = {"number": str(number), "language": language, "once": once or new_name()}
    return world.client.post(f"{PAGE}/cards", data=form)


def links(world: HandoutWorld) -> int:
    with world.relay_engine.begin() as connection:
        return len(connection.execute(select(link.c.hash)).all())


def test_sheets_of_cards_open_forms_of_the_own_organisation_and_count_nothing(world: HandoutWorld) -> None:
    world.sign_in(Role.COORDINATOR)
    answer = cards(world, 20)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'inline; filename="cards.pdf"'
    found = codes(answer.data)
    assert len(set(found)) == 20
    with world.relay_engine.begin() as connection:
        rows = [find(connection, token_of(each)) for each in found]
        assert connection.execute(select(handed_out.c.total)).scalars().all() in ([], [0])
    assert {(row.organisation, row.kind) for row in rows if row is not None} == {(SCHOOL, Kind.CARD)}
    assert None not in rows


def test_pressing_twice_makes_the_same_cards_once(world: HandoutWorld) -> None:
    world.sign_in(Role.COORDINATOR)
    once = new_name()
    first, second = (cards(world, 10, once=once).data for _ in range(2))
    assert first == second
    assert links(world) == 10


def test_whole_sheets_are_made_and_never_more_than_two_hundred_cards(world: HandoutWorld) -> None:
    world.sign_in(Role.COORDINATOR)
    with closing(pypdfium2.PdfDocument(cards(world, 50).data)) as document:
        assert len(document) == 5
    assert max(NUMBERS) == 200
    assert all(number % 10 == 0 for number in NUMBERS)
    assert [cards(world, number).status_code for number in (201, 1000, 0, -10, 11, "x", "")] == [400] * 7
    assert links(world) == 50


@pytest.mark.parametrize(
    ("number", "language", "says"),
    [("10", "", "Choose a language."), ("10", "xx", "Choose a language."), ("", "en", "Choose how many cards.")],
)
def test_what_was_not_chosen_is_asked_for_beside_it_and_the_rest_is_kept(
    world: HandoutWorld, number: str, language: str, says: str
) -> None:
    world.sign_in(Role.COORDINATOR)
    answer = cards(world, number, language)
    assert (answer.status_code, says in answer.text, links(world)) == (400, True, 0)
    kept = '<option value="en" selected>' if language == "en" else 'value="10" checked'
    assert kept in answer.text


@pytest.mark.parametrize("paper", PAPERS)
def test_papers_are_one_pdf_with_a_name_that_says_nothing(world: HandoutWorld, paper: str) -> None:
    world.sign_in(Role.COORDINATOR)
    answer = world.client.get(f"{PAGE}/{paper}.pdf?language=nl")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'inline; filename="{paper}.pdf"'
    assert links(world) == 0
    for tag in ("", "xx"):
        refused = world.client.get(f"{PAGE}/{paper}.pdf?language={tag}")
        assert (refused.status_code, "Choose a language." in refused.text) == (400, True)


def test_leaflet_and_poster_name_the_health_service_of_the_inbox_or_of_the_municipality(world: HandoutWorld) -> None:
    for organisation, ggd in ((SCHOOL, "GGD Amsterdam"), (TOWN, "GGD regio Utrecht")):
        world.sign_in(Role.COORDINATOR, organisation=organisation)
        for paper in PAPERS[:2]:
            assert ggd in words(world.client.get(f"{PAGE}/{paper}.pdf?language=nl").data).replace("\r\n", " ")


def test_the_poster_for_people_without_a_card_is_there_only_where_its_inbox_takes_them(world: HandoutWorld) -> None:
    poster = f"{PAGE}/{PAPERS[2]}.pdf"
    world.sign_in(Role.COORDINATOR)
    assert codes(world.client.get(f"{poster}?language=en").data) == [poster_address(world.config, INBOX)]
    assert poster in world.client.get(PAGE).text
    world.sign_in(Role.COORDINATOR, organisation=TOWN)
    assert world.client.get(f"{poster}?language=en").status_code == 404
    assert poster not in world.client.get(PAGE).text


def test_every_language_of_the_form_is_offered_and_one_from_right_to_left_prints_all_of_it(world: HandoutWorld) -> None:
    """What each language prints is looked at in tests/paper."""
    world.sign_in(Role.COORDINATOR)
    page = world.client.get(PAGE).text
    assert [page.count(f'<option value="{language.tag}"') for language in LANGUAGES] == [2] * len(LANGUAGES)
    answers = [world.client.get(f"{PAGE}/{paper}.pdf?language=ar") for paper in PAPERS]
    assert [each.mimetype for each in (*answers, cards(world, 10, "ar"))] == ["application/pdf"] * 4


def test_the_page_says_until_when_cards_open_and_that_they_count_when_given(world: HandoutWorld) -> None:
    world.sign_in(Role.COORDINATOR)
    page = world.client.get(PAGE).text
    assert "until 23 December 2026" in page
    assert "I gave a printed card" in page
