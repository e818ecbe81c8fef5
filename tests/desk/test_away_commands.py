"""Absence by command: noted, its cases listed, and handed over by whoever looked at them."""

from __future__ import annotations

from tests.desk.commands import Home
from tests.desk.test_commands import carried
from tests.desk.test_roles import appointed
from tests.desk.world import submission

AWAY = 'person = "anna"\nsince = 2026-01-01\nuntil = 2099-01-01\nstand_in = "noor"\n'


def test_the_cases_of_somebody_who_is_away_go_to_who_stands_in(home: Home) -> None:
    home.run("desk", "import", carried(home, submission(), submission()), "--receipt", "receipt")
    appointed(home, "anna", "coordinator")
    appointed(home, "noor", "nurse")
    (home.folder / "away").write_text(AWAY, "utf-8")
    assert home.run("desk", "assign", "1").status == 0
    assert "Absence 1: saved." in home.run("desk", "away", "note", "--fields", "away").out
    assert home.run("desk", "away", "list").out == "    1  2026-01-01 to 2099-01-01  anna; noor stands in\n"
    assert [each["case"] for each in home.run("desk", "away", "cases", "1", "--json").json] == [1]
    gone = home.run("desk", "away", "hand-over", "1", "1", "2")
    assert (gone.status, gone.out) == (1, "Case 1: handed over.\n")
    assert "not handed over: 2" in gone.err
    assert home.run("desk", "show", "1", "--json").json["assigned"] == "noor"
    assert home.run("desk", "away", "cases", "1").out == ""
    assert home.run("desk", "away", "end", "1").status == 0
    assert home.run("desk", "away", "list", "--json").json == []


def test_an_absence_that_cannot_be_is_refused(home: Home) -> None:
    (home.folder / "away").write_text(AWAY.replace("2099", "2020"), "utf-8")
    assert "it ends before it begins" in home.refused("desk", "away", "note", "--fields", "away")
