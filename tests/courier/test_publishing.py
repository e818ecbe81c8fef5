"""What everybody may read, the whole way: signed at a desk with real keys, carried, taken by a relay, on its pages."""

from __future__ import annotations

import random
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from intake.config import Opening, WalkIn
from intake.courier.client import RelayClient
from intake.courier.errors import CourierError
from intake.courier.push import Kind, push
from intake.demo.network_people import sample_book
from intake.desk.keys.signing import sign_sheet
from intake.desk.publishing.signing import publish
from intake.desk.unlock import OpenDesk
from intake.envelope.sheet import KeySheet
from intake.exchange.book import Book
from intake.exchange.published import FEWEST
from intake.questionnaire import LANGUAGES
from tests.courier.cable import courier_of, serving
from tests.desk.publishing.book import bring
from tests.desk.web.conftest import made_office
from tests.desk.web.office import MONDAY, PASSPHRASES, Office
from tests.relay.world import Ggd, World

__all__ = ["made_office"]
PAGES = (*(f"/info/{language.tag}/" for language in LANGUAGES), "/kiosk/info/en/")
WALK_IN = WalkIn(3, "Harlingertrekweg 58", hours=(Opening("tue", "09:00-11:30"),), checked_on=date(2026, 11, 20))


class Real(Ggd):
    """A GGD as the relay meets it: the key sheet of a desk with real keys."""

    def __init__(self, signed: KeySheet) -> None:
        super().__init__()
        self._signed = signed

    @property
    def fingerprint(self) -> str:
        return self._signed.fingerprint

    def sheet(self, issued: date, *, inbox: str = "", until: int = 0) -> KeySheet:
        """The one that there is."""
        return self._signed


@dataclass
class Way:
    """From the desk to the relay."""

    desk: OpenDesk
    client: RelayClient
    origin: str
    folder: Path

    def publish(self, name: str) -> Path:
        """The file on the stick."""
        publish(self.desk, out=self.folder / name)
        return self.folder / name

    def page(self, path: str) -> str:
        """What everybody gets."""
        with urllib.request.urlopen(self.origin + path, timeout=20) as answer:
            return unescape(answer.read().decode())


@pytest.fixture(scope="module")
def way(made_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Way]:
    folder = tmp_path_factory.mktemp("way")
    office = Office(made_office, folder / "office", walk_in=WALK_IN)
    (folder / "relay").mkdir()
    with office.desk("anna") as desk:
        world = World(folder / "relay", ggd=Real(sign_sheet(desk, PASSPHRASES["anna"])))
        with serving(world.app) as port:
            origin = f"http://127.0.0.1:{port}"
            yield Way(desk, courier_of(world, origin), origin, folder)
    office.close()
    world.relay.engine.dispose()


def named(book: Book) -> set[str]:
    """Everything of a book that is somebody's: names, direct lines, who coordinates, and the ids."""
    people = {word for each in book.ambassadors for word in (each.name, each.id)}
    contacts = [contact for each in book.destinations for contact in each.contacts]
    lines = {word for each in contacts for word in (each.name, each.line) if word}
    return people | lines | ({book.coordinator} if book.coordinator else set())


def test_no_name_of_an_ambassador_or_contact_person_is_in_a_file_or_on_a_page_and_no_count_below_three(
    way: Way,
) -> None:
    """Of networks that are drawn; of the last one all pages are read too."""
    seeds = random.Random(7).sample(range(10_000), 6)
    for seed in seeds:
        book = sample_book(MONDAY.date(), seed=seed)
        bring(way.desk, book)
        signed = publish(way.desk)
        text = signed.file.decode()
        assert len(named(book)) > 300
        assert {name for name in named(book) if name in text} == set(), seed
        assert text.count('"count":') > 5, seed
        assert not any(f'"count":{few},' in text for few in range(FEWEST)), seed
    (way.folder / "drawn").write_bytes(signed.file)
    assert push(way.client, way.folder / "drawn") is Kind.PUBLISHED
    for path in PAGES:
        page = way.page(path)
        assert {name for name in named(book) if name in page} == set(), path


def test_what_a_desk_publishes_is_on_the_pages_at_once_and_what_it_takes_back_is_not(way: Way) -> None:
    book = sample_book(MONDAY.date())
    bring(way.desk, book)
    push(way.client, way.publish("first"))
    page = way.page("/info/ti/")
    assert "sleutelpersoon" in page
    assert "ኣብ መላእ ሆላንድ" in page
    catalogue = way.page("/en/").split('data-texts="')[1].split('"')[0]
    assert "Harlingertrekweg 58" in way.page(catalogue)
    bring(way.desk, Book(1, book.book, 9, book.issued, book.organisation, None, (), ()))
    push(way.client, way.publish("second"))
    assert "ኣብ መላእ ሆላንድ" not in way.page("/info/ti/")


def test_an_older_file_is_refused_in_words_and_the_same_again_is_not(way: Way) -> None:
    older, newest = way.publish("older"), way.publish("newest")
    assert [push(way.client, newest), push(way.client, newest)] == [Kind.PUBLISHED] * 2
    with pytest.raises(CourierError, match="the relay has a newer published file"):
        push(way.client, older)


def test_a_damaged_a_cut_and_a_huge_file_are_each_refused_in_their_words(way: Way) -> None:
    good = way.publish("good").read_bytes()
    refused = {
        "was damaged or changed on its way": good.replace(b"Harlinger", b"Marlinger"),
        "is damaged, or only a part of it": good[:-9],
        "too large for the relay": good[:-1] + b" " * (1 << 20) + b"}",
    }
    for words, data in refused.items():
        (way.folder / "bad").write_bytes(data)
        with pytest.raises(CourierError, match=words):
            push(way.client, way.folder / "bad")


def test_a_relay_that_pins_another_identity_takes_nothing_of_this_desk(way: Way, tmp_path: Path) -> None:
    file = way.publish("foreign")
    other = World(tmp_path)
    with serving(other.app) as port, pytest.raises(CourierError, match="no desk of this GGD signed the file"):
        push(courier_of(other, f"http://127.0.0.1:{port}"), file)
    other.relay.engine.dispose()
