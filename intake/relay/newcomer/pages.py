"""The routes of the form. Every answer is fixed: nothing of a request changes it but its path and its codings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from flask import Blueprint, Response, abort

from intake.questionnaire.model import Questionnaire
from intake.relay.newcomer.assets import load_assets
from intake.relay.newcomer.catalogue import catalogue, file_name
from intake.relay.newcomer.documents import Documents
from intake.relay.newcomer.facts import DATA, load_costs, load_numbers, load_places
from intake.relay.newcomer.fixed import Fixed, packed
from intake.relay.newcomer.information import Information
from intake.relay.newcomer.information_pages import information_pages
from intake.relay.newcomer.kiosk import HOME as KIOSK
from intake.relay.newcomer.kiosk import kiosk_files
from intake.relay.newcomer.offer import offered as offered_languages
from intake.relay.newcomer.pictures import file_name as pictures_name
from intake.relay.newcomer.pictures import pictures
from intake.relay.newcomer.sound import sound
from intake.relay.newcomer.towns import as_listed
from intake.relay.self_referral import Served

HTML = "text/html"
WITHOUT_CARD = "/self/"


def blueprint(
    *,
    questionnaires: Sequence[Questionnaire],
    environment: str,
    draft_languages: Sequence[str] = (),
    facts: Path = DATA,
    audio: Path | None = None,
    served: Served | None = None,
) -> Blueprint:
    """The form, its texts, the paper form and the neutral page.

    ``draft_languages`` are offered in production too.
    ``audio`` is the folder of sound packs; ``facts`` one with numbers.toml, costs.toml and places.toml; ``served``
    says whom inboxes serve without a link. Raises QuestionnaireError, ConfigError, PackError or AssetsError where
    something it needs is not there: before anybody is served.
    """
    offered = offered_languages(questionnaires, environment=environment, draft_languages=draft_languages)
    numbers, places, assets = load_numbers(facts / "numbers.toml"), load_places(facts / "places.toml"), load_assets()
    drawn = pictures(questionnaires)
    pictured = pictures_name(drawn)
    heard = sound(offered, audio, environment=environment)
    texts = {
        offer.language.tag: catalogue(offer, numbers, places, pictures=f"/text/{pictured}", sound=heard.packs)
        for offer in offered
    }
    names = {offer.language.tag: file_name(offer, texts[offer.language.tag]) for offer in offered}
    information = Information(numbers, load_costs(facts / "costs.toml"))
    catalogues = {tag: f"/text/{name}" for tag, name in names.items()}
    documents = Documents(offered, assets.urls, catalogues, informed=information.speaks(offered), names=heard.names)

    pages = Blueprint("newcomer", __name__)
    serve = _server(pages)
    towns = as_listed(served) if served else None
    no_card = WITHOUT_CARD if served else None
    serve("/", _page(documents.form(offered[0], entry=False, no_card=no_card)))
    serve("/start/", _page(documents.start()), {"Clear-Site-Data": '"cache"'})
    for offer in offered:
        serve(f"/{offer.language.tag}/", _page(documents.form(offer, entry=True, no_card=no_card)))
        serve(f"/paper/{offer.language.tag}/", _page(documents.paper(offer.sheet, numbers)))
    if towns:
        serve(WITHOUT_CARD, _page(documents.form(offered[0], entry=False, towns=towns)))
        for offer in offered:
            serve(f"{WITHOUT_CARD}{offer.language.tag}/", _page(documents.form(offer, entry=True, towns=towns)))
    information_files = {path: _page(page) for path, page in information_pages(documents, offered, information).items()}
    files = {names[tag]: packed(texts[tag], "application/json") for tag in names}
    files[pictured] = packed(drawn, "application/json")
    also = {f"/text/{name}": file for name, file in files.items()}
    also |= {path: file for path, file in information_files.items() if path.startswith(KIOSK)}
    packs = [f"/audio/{name}" for name in heard.files]
    tablet = kiosk_files(documents.kiosk(offered[0]), offered[0], assets, also=also, packs=packs)
    for path, file in (information_files | tablet).items():
        serve(path, file)
    _serve_files(pages, "text", files)
    _serve_files(pages, "audio", heard.files)
    _serve_files(pages, "assets", assets.files)
    return pages


def _page(contents: bytes) -> Fixed:
    return packed(contents, HTML)


def _server(pages: Blueprint) -> Callable[..., None]:
    def serve(path: str, page: Fixed, headers: Mapping[str, str] | None = None) -> None:
        def view() -> Response:
            answer = page.answer()
            answer.headers.update(headers or {})
            return answer

        pages.add_url_rule(path, endpoint=re.sub(r"[/.]", "-", path.strip("/")) or "form", view_func=view)

    return serve


def _serve_files(pages: Blueprint, folder: str, files: Mapping[str, Fixed]) -> None:
    def view(name: str) -> Response:
        return files[name].answer() if name in files else abort(404)

    pages.add_url_rule(f"/{folder}/<name>", endpoint=folder, view_func=view)
