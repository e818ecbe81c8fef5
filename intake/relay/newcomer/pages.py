"""The routes of the form. Every answer is fixed: nothing of a request changes it but its path and its codings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from flask import Blueprint, Response, abort, current_app

from intake.questionnaire.model import Questionnaire
from intake.relay.newcomer.assets import load_assets
from intake.relay.newcomer.edition import START, Edition, Editions, Press
from intake.relay.newcomer.facts import DATA
from intake.relay.newcomer.figures import PATHS as FIGURES
from intake.relay.newcomer.fixed import Fixed
from intake.relay.newcomer.sound import sound
from intake.relay.offer import offered as offered_languages
from intake.relay.self_referral import Served
from intake.relay.shown import EXTENSION, Showing

CLEARING = {"Clear-Site-Data": '"cache"'}


def blueprint(
    *,
    questionnaires: Sequence[Questionnaire],
    environment: str,
    draft_languages: Sequence[str] = (),
    facts: Path = DATA,
    audio: Path | None = None,
    served: Served | None = None,
) -> Blueprint:
    """The form, its texts, the paper form, the information, the figures and the neutral page.

    ``draft_languages`` are offered in production too.
    ``audio`` is the folder of sound packs; ``facts`` one with numbers.toml, costs.toml and places.toml; ``served``
    says whom inboxes serve without a link. An application that shows what desks published has a `Showing` among its
    extensions, as EXTENSION. Raises QuestionnaireError, ConfigError, PackError or AssetsError where something it needs
    is not there: before anybody is served.
    """
    offered = offered_languages(questionnaires, environment=environment, draft_languages=draft_languages)
    assets, heard = load_assets(), sound(offered, audio, environment=environment)
    press = Press(offered, questionnaires, assets=assets, facts=facts, heard=heard, served=served)
    editions = Editions(press.edition)
    pages = Blueprint("newcomer", __name__)
    # Which paths there are does not depend on what is published, but for the figures.
    for path in (*editions.of(()).pages, *FIGURES):
        _serve(pages, editions, path, CLEARING if path == START else {})
    _serve_texts(pages, editions)
    for folder, files in {"audio": heard.files, "assets": assets.files}.items():
        _serve_files(pages, folder, files.get)
    return pages


def _now(editions: Editions) -> Edition:
    """What the application that answers shows now."""
    showing = _showing()
    return editions.of(() if showing is None else showing.now())


def _showing() -> Showing | None:
    found: Showing | None = current_app.extensions.get(EXTENSION)
    return found


def _serve(pages: Blueprint, editions: Editions, path: str, headers: Mapping[str, str]) -> None:
    def view() -> Response:
        page = _now(editions).pages.get(path) or abort(404)
        answer = page.answer()
        answer.headers.update(headers)
        return answer

    pages.add_url_rule(path, endpoint=re.sub(r"[/.]", "-", path.strip("/")) or "form", view_func=view)


def _serve_texts(pages: Blueprint, editions: Editions) -> None:
    """Those of former editions too; and where another machine has written a newer one, that."""

    def find(name: str) -> Fixed | None:
        found = _now(editions).texts.get(name) or editions.text(name)
        showing = _showing()
        if found is None and showing is not None:
            showing.look_again()
            found = _now(editions).texts.get(name)
        return found

    _serve_files(pages, "text", find)


def _serve_files(pages: Blueprint, folder: str, find: Callable[[str], Fixed | None]) -> None:
    def view(name: str) -> Response:
        file = find(name) or abort(404)
        return file.answer()

    pages.add_url_rule(f"/{folder}/<name>", endpoint=folder, view_func=view)
