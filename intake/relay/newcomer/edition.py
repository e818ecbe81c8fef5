"""Everything that the form's host serves while the same is published: written at once, then never changed.

What desks published decides about walk-in facts, the pages of information and the figures; a request decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from intake.questionnaire.model import Questionnaire
from intake.relay.newcomer.assets import Assets
from intake.relay.newcomer.catalogue import catalogue, file_name
from intake.relay.newcomer.documents import Documents
from intake.relay.newcomer.facts import ImportantNumbers, load_costs, load_numbers, load_places
from intake.relay.newcomer.figures import figures_pages
from intake.relay.newcomer.fixed import Fixed, packed
from intake.relay.newcomer.information import Information
from intake.relay.newcomer.information_pages import information_pages
from intake.relay.newcomer.kiosk import HOME as KIOSK
from intake.relay.newcomer.kiosk import kiosk_files
from intake.relay.newcomer.near import with_published
from intake.relay.newcomer.pictures import file_name as pictures_name
from intake.relay.newcomer.pictures import pictures
from intake.relay.newcomer.sound import Sound
from intake.relay.newcomer.towns import as_listed
from intake.relay.offer import Offer
from intake.relay.self_referral import Served
from intake.relay.shown import Shown

HTML, JSON = "text/html", "application/json"
START, PRACTICE, WITHOUT_CARD = "/start/", "/practice/", "/self/"
KEPT = 3
"""So many editions stay: a form that was opened under an older one still asks for its texts."""


@dataclass(frozen=True, slots=True)
class Edition:
    """``pages`` by path, ``texts`` by the name of the file."""

    pages: Mapping[str, Fixed]
    texts: Mapping[str, Fixed]


class Press:
    """Writes editions. Raises ConfigError where a file of facts is not there, when it is made."""

    def __init__(
        self,
        offered: Sequence[Offer],
        questionnaires: Sequence[Questionnaire],
        *,
        assets: Assets,
        facts: Path,
        heard: Sound,
        served: Served | None,
    ) -> None:
        """``facts`` is a folder with numbers.toml, costs.toml and places.toml."""
        self._offered, self._questionnaires, self._assets, self._heard, self._served = (
            offered, questionnaires, assets, heard, served,
        )  # fmt: skip
        self._numbers, self._places = load_numbers(facts / "numbers.toml"), load_places(facts / "places.toml")
        self._information = Information(self._numbers, load_costs(facts / "costs.toml"))
        self._drawn = pictures(questionnaires)

    def edition(self, shown: Sequence[Shown]) -> Edition:
        """What is served while ``shown`` is published."""
        places, pictured = with_published(self._places, shown), pictures_name(self._drawn)
        files: dict[str, Fixed] = {pictured: packed(self._drawn, JSON)}
        urls: dict[str, str] = {}
        for offer in self._offered:
            sound = self._heard.packs
            text = catalogue(offer, self._numbers, places, pictures=f"/text/{pictured}", sound=sound)
            name = file_name(offer, text)
            files[name], urls[offer.language.tag] = packed(text, JSON), f"/text/{name}"
        informed = self._information.speaks(self._offered)
        documents = Documents(self._offered, self._assets.urls, urls, informed=informed, names=self._heard.names)
        return Edition(dict(self._pages(documents, files, shown)), files)

    def _pages(
        self, documents: Documents, files: Mapping[str, Fixed], shown: Sequence[Shown]
    ) -> Iterator[tuple[str, Fixed]]:
        first, offered = self._offered[0], self._offered
        yield START, _page(documents.start())
        yield PRACTICE, _page(documents.practice(first, self._questionnaires[0]))
        plain = _forms(documents, offered, self._served) | _papers(documents, offered, self._numbers)
        for path, page in (plain | figures_pages(documents, shown)).items():
            yield path, _page(page)
        pages = information_pages(documents, offered, self._information, shown)
        informing = {path: _page(page) for path, page in pages.items()}
        yield from informing.items()
        also = {f"/text/{name}": file for name, file in files.items()}
        also |= {path: file for path, file in informing.items() if path.startswith(KIOSK)}
        packs = [f"/audio/{name}" for name in self._heard.files]
        yield from kiosk_files(documents.kiosk(first), first, self._assets, also=also, packs=packs).items()


class Editions:
    """The editions that were written last, by what was published. ``write`` takes half a second."""

    def __init__(self, write: Callable[[Sequence[Shown]], Edition]) -> None:
        self._write, self._lock = write, Lock()
        self._written: dict[tuple[Shown, ...], Edition] = {(): write(())}
        self._last: tuple[tuple[Shown, ...], Edition] = ((), self._written[()])

    def of(self, shown: tuple[Shown, ...]) -> Edition:
        """That which is served while ``shown`` is published."""
        last, edition = self._last
        if shown is not last:
            edition = self._written.get(shown) or self._newly(shown)
            self._last = (shown, edition)
        return edition

    def _newly(self, shown: tuple[Shown, ...]) -> Edition:
        with self._lock:
            if shown not in self._written:
                # In one step, for whoever reads meanwhile.
                self._written = dict([*list(self._written.items())[1 - KEPT :], (shown, self._write(shown))])
            return self._written[shown]

    def text(self, name: str) -> Fixed | None:
        """A file of texts, of any of them."""
        return next((each.texts[name] for each in self._written.values() if name in each.texts), None)


def _forms(documents: Documents, offered: Sequence[Offer], served: Served | None) -> dict[str, bytes]:
    """With a card, and where the relay has inboxes for that without one; each also at the address of a language."""
    no_card = WITHOUT_CARD if served else None
    forms = {"/": documents.form(offered[0], entry=False, no_card=no_card)}
    forms |= {f"/{each.language.tag}/": documents.form(each, entry=True, no_card=no_card) for each in offered}
    if served:
        towns = as_listed(served)
        forms[WITHOUT_CARD] = documents.form(offered[0], entry=False, towns=towns)
        for each in offered:
            forms[f"{WITHOUT_CARD}{each.language.tag}/"] = documents.form(each, entry=True, towns=towns)
    return forms


def _papers(documents: Documents, offered: Sequence[Offer], numbers: ImportantNumbers) -> dict[str, bytes]:
    return {f"/paper/{each.language.tag}/": documents.paper(each.sheet, numbers) for each in offered}


def _page(contents: bytes) -> Fixed:
    return packed(contents, HTML)
