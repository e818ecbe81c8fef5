"""Deciding, states and attempts by command: the same deeds, and nothing that is said of a person in an argument."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from intake.config import load, section
from intake.desk.days import working_days
from intake.desk.importing.examining import Found
from intake.desk.importing.session import finish, writer_of
from intake.desk.triage import judge
from intake.desk.unlock import open_desk
from intake.envelope.submission import Contact
from tests.desk.commands import Home
from tests.desk.world import PASSPHRASE, submission


@pytest.fixture
def office(home: Home) -> Home:
    """A desk with one case that the rules call amber, of somebody who comes by."""
    desk_section = section(load(home.folder / "config.toml").desk, "desk")
    with open_desk(desk_section, PASSPHRASE) as desk, desk.writing() as connection:
        desk.library.take_in(connection, desk_section.questionnaires, desk.clock().date())
        writer = writer_of(desk, connection, working_days(desk_section))
        one = submission(answers={"talk": "yes"}, contact=Contact(reach="come", age="16-17"))
        kept = desk.library.find(("ggd10", "1"))
        assert kept is not None
        found = Found(one, judge(kept.questionnaire, one.answers), kept.definition)
        writer.enter(os.urandom(32), found, desk.clock().date() - timedelta(days=1))
        finish(desk, connection, writer)
    return home


def test_a_case_goes_its_way_by_command(office: Home) -> None:
    (office.folder / "why").write_text("she sounded frightened\n", "utf-8")
    assert "needs a reason" in office.refused("desk", "decide", "1", "--level", "red")
    assert office.run("desk", "decide", "1", "--level", "red", "--reason-file", "why").out == "Case 1: saved.\n"
    shown = office.run("desk", "show", "1").out
    assert "WHY: amber" in shown
    assert "decided by a nurse: red" in shown
    assert "she sounded frightened" in shown
    assert "decides alone about care from 16" in shown
    assert "did not allow" in office.refused("desk", "attempt", "1", "call", "no-answer")
    assert office.run("desk", "attempt", "1", "visit", "reached").status == 0
    assert office.run("desk", "state", "1", "held").status == 0
    assert "with an outcome" in office.refused("desk", "state", "1", "closed")
    assert office.run("desk", "state", "1", "closed", "--outcome", "helped").status == 0
    assert office.run("desk", "reopen", "1", "came-back").status == 0
    found = office.run("desk", "show", "1", "--json").json
    assert (found["status"], found["level"], found["decision"]["suggested"]) == ("held", "red", "amber")
    assert [each["way"] for each in found["attempts"]] == ["visit"]
    assert office.run("desk", "audit", "verify").status == 0


def test_whom_to_call_is_listed_without_names(office: Home) -> None:
    assert office.run("desk", "call").out == "CALL NOW (0)\n\nLATER TODAY (0)\n"
    assert office.run("desk", "call", "--woman", "--interpreter", "ti", "--everybody", "--json").json["now"] == []
    assert office.run("desk", "call", "--day").out == "PERSONAL DATA: keep it with you, and shred it today.\n"
    assert office.run("desk", "call", "--numbers").status == 2
