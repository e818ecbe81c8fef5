"""Case work by command: the same deeds; what is said of a person never stands on the command line."""

from __future__ import annotations

import io

import pytest

from tests.desk.commands import Home
from tests.desk.test_commands import carried
from tests.desk.world import submission

OFFERED = 'destination = "GP"\norganisation = "Practice at the Mill"\nreply_by = 2026-12-07\n'


@pytest.fixture
def case(home: Home) -> str:
    """One case came in."""
    home.run("desk", "import", carried(home, submission()), "--receipt", "receipt")
    return "1"


def test_a_note_and_a_reminder_are_read_from_standard_input(
    home: Home, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words, command in (("Was calm.\n", ("note",)), ("Call the GP.\n", ("remind", "--on", "2026-11-24"))):
        monkeypatch.setattr("sys.stdin", io.StringIO(words))
        assert home.run("desk", *command, case).out == "Case 1: saved.\n"
    listed = home.run("desk", "reminders", "all", "--json").json
    assert listed == [{"number": 1, "case": 1, "due": "2026-11-24", "text": "Call the GP."}]
    home.run("desk", "done", "1")
    assert home.run("desk", "reminders", "all").out == ""


def test_a_referral_is_read_from_a_file_and_says_which_member_it_does_not_know(home: Home, case: str) -> None:
    (home.folder / "referral.toml").write_text(OFFERED, "utf-8")
    assert home.run("desk", "refer", case, "--file", "referral.toml").status == 0
    (home.folder / "referral.toml").write_text(OFFERED + 'secret = "Headache."\n', "utf-8")
    said = home.refused("desk", "refer", case, "--file", "referral.toml")
    assert "a referral has no secret" in said
    assert "Headache" not in said


def test_a_case_is_taken_and_put_back_and_given_to_nobody_who_is_not_here(home: Home, case: str) -> None:
    assert home.run("desk", "assign", case, "--nobody").status == 0
    assert "for nurses and coordinators" in home.refused("desk", "assign", case, "--to", "somebody")
