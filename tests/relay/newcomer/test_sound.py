"""The files of sound: what is in them and what never is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.audio.pack import PackError, pack_of, read_pack, write_pack
from intake.questionnaire import Questionnaire
from intake.relay.headers import set_headers
from intake.relay.newcomer.pages import blueprint
from intake.relay.newcomer.sound import Sound, sound
from intake.relay.offer import Offer, offers
from tests.browser.packs import tone, write_tones

Index = Mapping[str, tuple[int, int, bool]]


@pytest.fixture(scope="session")
def offered(questionnaire: Questionnaire) -> Sequence[Offer]:
    return offers([questionnaire])


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """English, recorded and approved; Dutch by a machine."""
    folder = tmp_path_factory.mktemp("audio")
    write_tones(folder, "en")
    write_tones(folder, "nl", synthetic=True)
    return folder


def index(found: Sound, tag: str) -> tuple[Index, bytes]:
    """What a language's file says it holds, and its recordings."""
    url = found.packs[tag] if tag in found.packs else found.names.split()[0]
    data = found.files[url.rpartition("/")[2]].contents
    length = int.from_bytes(data[:4], "big")
    return json.loads(data[4 : 4 + length])["clips"], data[4 + length :]


def test_a_file_holds_every_recording_of_its_language_under_its_key(offered: Sequence[Offer], recorded: Path) -> None:
    found = sound(offered, recorded, environment="test")
    assert sorted(found.packs) == ["en", "nl"]
    clips, sounds = index(found, "en")
    assert {"name", "form:who.title", "form:who.only", "ggd10 1:sleep", "ggd10 1:sleep.good"} <= clips.keys()
    offset, length, synthetic = clips["ggd10 1:sleep.good"]
    assert sounds[offset : offset + length] == tone(0.25)
    assert synthetic is False
    assert {made for _, _, made in index(found, "nl")[0].values()} == {True}


def test_the_same_recording_stands_in_it_once(offered: Sequence[Offer], recorded: Path) -> None:
    _, sounds = index(sound(offered, recorded, environment="test"), "en")
    assert len(sounds) == len(tone(0.25))


def test_the_names_of_all_languages_are_one_small_file(offered: Sequence[Offer], recorded: Path) -> None:
    found = sound(offered, recorded, environment="test")
    url, *tags = found.names.split(" ")
    assert re.fullmatch(r"/audio/[0-9a-f]{12}\.names\.pack", url)
    assert tags == ["en", "nl"]
    assert set(index(found, "names")[0]) == {"en", "nl"}


def test_in_production_nothing_is_heard_that_a_machine_spoke_or_nobody_approved(
    offered: Sequence[Offer], recorded: Path, tmp_path: Path
) -> None:
    write_tones(tmp_path, "en", approved=False)
    assert sorted(sound(offered, recorded, environment="production").packs) == ["en"]
    assert sound(offered, tmp_path, environment="production") == Sound()
    assert sorted(sound(offered, tmp_path, environment="demo").packs) == ["en"]


def test_a_recording_of_other_words_is_left_out(offered: Sequence[Offer], tmp_path: Path) -> None:
    write_tones(tmp_path, "en", outdated=["ggd10 1:sleep"])
    clips, _ = index(sound(offered, tmp_path, environment="test"), "en")
    assert "ggd10 1:sleep" not in clips
    assert "ggd10 1:sleep.good" in clips


def test_a_recording_that_was_refused_is_left_out_everywhere(offered: Sequence[Offer], tmp_path: Path) -> None:
    write_tones(tmp_path, "en", approved=False)
    file = tmp_path / "en.zip"
    clips = dict(read_pack(file).clips)
    title = clips["form:who.title"]
    clips["form:who.title"] = replace(title, refused_by="Selam", refused_on=title.recorded_on, remark="too fast")
    write_pack(file, pack_of("en", clips.values()))
    kept, _ = index(sound(offered, tmp_path, environment="demo"), "en")
    assert "form:who.title" not in kept
    assert "form:who.not" in kept


def test_a_text_with_a_name_to_fill_in_has_no_recording_but_the_health_services(
    offered: Sequence[Offer], recorded: Path
) -> None:
    clips, _ = index(sound(offered, recorded, environment="test"), "en")
    assert "form:send.only" in clips, "the health service's name is said as GGD"
    assert "form:end.days" not in clips


def test_without_a_folder_there_is_nothing_to_hear(offered: Sequence[Offer], tmp_path: Path) -> None:
    assert sound(offered, None, environment="test") == Sound()
    assert sound(offered, tmp_path, environment="test") == Sound()


def test_a_file_that_is_no_pack_stops_the_start(questionnaire: Questionnaire, tmp_path: Path) -> None:
    (tmp_path / "en.zip").write_bytes(b"no zip")
    with pytest.raises(PackError, match=r"en\.zip"):
        blueprint(questionnaires=[questionnaire], environment="test", audio=tmp_path)


@pytest.fixture(scope="module")
def heard(questionnaire: Questionnaire, recorded: Path) -> FlaskClient:
    made = Flask(__name__, static_folder=None)
    set_headers(made, production=False)
    made.register_blueprint(blueprint(questionnaires=[questionnaire], environment="test", audio=recorded))
    return made.test_client()


def test_the_form_says_where_they_are_and_nobody_may_keep_them(heard: FlaskClient) -> None:
    page = heard.get("/").text
    catalogue = heard.get(re.findall(r"/text/\w+\.ti\.json", page)[0]).get_json()
    assert sorted(catalogue["sound"]) == ["en", "nl"]
    names = re.search(r'data-names="(\S+) en nl"', page)
    assert names is not None
    for url in (*catalogue["sound"].values(), names[1]):
        answer = heard.get(url)
        assert (answer.status_code, answer.mimetype) == (200, "application/octet-stream")
        assert answer.headers["Cache-Control"] == "no-store"
        assert "blob:" in answer.headers["Content-Security-Policy"]
    assert heard.get("/audio/en.zip").status_code == 404


def test_a_form_without_sound_says_nothing_of_it(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "data-names" not in page
    assert client.get(re.findall(r"/text/\w+\.en\.json", page)[0]).get_json()["sound"] == {}
