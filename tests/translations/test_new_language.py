"""One row and a file for each domain make a language: tried on a copy of the program, as docs/translating.md says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from intake.questionnaire import LANGUAGES

ROOT = Path(__file__).parents[2]
ROW = '    Language("es", "Español", "Spanish", "Latn", "ltr", "es", _TWO, _SANS, 1.5, "es"),\n'
LOOK = """
import json
from flask import Flask
import intake
from intake.questionnaire import load, shipped_questionnaire
from intake.relay.offer import offered
from intake.relay.newcomer.pages import blueprint
asked = [load(shipped_questionnaire("ggd10"))]
app = Flask("form", static_folder=None)
app.register_blueprint(blueprint(questionnaires=asked, environment="test"))
print(json.dumps({
    "where": intake.__file__,
    "offered": [(each.language.tag, each.lender is None) for each in offered(asked, environment="test")],
    "page": app.test_client().get("/es/").text,
    "paper": app.test_client().get("/paper/es/").status_code,
}))
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with one row and five files more."""
    folder = tmp_path_factory.mktemp("program")
    for name in ("intake", "translations", "questionnaires"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    table = folder / "intake" / "questionnaire" / "languages.py"
    text = table.read_text(encoding="utf-8")
    last = re.findall(r"^    Language\(.*\n", text, re.MULTILINE)[-1]
    table.write_text(text.replace(last, last + ROW), encoding="utf-8")
    own, asked = folder / "translations", folder / "questionnaires" / "ggd10" / "translations" / "questions"
    for name in ("form", "info", "card", "letter"):
        translated(own / f"{name}.pot", own / "es" / "LC_MESSAGES" / f"{name}.po")
    translated(asked / "questions.pot", asked / "es.po")
    return folder


def translated(template: Path, file: Path) -> None:
    """As a translator's program begins a file from the template; the words only stand for Spanish."""
    with template.open("rb") as stream:
        catalogue = read_po(stream, locale="es")
    for message in catalogue:
        if message.id:
            message.string = f"{message.id} (es)" if "{" not in str(message.id) else message.id
            message.user_comments = [f"back-translation: {message.id}", "review: draft"]
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        write_po(stream, catalogue, width=76)


def run(program: Path, *arguments: str) -> str:
    """What the copy says."""
    environment = {**os.environ, "PYTHONPATH": str(program)}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=program, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_form_offers_it_whole_and_last(program: Path) -> None:
    found = json.loads(run(program, "-c", LOOK))
    assert found["where"] == str(program / "intake" / "__init__.py")
    assert found["offered"] == [[each.tag, True] for each in LANGUAGES] + [["es", True]]
    assert 'lang="es" dir="ltr" data-texts="/text/' in found["page"]
    assert ">Español</button>" in found["page"]
    assert found["paper"] == 200


def test_the_commands_know_it(program: Path) -> None:
    table = run(program, "-m", "intake.cli", "translations", "status").splitlines()
    assert table[-1].split()[:2] == ["es", "Spanish"]
    assert table[-1].split()[2] == table[-1].split()[3], "as many are translated as there are"
    out = program / "review.pdf"
    run(
        program,
        "-m",
        "intake.cli",
        "translations",
        "pack",
        "--language",
        "es",
        "--part",
        "questions",
        "--out",
        str(out),
    )
    assert out.read_bytes().startswith(b"%PDF")


SHEETS = [path for path in sorted((ROOT / "intake").rglob("*.css")) if "assets" not in path.parts]


@pytest.mark.parametrize(("script", "known"), [("Arab", "ar"), ("Ethi", "ti")])
def test_what_the_look_does_for_one_language_of_a_script_it_does_for_all(script: str, known: str) -> None:
    """Letters and line heights go by language: a new one of these scripts is named wherever the known one is."""
    of_script = {each.tag for each in LANGUAGES if each.script == script}
    rules = [each for path in SHEETS for each in re.findall(r"([^{}]+)\{", path.read_text(encoding="utf-8"))]
    named = [set(re.findall(r":lang\((\w+)\)", rule)) for rule in rules]
    about = [tags for tags in named if known in tags]
    assert len(about) > 1
    assert [of_script - tags for tags in about if not of_script <= tags] == []
