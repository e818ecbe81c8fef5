"""What the first talk told, and who meets and interprets, by command: words come from files; none is quoted back."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from intake.envelope.submission import Contact
from tests.desk.commands import Home
from tests.desk.test_commands import carried
from tests.desk.world import submission

DOCUMENT = Path(__file__).parents[2] / "docs" / "casework.md"
EXAMPLE = re.search(r"(?m)^    exclusions = .*\n(?:    .+\n)+", DOCUMENT.read_text("utf-8"))
LATER = """
dialect = ""
senses = "large\u202e letters"
exclusions = "My cousin QUORZAMBEL.\\nHer friend."
[agreed]
when = []
times = ""
"""


@pytest.fixture
def talked(home: Home) -> Home:
    """One case came in, and what the document has as an example was told."""
    home.run("desk", "import", carried(home, submission(contact=Contact(reach="message"))), "--receipt", "receipt")
    assert EXAMPLE is not None
    (home.folder / "told").write_text(EXAMPLE[0], "utf-8")
    assert home.run("desk", "facts", "1", "--fields", "told").out == "Case 1: saved.\n"
    return home


def test_what_the_talk_told_is_written_member_by_member_and_shown(
    talked: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(LATER))
    assert talked.run("desk", "facts", "1", "--fields", "-").status == 0
    shown = talked.run("desk", "facts", "1").out
    assert "exclusions: My cousin QUORZAMBEL. Her friend.\n" in shown
    assert "senses: large letters\n" in shown
    assert "dialect" not in shown
    found = talked.run("desk", "facts", "1", "--json").json["written"]["facts"]
    assert found["agreed"] == {"reach": "call", "line": "shared", "confirmed": "2026-11-23"}
    assert (found["interpreter"], found["not_own_community"]) == ("phone", True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ('diagnosis = "QUORZAMBEL"', "a talk has no diagnosis"),
        ('[agreed]\nphone = "QUORZAMBEL"', "what was agreed about contact has no phone"),
        ('reception = "QUORZAMBEL"', "reception cannot be what the file says"),
        ("QUORZAMBEL", "this is not TOML"),
    ],
)
def test_what_cannot_be_is_refused_by_its_name_and_not_quoted(home: Home, words: str, said: str) -> None:
    (home.folder / "told").write_text(words, "utf-8")
    refusal = home.refused("desk", "facts", "1", "--fields", "told")
    assert said in refusal
    assert "QUORZAMBEL" not in refusal


def test_an_interpreter_is_asked_for_as_the_talk_told_and_cancelled_with_the_appointment(talked: Home) -> None:
    (talked.folder / "when").write_text('starts = 2026-12-01T10:30:00\nplace = "Plein 1"\nwhom = "Noor"\n', "utf-8")
    (talked.folder / "ask").write_text("starts = 2026-12-01T09:30:00Z\n", "utf-8")
    assert talked.run("desk", "appointment", "1", "--fields", "when").status == 0
    assert talked.run("desk", "interpreter", "1", "--fields", "ask").status == 0
    asked = talked.run("desk", "interpreter", "1", "--json").json[0]
    assert (asked["language"], asked["dialect"], asked["gender"], asked["way"]) == ("ti", "Tigray", "woman", "phone")
    assert (asked["avoid"], asked["not_own_community"]) == ("Her brother-in-law.", True)
    assert talked.run("desk", "appointment", "1", "--number", "1", "--to", "cancelled").status == 0
    assert talked.run("desk", "appointment", "1").out == "    1  2026-12-01T10:30  cancelled  Plein 1; Noor\n"
    assert "cancel the interpreter" in talked.run("desk", "interpreter", "1").out
    assert talked.run("desk", "interpreter", "1", "--number", "1", "--to", "cancelled").status == 0
    assert talked.run("desk", "interpreter", "1", "--number", "1").status == 2
    assert "no such booking" in talked.refused("desk", "interpreter", "1", "--number", "2", "--to", "booked")
