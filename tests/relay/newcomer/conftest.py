"""The form's pages in an application of their own."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient

from intake.questionnaire import Questionnaire, load, shipped_questionnaire
from intake.relay.headers import set_headers
from intake.relay.newcomer.pages import blueprint
from intake.relay.shown import EXTENSION, Shown


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    return load(shipped_questionnaire("ggd10"))


@pytest.fixture(scope="session")
def pages(questionnaire: Questionnaire) -> Blueprint:
    """Written once."""
    return blueprint(questionnaires=[questionnaire], environment="test")


@pytest.fixture(scope="session")
def app(pages: Blueprint) -> Flask:
    return serving(pages)


def serving(pages: Blueprint, *shown: Shown) -> Flask:
    """An application with these pages, of a relay that shows ``shown``."""
    made = Flask(__name__, static_folder=None)
    set_headers(made, production=False)
    made.register_blueprint(pages)
    if shown:
        made.extensions[EXTENSION] = Still(shown)
    return made


@dataclass
class Still:
    """Shows the same until it is told otherwise."""

    shown: tuple[Shown, ...]
    asked: int = 0

    def now(self) -> tuple[Shown, ...]:
        return self.shown

    def look_again(self) -> None:
        self.asked += 1


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
