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
from intake.relay.newcomer.facts import DATA, ImportantNumbers, load_costs, load_numbers, load_places
from intake.relay.newcomer.fixed import Fixed, packed
from intake.relay.newcomer.information import Information
from intake.relay.newcomer.information_pages import information_pages
from intake.relay.newcomer.kiosk import HOME as KIOSK
from intake.relay.newcomer.kiosk import kiosk_files
from intake.relay.newcomer.pictures import file_name as pictures_name
from intake.relay.newcomer.pictures import pictures
from intake.relay.newcomer.sound import sound
from intake.relay.newcomer.towns import as_listed
from intake.relay.offer import Offer
from intake.relay.offer import offered as offered_languages
from intake.relay.self_referral import Served

HTML, JSON = "text/html", "application/json"
WITHOUT_CARD = "/self/"
PRACTICE = "/practice/"


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
    drawn, heard = pictures(questionnaires), sound(offered, audio, environment=environment)
    pictured = pictures_name(drawn)
    texts = {
        each.language.tag: catalogue(each, numbers, places, pictures=f"/text/{pictured}", sound=heard.packs)
        for each in offered
    }
    names = {each.language.tag: file_name(each, texts[each.language.tag]) for each in offered}
    files = {names[tag]: packed(text, JSON) for tag, text in texts.items()} | {pictured: packed(drawn, JSON)}
    information = Information(numbers, load_costs(facts / "costs.toml"))
    catalogues = {tag: f"/text/{name}" for tag, name in names.items()}
    documents = Documents(offered, assets.urls, catalogues, informed=information.speaks(offered), names=heard.names)
    informing = {path: _page(page) for path, page in information_pages(documents, offered, information).items()}
    also = {f"/text/{name}": file for name, file in files.items()}
    also |= {path: file for path, file in informing.items() if path.startswith(KIOSK)}
    packs = [f"/audio/{name}" for name in heard.files]
    tablet = kiosk_files(documents.kiosk(offered[0]), offered[0], assets, also=also, packs=packs)

    pages = Blueprint("newcomer", __name__)
    serve = _server(pages)
    serve("/start/", _page(documents.start()), {"Clear-Site-Data": '"cache"'})
    serve(PRACTICE, _page(documents.practice(offered[0], questionnaires[0])))
    for path, page in (_forms(documents, offered, served) | _papers(documents, offered, numbers)).items():
        serve(path, _page(page))
    for path, file in (informing | tablet).items():
        serve(path, file)
    for folder, contents in {"text": files, "audio": heard.files, "assets": assets.files}.items():
        _serve_files(pages, folder, contents)
    return pages


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
