"""The form's pages in an application of their own."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.questionnaire import Questionnaire, load, shipped_questionnaire
from intake.relay.headers import set_headers
from intake.relay.newcomer.pages import blueprint


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    return load(shipped_questionnaire("ggd10"))


@pytest.fixture(scope="session")
def app(questionnaire: Questionnaire) -> Flask:
    made = Flask(__name__, static_folder=None)
    set_headers(made, production=False)
    made.register_blueprint(blueprint(questionnaires=[questionnaire], environment="test"))
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
