"""Cards and letters of introduction: tagged, in two languages, only for who has papers, nothing to reach them by."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pypdf
import pytest

from intake.config import Sender as Configured
from intake.network.errors import NetworkError
from intake.network.introducing.frame import Introduction, content, page, pdf
from intake.network.introducing.introduced import Introduced, Sender
from intake.network.introducing.making import introduction, issued, print_introduction
from intake.network.log import Action, read
from tests.network.typed import added, person
from tests.network.world import SENDER, World

TODAY = date(2026, 11, 24)
SELAM = Introduced.of(person(phone="06 99 99 99 99", email="selam@example.org", note="afraid of her uncle"), TODAY)


@pytest.fixture(scope="module")
def sender() -> Sender:
    """Who introduces."""
    return Sender("Steunpunt Zuid", SENDER.address, "070 000 00 00", "GGD Haaglanden")


def made(sender: Sender, kind: str, tongue: str, *people: Introduced, copies: int = 1) -> Introduction:
    """One print."""
    return Introduction(kind, tongue, sender, "J. Bakker", TODAY, people or (SELAM,), copies)


def text_of(data: bytes) -> str:
    """All words of a PDF, in one line."""
    return " ".join(" ".join(each.extract_text().split()) for each in pypdf.PdfReader(io.BytesIO(data)).pages)


@pytest.mark.parametrize(
    ("kind", "tongue", "said"),
    [("card", "nl", ("Spreekt", "Geldig tot en met")), ("letter", "en", ("Speaks", "Valid until"))],
)
def test_it_is_tagged_in_its_language_and_says_all_but_how_to_reach_them(
    sender: Sender, kind: str, tongue: str, said: tuple[str, ...]
) -> None:
    data = pdf(made(sender, kind, tongue))
    document = pypdf.PdfReader(io.BytesIO(data))
    catalog: Any = document.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == tongue
    assert document.metadata is not None
    assert "Selam" not in str(document.metadata.title)
    shown = text_of(data)
    for each in (*said, "Selam Tesfaye", "Tigrinya", "GGD Haaglanden" if kind == "card" else "J. Bakker", "070"):
        assert each in shown
    for each in ("06 99", "example.org", "uncle", "mutilation", "verminking", "GM0518"):
        assert each not in shown


def test_a_browser_prints_the_same_words(sender: Sender) -> None:
    for kind in ("card", "letter"):
        shown = made(sender, kind, "nl")
        assert content(shown) in page(shown, styles="/static/introducing.css")


def test_ten_cards_stand_on_a_sheet(sender: Sender) -> None:
    others = [Introduced.of(person(f"Nour {number}", number=number), TODAY) for number in range(1, 4)]
    assert [len(sheet) for sheet in made(sender, "card", "nl", *others, copies=4).sheets()] == [10, 2]
    data = pdf(made(sender, "card", "nl", *others, copies=3))
    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == 1
    assert text_of(data).count("Nour 3") == 3


def test_the_longest_names_still_leave_a_card_its_last_line(sender: Sender) -> None:
    tags = ("mnk", "ckb", "aii", "kmr", "ary")
    long = person("Abdirahmaan " * 6, languages=[{"tag": tag, "level": "native"} for tag in tags])
    wordy = replace(sender, name="Stichting Steunpunt voor Nieuwkomers Zuidwest en Omstreken")
    data = pdf(made(wordy, "card", "nl", Introduced.of(long, TODAY)))
    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == 1
    assert "Geldig tot en met 1 nov 2027" in text_of(data)


def test_what_somebody_typed_is_text_and_nothing_else(sender: Sender) -> None:
    hostile = Introduced.of(person('<img src="file:///etc/passwd"> {name}'), TODAY)
    for kind in ("card", "letter"):
        shown = content(made(sender, kind, "en", hostile))
        assert "<img" not in shown
        assert "&lt;img" in shown
    assert "{name}" in text_of(pdf(made(sender, "letter", "en", hostile)))


def test_it_holds_no_longer_than_the_first_paper_and_a_year_at_most() -> None:
    assert Introduced.of(person(conduct_until="2027-03-01"), TODAY).until == date(2027, 3, 1)
    assert Introduced.of(person(conduct_until="2029-03-01", secrecy_until="2029-03-01"), TODAY).until == date(
        2027, 11, 24
    )
    for typed in ({"conduct_until": "2026-11-23"}, {"secrecy_until": ""}):
        with pytest.raises(NetworkError, match="valid certificate of conduct"):
            Introduced.of(person("Selam", **typed), TODAY)  # type: ignore[arg-type]  # they are texts
    assert Introduced.of(person(unavailable=True), TODAY).until == date(2027, 11, 1)


def test_that_one_was_printed_is_kept_and_nobody_is_named_in_the_log(world: World) -> None:
    with world.network() as network, network.writing() as connection:
        one = added(network, connection)
        nobody = replace(network, section=msgspec.structs.replace(network.section, sender=Configured()))
        with pytest.raises(NetworkError, match="does not say who introduces") as refused:
            introduction(nobody, connection, "card", [one], "nl")
        assert refused.value.hint == "Add [network.sender] address, [network.sender] phone."
        with pytest.raises(NetworkError, match="nothing was chosen"):
            introduction(network, connection, "card", [], "nl")
        shown = introduction(network, connection, "letter", [one, one], "en")
        assert (len(shown.people), shown.signed) == (1, "J. Bakker, coördinator")
        assert print_introduction(network, connection, shown, lambda each: each.title) == "Introduction"
        (kept,) = issued(connection, one)
        assert (kept.kind, kept.language, kept.until) == ("letter", "en", date(2027, 11, 1))
        (entry, *_) = read(connection)
        assert (entry.action, entry.key, entry.detail) == (Action.PRINTED, one, {"kind": "letter"})
