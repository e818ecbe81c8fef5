"""How referrals go on, and the reporting code, by command: nothing is sent without consent, and looks are recorded."""

from __future__ import annotations

import pytest

from tests.desk.commands import Home
from tests.desk.test_commands import carried
from tests.desk.world import submission

CONSENT = 'consent_on = 2026-11-20\nconsent_how = "spoken"\nconsent_language = "Tigrinya"\nshared = "Sleeps badly."\n'


@pytest.fixture
def reached(home: Home) -> Home:
    """One case, of somebody who came by."""
    home.run("desk", "import", carried(home, submission()), "--receipt", "receipt")
    home.run("desk", "decide", "1", "--level", "green")
    assert home.run("desk", "attempt", "1", "visit", "reached").status == 0
    return home


def went(home: Home, to: str, *more: str) -> None:
    assert home.run("desk", "referral", "1", "--number", "1", "--to", to, *more).out == "Case 1: saved.\n"


def test_a_referral_goes_with_consent_and_consent_is_taken_back(reached: Home) -> None:
    (reached.folder / "offered").write_text('destination = "GP"\norganisation = "Practice at the Mill"\n', "utf-8")
    (reached.folder / "consent").write_text(CONSENT, "utf-8")
    assert reached.run("desk", "refer", "1", "--file", "offered").status == 0
    said = reached.refused("desk", "referral", "1", "--number", "1", "--to", "sent")
    assert "nothing is shared without consent" in said
    went(reached, "agreed", "--fields", "consent")
    went(reached, "sent")
    went(reached, "withdrawn")
    shown = reached.run("desk", "referral", "1").out
    assert "GP, Practice at the Mill" in shown
    assert "consent 2026-11-20, spoken, in Tigrinya: Sleeps badly." in shown
    assert "tell them" in shown
    went(reached, "told")
    found = reached.run("desk", "referral", "1", "--json").json[0]
    assert (found["state"], found["told_on"]) == ("withdrawn", found["withdrawn_on"])
    assert reached.run("desk", "referral", "1", "--number", "1", "--to", "agreed").status == 2


def test_the_reporting_code_is_written_step_by_step_and_every_look_is_recorded(home: Home) -> None:
    home.run("desk", "import", carried(home, submission()), "--receipt", "receipt")
    (home.folder / "first").write_text("Seen: a bruise.\n", "utf-8")
    (home.folder / "last").write_text("Help was accepted.\n", "utf-8")
    (home.folder / "chosen").write_text('outcome = "help"\ndanger = "no"\n', "utf-8")
    assert home.run("desk", "meldcode", "1", "--step", "1", "--text-file", "first").status == 0
    step = ("desk", "meldcode", "1", "--step", "5", "--text-file", "last", "--fields", "chosen")
    assert home.run(*step).status == 0
    shown = home.run("desk", "meldcode", "1").out
    assert "       Seen: a bruise." in shown
    assert "       help, danger: no" in shown
    assert "not written yet: 2, 3, 4" in shown
    assert home.run("desk", "meldcode", "1", "--json").json["missing"] == [2, 3, 4]
    trail = [each["action"] for each in home.run("desk", "show", "1", "--json").json["history"]]
    assert trail.count("reporting code viewed") == 2
