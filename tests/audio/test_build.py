"""Placeholders by a machine: marked as such, small, and never in the place of a person's voice."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from intake.audio.build import build, job
from intake.audio.clip import Clip, text_digest
from intake.audio.mp3 import seconds
from intake.audio.pack import pack_of, read_pack, write_pack
from intake.audio.script import Line, script
from intake.audio.sound import speech_level
from intake.audio.speech import SpeechError, spoken
from intake.questionnaire import language, load, shipped_questionnaire
from tests.audio.sounds import DAY, SILENCE, clip

COMMAND = [sys.executable, "-m", "intake.cli", "audio"]
WORDS = 6


def audio(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)


def lines_of(tag: str) -> Sequence[Line]:
    """A few lines, so that the test is quick; one of them stands under several keys."""
    every = script(language(tag), [load(shipped_questionnaire("ggd10"))])
    return [*every[:WORDS], *(line for line in every if len(line.keys) > 2)][: WORDS + 1]


def built(folder: Path, *tags: str, fill: bool = False) -> None:
    build([job(language(tag), folder, lines_of(tag), fill=fill) for tag in tags], DAY, lambda _: None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two languages, spoken by espeak-ng itself."""
    folder = tmp_path_factory.mktemp("packs") / "new"
    built(folder, "en", "ar")
    return folder


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_machine_reads_every_text_and_says_that_it_is_one(folder: Path, tag: str) -> None:
    clips = read_pack(folder / f"{tag}.zip").clips
    asked = {key: line.text for line in lines_of(tag) for key in line.keys}
    assert clips.keys() == asked.keys()
    assert all(each.synthetic and each.speaker.startswith("espeak-ng") for each in clips.values())
    assert all(clips[key].reads(text) for key, text in asked.items())
    assert not any(each.approved for each in clips.values())


def test_a_phrase_is_a_few_kilobytes(folder: Path) -> None:
    clips = read_pack(folder / "en.zip").clips.values()
    assert all(0.3 < seconds(each.mp3) < 8 for each in clips)
    assert max(len(each.mp3) for each in clips) < 25_000


