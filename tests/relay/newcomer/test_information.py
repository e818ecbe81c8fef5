"""The information: whole in one language, its figures from the facts, the same for everybody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from flask import Blueprint
from flask.testing import FlaskClient

from intake.errors import ConfigError
from intake.exchange.published import EVERYWHERE, Speaking
from intake.questionnaire import LANGUAGES, Language, Questionnaire
from intake.questionnaire.texts import Texts
from intake.relay.newcomer.documents import Documents
from intake.relay.newcomer.facts import Costs, ImportantNumber, ImportantNumbers, load_costs, load_numbers
from intake.relay.newcomer.information import Information
from intake.relay.newcomer.information_pages import information_pages
from intake.relay.offer import Offer, offers
from intake.relay.shown import Shown
from tests.publication import REGION, publication
from tests.relay.newcomer.conftest import serving
from tests.relay.world import INBOX

TAG = re.compile(r"<[^>]+>")
LETTERS = {"Arab": r"[\u0620-\u064a]", "Ethi": r"[\u1200-\u137f]", "Cyrl": r"[\u0400-\u04ff]", "Latn": r"[A-Za-z]"}
ANY = ImportantNumbers(tuple(ImportantNumber(each, "0800 1234", "nowhere") for each in ("emergency", "heavy", "home")))


@pytest.fixture(scope="module")
def offered(questionnaire: Questionnaire) -> tuple[Offer, ...]:
    return offers([questionnaire])


@pytest.fixture(scope="module")
def published(pages: Blueprint) -> FlaskClient:
    """Of a relay where a desk has published: three who speak each language."""
    speaking = tuple(Speaking(where, language.tag, 3) for where in (EVERYWHERE, REGION) for language in LANGUAGES)
    return serving(pages, Shown(INBOX, REGION, publication(ambassadors=speaking))).test_client()


def words(page: str) -> str:
    """What is read on it, its spaces put in order."""
    return " ".join(unescape(TAG.sub(" ", page.split("<main>")[1])).split())


def written(offered: tuple[Offer, ...], numbers: ImportantNumbers, costs: Costs) -> dict[str, str]:
    """Every page of information, by path."""
    assets = dict.fromkeys(("form.css", "info.css", "info.js", "envelope.svg"), "/assets/x")
    made = information_pages(Documents(offered, assets, {}), offered, Information(numbers, costs))
    return {path: page.decode() for path, page in made.items()}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_every_language_has_the_whole_page(
    published: FlaskClient, offered: tuple[Offer, ...], language: Language
) -> None:
    page = published.get(f"/info/{language.tag}/").text
    offer = next(each for each in offered if each.language is language)
    assert f'lang="{language.tag}" dir="{language.direction}">' in page
    read = words(page).replace(" ", "")
    for key, message in offer.info.messages.items():
        for part in re.split(r"\{\w+\}", message.text):
            assert "".join(part.split()) in read, key
    assert "{" not in read
    assert re.search(LETTERS[language.script], read)


def test_every_topic_of_the_template_stands_on_the_page_once(client: FlaskClient) -> None:
    page = client.get("/info/en/").text
    titles = [TAG.sub("", each).strip() for each in re.findall(r"<h2[^>]*>(.*?)</h2>", page)]
    assert titles == [
        *("What do you want to read?", "First steps", "How care works here", "What care costs", "Your rights"),
        *("Sleep and stress", "Family and relationships", "Pregnancy and contraception", "Who helps with what"),
        "Important numbers",
    ]
    assert re.findall(r'<li><a class="link" href="(#t\d+)">', page) == [f"#t{number}" for number in range(1, 10)]
    assert len(set(re.findall(r'id="(t\d+)"', page))) == 10


def test_figures_come_from_the_facts_each_from_left_to_right(offered: tuple[Offer, ...]) -> None:
    page = written(offered, load_numbers(), Costs(year=2031, own_risk=165, source="x"))["/info/ar/"]
    for figure in ("112", "0800 0113", "0800 2000", "2031", "165"):
        assert f'<bdi dir="ltr" class="figures">{figure}</bdi>' in page
    assert "385" not in page


def test_dutch_words_are_marked_as_dutch_where_the_page_is_not(client: FlaskClient) -> None:
    assert '<bdi lang="nl">huisarts</bdi>' in client.get("/info/ar/").text
    assert '<bdi lang="nl">eigen risico</bdi>' in client.get("/info/ti/").text
    assert 'bdi lang="nl"' not in client.get("/info/nl/").text


def test_unchecked_facts_say_so_and_checked_ones_since_when(offered: tuple[Offer, ...]) -> None:
    day = date(2026, 11, 22)
    unchecked = written(offered, load_numbers(), load_costs())["/info/en/"]
    assert unchecked.count("The GGD still has to check this.") == 2
    numbers = ImportantNumbers(load_numbers().numbers, day)
    costs = Costs(year=2026, own_risk=385, source="x", checked_on=day)
    checked = words(written(offered, numbers, costs)["/info/en/"])
    assert checked.count("Checked by the GGD on 22-11-2026 .") == 2


def lacking(texts: Texts, key: str) -> Texts:
    """The same texts without one."""
    messages = {other: message for other, message in texts.messages.items() if other != key}
    return replace(texts, messages=messages, missing=(key,))


@pytest.mark.parametrize(("domain", "key"), [("info", "birth.6"), ("form", "numbers.young"), ("form", "checked.not")])
def test_a_language_that_lacks_one_text_gets_the_whole_page_in_another(
    offered: tuple[Offer, ...], domain: str, key: str
) -> None:
    """Not one line of it stays Arabic."""
    gaps = {
        "info": lambda it: replace(it, info=lacking(it.info, key)),
        "form": lambda it: replace(it, form=lacking(it.form, key)),
    }
    changed = tuple(gaps[domain](offer) if offer.language.tag == "ar" else offer for offer in offered)
    english = next(offer for offer in offered if offer.language.tag == "en")
    changed = tuple(replace(offer, lender=english) if offer.language.tag == "ar" else offer for offer in changed)
    made = written(changed, load_numbers(), load_costs())
    assert made["/info/ar/"] == made["/info/en/"].replace('href="/en/"', 'href="/ar/"')
    assert not re.search(LETTERS["Arab"], made["/info/ar/"])
    assert "العربية" in made["/info/"], "its name stays on the list: people look for it"


def test_where_no_language_is_whole_there_are_no_pages(offered: tuple[Offer, ...]) -> None:
    empty = tuple(replace(offer, info=lacking(offer.info, "care.1")) for offer in offered)
    information = Information(load_numbers(), load_costs())
    assert not information.speaks(empty)
    assert written(empty, load_numbers(), load_costs()) == {}


def test_a_number_that_a_text_names_must_be_there(offered: tuple[Offer, ...]) -> None:
    Information(ANY, load_costs())
    with pytest.raises(ConfigError, match=r"numbers\.toml has no number heavy"):
        Information(ImportantNumbers(ANY.numbers[:1]), load_costs())


def test_a_tablet_gets_the_same_page_with_its_own_ways_out(client: FlaskClient) -> None:
    phone, tablet = client.get("/info/ti/").text, client.get("/kiosk/info/ti/").text
    assert words(phone) != ""
    assert words(phone) == words(tablet)
    links = {path: set(re.findall(r'<a [^>]*href="(/[^"]*)"', page)) for path, page in (("p", phone), ("t", tablet))}
    assert links == {"p": {"/start/", "/info/", "/ti/"}, "t": {"/kiosk/", "/kiosk/info/"}}
    assert 'data-home="/kiosk/"' in tablet
    assert "data-home" not in phone


def test_the_list_of_languages_leads_to_every_page(client: FlaskClient) -> None:
    page = client.get("/info/").text
    for language in LANGUAGES:
        assert (
            f'lang="{language.tag}" dir="{language.direction}" href="/info/{language.tag}/">{language.own_name}<'
            in page
        )
    assert client.get("/info/xx/").status_code == 404


def test_the_form_leads_there_from_its_first_screen(client: FlaskClient) -> None:
    assert '<a class="link information" href="/info/">' in client.get("/").text
    assert '<a class="link information" href="/kiosk/info/">' in client.get("/kiosk/").text
