"""The one file of all pictures: every answer's, or none of a question's."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from intake.questionnaire import Questionnaire, load, shipped_questionnaire
from intake.relay.newcomer.pictures import pictures


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped_questionnaire("ggd10"), tmp_path / "copy"))


def test_every_answer_of_the_form_and_of_the_questionnaire_has_its_drawing(questionnaire: Questionnaire) -> None:
    found = json.loads(pictures([questionnaire]))
    assert set(found["sets"]) == {"form", "ggd10 1"}
    asked = found["sets"]["ggd10 1"]
    assert {f"{each.id}.{option}" for each in questionnaire.questions for option in each.options} < asked.keys()  # type: ignore[union-attr]
    assert asked["dreams.often"] == asked["joy.often"] == found["sets"]["form"]["practice.often"]
    drawing = found["drawings"][asked["dreams.often"]]
    assert drawing["view"] == "0 0 48 48"
    assert [name for name, _ in drawing["shapes"]] == ["circle"]


def test_half_a_set_is_left_out(folder: Path) -> None:
    (folder / "pictures" / "sleep.good.svg").unlink()
    found = json.loads(pictures([load(folder)]))["sets"]["ggd10 1"]
    assert not [name for name in found if "sleep" in name]
    assert "talk.yes" in found


def test_who_draws_answers_but_no_skip_gets_the_forms(folder: Path) -> None:
    (folder / "pictures" / "skip.svg").unlink()
    sets = json.loads(pictures([load(folder)]))["sets"]
    assert sets["ggd10 1"]["skip:sleep"] == sets["form"]["skip:reach"]


def test_without_pictures_there_is_no_skip_either(folder: Path) -> None:
    shutil.rmtree(folder / "pictures")
    assert json.loads(pictures([load(folder)]))["sets"]["ggd10 1"] == {}


def test_it_is_named_by_its_contents_and_every_language_has_the_same(client: FlaskClient) -> None:
    texts = re.findall(r"/text/\w+\.\w+\.json", client.get("/").text)
    (url,) = {client.get(path).get_json()["pictures"] for path in texts}
    assert re.fullmatch(r"/text/[0-9a-f]{12}\.pictures\.json", url)
    assert client.get(url).mimetype == "application/json"
    assert len(client.get(url, headers={"Accept-Encoding": "gzip"}).data) < 4_000
