"""`intake questionnaire paper`, typed: a file that is whole or not there, each copy with a code of its own."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from intake.cli.main import main
from intake.questionnaire import language
from tests.paper.paper import GGD10, Printed


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Types the command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Run(capsys, monkeypatch)


class Run:
    """Gives the exit status, what was printed and what was said."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "argv", ["intake", "questionnaire", "paper", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = self._capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err


def test_each_copy_has_a_code_of_its_own_and_nothing_is_printed_about_it(run: Run) -> None:
    assert run("--language", "tr", "--copies", "2", "--ggd", "GGD Fryslân", "--out", "form.pdf") == (0, "", "")
    printed = Printed(language("tr"), Path("form.pdf").read_bytes())
    assert len(printed.pages) == 8
    codes = [printed.codes(page) for page in (2, 6)]
    assert [len(code) for code in codes] == [1, 1]
    assert codes[0] != codes[1]
    assert "GGD Fryslân" in " ".join(printed.pages)


def test_a_file_is_never_overwritten(run: Run) -> None:
    Path("form.pdf").write_text("precious")
    status, out, err = run("--language", "en", "--out", "form.pdf")
    assert (status, out) == (1, "")
    assert err.startswith("error: form.pdf exists already\nhint: ")
    assert Path("form.pdf").read_text() == "precious"


def test_a_questionnaire_that_lacks_the_language_is_refused_with_what_is_missing(run: Run) -> None:
    shutil.copytree(GGD10, "own")
    Path("own/translations/questions/ti.po").unlink()
    status, _, err = run("--language", "ti", "--questionnaire", "own", "--out", "form.pdf")
    assert status == 1
    assert err.startswith("error: the paper form is not complete in ti: title, ")
    assert not Path("form.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--language", "xx", "--out", "form.pdf"), 1, "language is not offered"),
        (("--language", "en", "--questionnaire", "nowhere", "--out", "form.pdf"), 1, "nowhere"),
        (("--language", "en", "--out", "nowhere/form.pdf"), 1, "cannot write"),
        (("--language", "en"), 2, "--out"),
        (("--language", "en", "--copies", "0", "--out", "form.pdf"), 2, "--copies"),
    ],
)
def test_what_is_wrong_is_said(run: Run, arguments: tuple[str, ...], status: int, said: str) -> None:
    ended, out, err = run(*arguments)
    assert (ended, out) == (status, "")
    assert said in err
    assert list(Path.cwd().iterdir()) == []
