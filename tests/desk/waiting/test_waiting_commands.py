"""Waiting by command: the list, what is known of a wait, and how it goes."""

from __future__ import annotations

import pytest

from tests.desk.commands import Home
from tests.desk.test_commands import carried
from tests.desk.world import submission

REFERRAL = """
destination = "PSY"
consent_on = 2026-11-20
consent_how = "spoken"
consent_language = "Tigrinya"
shared = "Sleeps badly."
"""
WAIT = """
since = 2026-01-05
expected = "in the summer"
bridges = ["group", "poh-ggz"]
rhythm = 14
"""


@pytest.fixture
def listed(home: Home) -> Home:
    """One case, of somebody who came by and stands on a list."""
    home.run("desk", "import", carried(home, submission()), "--receipt", "receipt")
    home.run("desk", "decide", "1", "--level", "green")
    home.run("desk", "attempt", "1", "visit", "reached")
    (home.folder / "referral").write_text(REFERRAL, "utf-8")
    home.run("desk", "refer", "1", "--file", "referral")
    for to in ("sent", "waiting"):
        assert home.run("desk", "referral", "1", "--number", "1", "--to", to).status == 0
    return home


def test_who_waits_is_listed_with_what_was_written_down(listed: Home) -> None:
    (listed.folder / "wait").write_text(WAIT, "utf-8")
    assert listed.run("desk", "wait", "1", "--fields", "wait").out == "Case 1: saved.\n"
    said = listed.run("desk", "waiting", "--past").out
    assert "1 wait for care, 1 past the norm" in said
    assert "PAST THE NORM" in said
    assert "PSY            1 wait,   1 past the norm" in said
    told = listed.run("desk", "waiting", "--json").json
    [row] = told["waiting"]
    assert (row["since"], row["intake_by"], row["bridges"], row["past"]) == (
        "2026-01-05",
        "2026-02-02",
        ["poh-ggz", "group"],
        True,
    )
    assert told["places"][0]["key"] == "PSY"
    shown = listed.run("desk", "wait", "1").out
    assert "said there: in the summer" in shown
    assert "bridged by poh-ggz, group" in shown


def test_how_it_goes_is_logged_and_worse_leads_to_the_case(listed: Home) -> None:
    (listed.folder / "note").write_text("Came by, cannot sleep.\n", "utf-8")
    ran = listed.run("desk", "check-in", "1", "worse", "--way", "visit", "--note-file", "note")
    assert "decide" in ran.out
    assert "worse: Came by, cannot sleep." in listed.run("desk", "wait", "1").out
    assert "with 1 it went worse" in listed.run("desk", "waiting").out
    assert "did not allow" in listed.refused("desk", "check-in", "1", "goes-on", "--way", "call")
    assert listed.run("desk", "check-in", "1", "goes-on", "--result", "sent").status == 2


def test_care_that_began_ends_the_wait(listed: Home) -> None:
    (listed.folder / "wait").write_text(WAIT + "intake_on = 2026-03-02\ntreatment_on = 2026-06-01\n", "utf-8")
    assert listed.run("desk", "wait", "1", "--fields", "wait").status == 0
    assert "until 2026-06-01" in listed.run("desk", "wait", "1").out
    assert "intake 2026-03-02, treatment 2026-06-01" in listed.run("desk", "wait", "1").out
    assert listed.run("desk", "waiting", "--json").json["waiting"] == []
    assert listed.run("desk", "referral", "1", "--json").json[0]["state"] == "in-care"
    assert "nobody waits" in listed.refused("desk", "wait", "1", "--fields", "wait")
