"""The letter to a GP: safe contact first, every field in its order, and nothing of the form unless it was ticked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from intake.config import Sender
from intake.desk.letters.errors import Fault, UnfitError
from intake.desk.letters.frame import content, page, pdf
from intake.desk.letters.gp import GpFields
from intake.desk.letters.office import Office
from tests.desk.letters.samples import GP, JUDGED, Drawn, gp_letter

IN_ORDER = (
    "Lees dit eerst", "Bellen", "06 12345678", "behandel het als gedeeld", "alleen dinsdag 10.00-12.00", "Saba",
    "NOOIT inspreken", "GEEN brief", "Zeg: ik bel over een afspraak",
    "Verwijsbrief", "dinsdag 24 november 2026", "binnen een week",
    "Van", "A. Jansen, verpleegkundige", "BIG-nummer 19012345601", "088 229 00 01", "GGD Fryslân", "8913 HR Leeuwarden",
    "Aan", "Huisartsenpraktijk De Brug", "dr. J. de Vries", "Over", "Selam", "1994", "geen",
    "Tigrinya, van de hoogvlakte", "ja, een vrouw; niet: niemand uit Leeuwarden", "een vrouw",
    "Wilt u haar zien?", "Ik slaap niet.", "U belt dinsdag.", "ja, door A. Jansen", "Niets aan de familie.",
    "dinsdag 24 november 2026, mondeling, via een tolk", "Eigen risico uitgelegd", "ja", "Sleutelpersoon erbij", "nee",
    "uiterlijk vrijdag 11 december 2026", "Met vriendelijke groet",
)  # fmt: skip
OF_THE_FORM = ("Vaak slecht", "12 (hoog)", "rood", "Schrikt", "niet gevalideerd", "Score", "Bijlage")


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    """The whole letter."""
    return Drawn.of(gp_letter())


def test_safe_contact_is_the_first_thing_and_every_field_follows_in_its_order(drawn: Drawn) -> None:
    assert drawn.pages[0].startswith("Lees dit eerst: zo bereikt u deze persoon veilig")
    rest = drawn.pages[0]
    for said in IN_ORDER:
        assert said in rest, said
        rest = rest.partition(said)[2]


def test_it_is_one_page_and_one_more_for_the_receiver(drawn: Drawn) -> None:
    assert len(drawn.pages) == 2
    assert "Nooit een kind, familielid of bekende" in drawn.pages[1]
    assert "Zo leest u deze brief" in drawn.pages[1]
    assert all("Vertrouwelijk: medisch geheim" in each for each in drawn.pages)


def test_it_is_tagged_dutch_and_every_sign_is_drawn(drawn: Drawn) -> None:
    assert (drawn.root["/Lang"], drawn.root["/MarkInfo"]["/Marked"], drawn.title) == ("nl", True, "Verwijsbrief")
    assert b"pdfuaid" in drawn.root["/Metadata"].get_object().get_data()
    assert drawn.undrawn() == 0


def test_nothing_of_the_form_is_in_it_unless_ticked(drawn: Drawn) -> None:
    assert [each for each in OF_THE_FORM if each in drawn.text] == []


@pytest.mark.parametrize(
    ("ticked", "shown"),
    [
        ({"show_answers": True}, {"Vaak slecht"}),
        ({"show_score": True}, {"12 (hoog)"}),
        ({"show_level": True}, {"rood", "Schrikt"}),
    ],
    ids=["answers", "score", "level"],
)
def test_each_tick_shows_its_own_and_no_more(ticked: dict[str, bool], shown: set[str]) -> None:
    said = content(gp_letter(replace(GP, **ticked)))  # type: ignore[arg-type]
    assert {each for each in ("Vaak slecht", "12 (hoog)", "rood", "Schrikt") if each in said} == shown


def test_what_is_ticked_comes_on_a_page_of_its_own_and_every_page_says_not_validated() -> None:
    drawn = Drawn.of(gp_letter(replace(GP, show_answers=True, show_score=True, show_level=True)))
    assert [page.startswith("Bijlage") for page in drawn.pages] == [False, True, False]
    assert [JUDGED.notice in each for each in drawn.pages] == [True] * 3


def test_an_empty_letter_says_of_everything_that_it_is_missing() -> None:
    bare = GpFields(professional="A", person="P", question="Q", consent_on=date(2026, 11, 24), consent_how="spoken")
    said = Drawn.of(gp_letter(bare, Office("GGD Fryslân", Sender()))).pages[0]
    assert said.count("niet ingevuld") == 16
    assert "adres ontbreekt in de instellingen" in said
    assert "telefoonnummer ontbreekt in de instellingen" in said
    assert "er is geen veilige manier afgesproken" in said
    assert "vraag het de afzender voordat u belt" in said
    assert "GEEN brief" in said


@pytest.mark.parametrize("name", ["professional", "person", "question", "consent_on", "consent_how"])
def test_it_is_refused_without_what_makes_it_a_referral(name: str) -> None:
    empty = None if name == "consent_on" else ""
    with pytest.raises(UnfitError) as refused:
        pdf(gp_letter(replace(GP, **{name: empty})))  # type: ignore[arg-type]
    assert refused.value.faults == {name: Fault.NEEDED}


@pytest.mark.parametrize(
    ("reach", "own", "ticked", "says"),
    [
        ("call", True, True, "mag, in neutrale woorden"),
        ("call", True, False, "NOOIT inspreken"),
        ("call", False, True, "NOOIT inspreken"),
        ("message", True, True, None),
        ("come", True, True, None),
        ("no", True, True, None),
        ("", True, True, None),
    ],
)
def test_a_voicemail_is_for_the_persons_own_phone_only(reach: str, own: bool, ticked: bool, says: str | None) -> None:
    box = dict(gp_letter(replace(GP, reach=reach, own_phone=own, voicemail=ticked)).safe.rows())
    assert box.get("Voicemail") == says
    if reach not in ("call", "message"):
        assert box["Hoe"].startswith("Niet bellen en niet schrijven")
        assert "06 12345678" not in box.values()


def test_the_page_for_a_browser_says_the_same_words(drawn: Drawn) -> None:
    html = page(gp_letter(), styles="/letter.css")
    body = re.sub(r"<(title|style)>.*?</\1>", "", html, flags=re.DOTALL)
    words = re.findall(r"\w+", re.sub(r"<[^>]+>", " ", body))
    read = re.findall(r"\w+", re.sub(r"Vertrouwelijk: medisch geheim \d / \d", "", drawn.text))
    assert sorted(words) == sorted(read)
    assert "style=" not in html
    assert "<style" not in html


def test_a_long_letter_goes_on_on_another_page_and_loses_nothing() -> None:
    long = "\n".join(f"Regel {number} van wat er gezegd is." for number in range(40))
    drawn = Drawn.of(gp_letter(replace(GP, complaints=long)))
    assert len(drawn.pages) == 3
    assert "Regel 39 van wat er gezegd is." in drawn.text