def test_a_pack_that_is_there_is_left_alone(folder: Path) -> None:
    before = (folder / "en.zip").read_bytes()
    done = audio("build", "--language", "en", "--out", folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "--fill" in done.stderr
    assert (folder / "en.zip").read_bytes() == before


def test_filling_speaks_what_is_wanting_and_what_has_changed_and_keeps_every_person(tmp_path: Path) -> None:
    first, second, third, fourth = (line.keys[0] for line in lines_of("en")[:4])
    texts = {line.keys[0]: line.text for line in lines_of("en")}
    held = [
        Clip(first, text_digest(texts[first]), False, "Amina", DAY, SILENCE),
        Clip(second, text_digest("older words"), False, "Amina", DAY, SILENCE),
        clip(third, "older words", synthetic=True, speaker="espeak-ng, en"),
        clip(fourth, texts[fourth], synthetic=True, speaker="espeak-ng, en"),
        clip("form:gone.for.good", "a text that nothing asks for", speaker="Amina"),
    ]
    write_pack(tmp_path / "en.zip", pack_of("en", held))
    built(tmp_path, "en", fill=True)
    clips = read_pack(tmp_path / "en.zip").clips
    for kept in (held[0], held[1], held[3], held[4]):
        assert clips[kept.key] == kept
    assert clips[third].reads(texts[third])
    assert clips.keys() == {key for line in lines_of("en") for key in line.keys} | {"form:gone.for.good"}


def test_where_nothing_is_wanting_nothing_is_written(tmp_path: Path) -> None:
    built(tmp_path, "en")
    whole = read_pack(tmp_path / "en.zip")
    write_pack(tmp_path / "en.zip", replace(whole, clips=dict(reversed(list(whole.clips.items())))))
    before = (tmp_path / "en.zip").read_bytes()
    built(tmp_path, "en", fill=True)
    assert (tmp_path / "en.zip").read_bytes() == before


def test_a_language_that_no_machine_speaks_is_named_and_skipped(tmp_path: Path) -> None:
    done = audio("build", "--language", "ti", "--language", "prs", "--out", tmp_path / "packs")
    assert done.returncode == 0
    assert "Tigrinya" in done.stderr
    assert "Dari" in done.stderr
    assert not (tmp_path / "packs").exists()


def test_without_the_program_it_says_what_to_install(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "build", "--out", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": str(tmp_path)},
    )
    assert done.returncode == 1
    assert "espeak-ng is not installed" in done.stderr
    assert "apt-get install" in done.stderr


def test_a_voice_that_is_not_there_is_said() -> None:
    with pytest.raises(SpeechError, match="no-such-voice"):
        spoken("hello", "no-such-voice")


def test_a_text_is_never_among_the_arguments_of_a_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program in espeak-ng's place writes down what it was given, then speaks by the real one."""
    real = subprocess.run(["which", "espeak-ng"], capture_output=True, text=True, check=True).stdout.strip()
    stand_in = tmp_path / "espeak-ng"
    stand_in.write_text(f'#!/bin/sh\nprintf "%s " "$@" > {tmp_path}/arguments\nexec {real} "$@"\n')
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert speech_level(spoken("-v a dog", "en")) > -40
    assert "dog" not in (tmp_path / "arguments").read_text()


def test_status_is_a_table_and_a_list(folder: Path, tmp_path: Path) -> None:
    table = audio("status", folder).stdout.splitlines()
    assert table[0].split() == ["texts", "recorded", "approved", "refused", "synthetic", "outdated", "missing"]
    rows = {line.split()[0]: [int(each) for each in line.split()[1:]] for line in table[1:]}
    spoken_now = sum(len(line.keys) for line in lines_of("en"))
    assert rows["en"] == [rows["en"][0], 0, 0, 0, spoken_now, 0, rows["en"][0] - spoken_now]
    assert rows["ti"][-1] == rows["ti"][0]
    listed = audio("status", folder, "--language", "ar").stdout
    assert "synthetic name " in listed
    assert "missing   ggd10 1:talk" in listed
    (report,) = json.loads(audio("status", folder, "--language", "en", "--json").stdout)
    assert (report["language"], report["synthetic"], report["keys"]["name"]) == ("en", spoken_now, "synthetic")


def test_status_tells_people_from_machines_and_today_from_yesterday(tmp_path: Path) -> None:
    first, second, third, fourth = lines_of("nl")[:4]
    held = [
        replace(clip(first.keys[0], first.text), approved_by="Yonas", approved_on=DAY),
        replace(clip(second.keys[0], second.text), refused_by="Yonas", refused_on=DAY, remark="a bus"),
        clip(third.keys[0], third.text),
        replace(clip(fourth.keys[0], "older words"), approved_by="Yonas", approved_on=DAY),
        clip("form:nobody.asks", "words"),
    ]
    write_pack(tmp_path / "nl.zip", pack_of("nl", held))
    (report,) = json.loads(audio("status", tmp_path, "--language", "nl", "--json").stdout)
    counted = [report[name] for name in ("recorded", "approved", "refused", "synthetic", "outdated")]
    assert counted == [3, 1, 1, 0, 1]
    assert report["left_over"] == ["form:nobody.asks"]


def test_status_reads_the_folder_of_the_configuration(folder: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'[relay]\ndata = "relay"\norigin = "https://x.example"\naudio = "{folder}"\n')
    told = audio("status", "--config", config, "--language", "en", "--json")
    assert json.loads(told.stdout)[0]["synthetic"] > 0
    config.write_text('[relay]\ndata = "relay"\norigin = "https://x.example"\n')
    told = audio("status", "--config", config)
    assert (told.returncode, "[relay] audio" in told.stderr) == (1, True)


def test_status_names_a_file_that_is_no_pack(tmp_path: Path) -> None:
    (tmp_path / "en.zip").write_bytes(b"not a pack")
    told = audio("status", tmp_path)
    assert told.returncode == 1
    assert "en.zip" in told.stderr
