"""``intake questionnaire check``: says what a folder is, or why not."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from intake.cli.main import main
from intake.questionnaire import LANGUAGES, shipped_questionnaire


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped_questionnaire("ggd10"), tmp_path / "copy"))


def check(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Runs the command as the shell would, and gives its exit status."""
    monkeypatch.setattr(sys, "argv", ["intake", "questionnaire", "check", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


def test_it_says_what_the_questionnaire_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(monkeypatch, str(folder)) == 0

    words = capsys.readouterr().out
    assert "ggd10, version 1, from 2026-11-22: GGD-style example, not validated" in words
    assert "10 questions; 8 scored, 0 to 16; bands low 0-5, medium 6-10, high 11-16" in words
    assert "ti  complete; 45 texts, 45 still draft" in words
    assert "R2   TALK NOW: red, within 1 working day\n       when talk = soon\n       asks to talk" in words
    assert "R13  NONE: green, no contact" in words


def test_it_says_what_is_missing_and_what_is_left_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "translations" / "questions" / "nl.po"
    file.write_text(file.read_text(encoding="utf-8").replace('msgctxt "sleep"', 'msgctxt "walk"'), encoding="utf-8")
    (folder / "translations" / "questions" / "ti.po").unlink()

    assert check(monkeypatch, str(folder)) == 0

    words = capsys.readouterr().out
    assert "nl  1 missing; 44 texts, 44 still draft; missing: sleep; nothing asks for: walk" in words
    assert "ti  no texts\n" in words


def test_json_says_the_same_to_a_program(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(monkeypatch, str(folder), "--json") == 0

    report = json.loads(capsys.readouterr().out)
    assert report["score"] == [0, 16]
    assert report["bands"] == {"low": [0, 5], "medium": [6, 10], "high": [11, 16]}
    assert [each["tag"] for each in report["languages"] if each["complete"]] == [language.tag for language in LANGUAGES]
    assert report["rules"][3] == {
        "id": "R4",
        "name": "TRAUMA-LIKE",
        "level": "amber",
        "working_days": 5,
        "when": "sleep = often_bad and dreams = often and startle = often",
        "reason": "often bad sleep, often bad dreams, startles often",
    }


def test_a_questionnaire_without_a_score_is_described_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "questionnaire.toml").write_text(
        """
id = "short"
version = "1"
name = "Short"
validated = true
owner = "A GGD"
licence = "own"
source = "own"
valid_from = 2027-01-01
[[questions]]
id = "talk"
kind = "choice"
options = ["no", "yes"]
[[rules]]
id = "A"
name = "TALK"
level = "amber"
working_days = 5
when = "talk = yes or talk is missing"
reason = "x"
advice = "y"
[[rules]]
id = "B"
name = "NONE"
level = "green"
when = "no earlier rule"
reason = "x"
advice = "y"
""",
        encoding="utf-8",
    )

    assert check(monkeypatch, str(tmp_path)) == 0
    words = capsys.readouterr().out
    assert "short, version 1, from 2027-01-01: Short\n" in words
    assert "1 questions; nothing is scored" in words


def test_it_refuses_with_a_reason_a_hint_and_status_1(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "questionnaire.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("talk = soon", "talk = now"), encoding="utf-8")

    assert check(monkeypatch, str(folder)) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"error: {file}: rules.R2.when: at character 8: expected an option of this question")
    assert "\nhint: docs/questionnaires.md" in said.err
