"""Pictures beside the options: strictly read, complete for what is shipped, no two alike in one question."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.cli.main import main
from intake.errors import QuestionnaireError
from intake.look import PICTURED, PICTURES
from intake.questionnaire import load, shipped_questionnaire
from intake.questionnaire.drawing import MAX_BYTES, read_drawing
from intake.questionnaire.pictures import load_pictures, question_pictures

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none" stroke="currentColor">'
NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
CIRCLE = '<circle cx="24" cy="24" r="17"/>'
PLAIN = f"{HEAD}{CIRCLE}</svg>"
REFUSED = {
    f"{HEAD}<script>alert(1)</script></svg>": "script: an element that a picture may not have",
    f'{HEAD}<image href="http://example.org/a.png"/></svg>': "image: an element",
    f"{HEAD}<text>sleep</text></svg>": "text: an element",
    f"{HEAD}<style>*{{fill:red}}</style></svg>": "style: an element",
    f'{HEAD}<circle cx="24" cy="24" r="17" onclick="a()"/></svg>': "onclick: an attribute",
    f'{HEAD}<circle cx="24" cy="24" r="17" style="fill:red"/></svg>': "style: an attribute",
    f'{HEAD}<circle cx="24" cy="24" r="17" fill="red"/></svg>': "fill: not a value",
    f'{HEAD}<circle cx="24" cy="24" r="17" fill="url(http://example.org)"/></svg>': "fill: not a value",
    f'{HEAD}<circle cx="24" cy="24" r="1e9"/></svg>': "r: not a value",
    f'{HEAD}<path d="M0 0url(x)"/></svg>': "d: not a value",
    f'{HEAD}<circle cx="24" cy="24" r="17"><title>sleep</title></circle></svg>': "circle: has something inside",
    f"{HEAD}sleep{CIRCLE}</svg>": "holds text",
    f"{HEAD}<!-- sleep -->{CIRCLE}</svg>": "a comment, an entity or an instruction",
    f'<!DOCTYPE svg [<!ENTITY a "b">]>{PLAIN}': "a comment, an entity or an instruction",
    f'<?xml-stylesheet href="a.css"?>{PLAIN}': "a comment, an entity or an instruction",
    f"{HEAD}{'<g>' * 9}{CIRCLE}{'</g>' * 9}</svg>": "groups lie more than 4 deep",
    f"{HEAD}</svg>": "draws nothing",
    PLAIN.replace(' fill="none"', ""): "svg: fill is missing",
    PLAIN.replace(' viewBox="0 0 48 48"', ""): "svg: viewBox is missing",
    PLAIN.replace(' xmlns="http://www.w3.org/2000/svg"', ""): "does not begin with an svg element",
    PLAIN.replace("<svg", '<svg class="alarm"'): "class: not a value",
    PLAIN.replace("</svg>", ""): "not well-formed",
    PLAIN.replace("</svg>", " " * MAX_BYTES + "</svg>"): f"larger than {MAX_BYTES} bytes",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped_questionnaire("ggd10"), tmp_path / "copy"))


@pytest.mark.parametrize(("svg", "reason"), REFUSED.items(), ids=REFUSED.values())
def test_what_is_more_than_lines_is_refused_with_the_files_name(tmp_path: Path, svg: str, reason: str) -> None:
    file = tmp_path / "sleep.good.svg"
    file.write_text(svg, encoding="utf-8")
    with pytest.raises(QuestionnaireError) as refused:
        read_drawing(file)
    assert refused.value.message.startswith(f"{file}: ")
    assert reason in refused.value.message


@given(data=st.binary(max_size=300))
def test_whatever_the_file_holds_nothing_else_comes_out(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.getbasetemp() / "any.svg"
    file.write_bytes(data)
    with pytest.raises(QuestionnaireError):
        read_drawing(file)


def test_a_drawing_keeps_its_lines_and_what_groups_say_of_them(tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text(f'{HEAD}<g fill="currentColor"><g stroke-width="2">{CIRCLE}</g></g></svg>', encoding="utf-8")
    (shape,) = read_drawing(file).shapes
    assert shape.name == "circle"
    assert shape.attributes == {"cx": "24", "cy": "24", "r": "17", "fill": "currentColor", "stroke-width": "2"}
    circle = '<circle fill="currentColor" stroke-width="2" cx="24" cy="24" r="17"/>'
    assert read_drawing(file).markup() == f"{HEAD.replace(NAMESPACE, '')}{circle}</svg>"


def test_every_option_that_is_shipped_has_its_picture_and_no_file_is_left_over() -> None:
    for found in (question_pictures(load(shipped_questionnaire("ggd10"))), load_pictures(PICTURES, PICTURED)):
        assert found.drawings
        assert (found.missing, found.left_over) == ((), ())


def test_the_same_amount_looks_the_same_in_every_question() -> None:
    drawings = question_pictures(load(shipped_questionnaire("ggd10"))).drawings
    assert drawings["dreams.often"] == drawings["pain.often"] == drawings["joy.often"] == drawings["energy.mostly"]
    assert drawings["skip"] == load_pictures(PICTURES, PICTURED).drawings["skip"]


def test_two_answers_to_one_question_may_not_look_the_same(folder: Path) -> None:
    shutil.copy(folder / "pictures" / "sleep.good.svg", folder / "pictures" / "sleep.often_bad.svg")
    with pytest.raises(QuestionnaireError, match=r"sleep\.often_bad: the same picture as another answer"):
        question_pictures(load(folder))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('[sleep]\ngood = "empty"', "sleep.good: this option has a drawing of its own"),
        ('[walk]\nyes = "empty"', "walk: no such question"),
        ('[sleep]\nnever = "empty"', "sleep.never: the question has no such option"),
        ('[talk]\nno = "../pictures/empty"', "talk.no: expected"),
        ('[talk]\nno = "elsewhere"', "talk.no: there is no such drawing"),
    ],
)
def test_the_file_of_shared_drawings_is_read_strictly(folder: Path, line: str, reason: str) -> None:
    (folder / "pictures" / "pictures.toml").write_text(line, encoding="utf-8")
    with pytest.raises(QuestionnaireError, match=reason.replace(".", r"\.")):
        question_pictures(load(folder))


def intake(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["intake", "questionnaire", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


def test_check_says_which_pictures_are_missing_and_which_nothing_asks_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "pictures" / "sleep.good.svg").rename(folder / "pictures" / "sleep.best.svg")
    assert intake(monkeypatch, "check", str(folder)) == 0
    assert "32 pictures; missing: sleep.good; nothing asks for: sleep.best" in capsys.readouterr().out


def test_the_page_to_review_has_every_picture_a_number_and_no_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = folder / "page.html"
    assert intake(monkeypatch, "pictures", str(folder), "--out", str(page)) == 0
    numbers = capsys.readouterr().out
    assert "1.1   sleep.good\n" in numbers
    assert "19.1  professional.woman\n" in numbers
    html = page.read_text(encoding="utf-8")
    assert html.count("<figure>") == numbers.count("\n")
    assert "sleep" not in html
    assert intake(monkeypatch, "pictures", str(folder), "--out", str(page)) == 1
    assert f"{page} exists already" in capsys.readouterr().err
