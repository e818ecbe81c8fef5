"""`intake desk audit`, typed."""

from __future__ import annotations

import csv
import io
import json

import pytest

from intake.desk.audit import Head
from intake.desk.trail.printed import printed
from intake.envelope.encoding import from_base64url
from tests.desk.commands import Home


def test_it_lists_what_was_done_and_why_page_by_page(home: Home) -> None:
    home.run("desk", "queue")
    home.run("desk", "queue")
    listed = home.run("desk", "audit", "list", "--action", "queue viewed", "--most", "1").out.splitlines()
    assert listed[0].split()[2:] == ["anna", "queue", "viewed", "[triage]", "(cases:", "0)"]
    assert listed[1].startswith("Older ones: --before ")
    older = home.run("desk", "audit", "list", "--action", "queue viewed", "--before", listed[1].split()[-1], "--json")
    assert [each["why"] for each in older.json] == ["triage"]
    assert home.run("desk", "audit", "list", "--actor", "nobody").out == "Nothing was found.\n"


def test_it_takes_them_out_for_a_spreadsheet(home: Home) -> None:
    home.run("desk", "queue")
    text = home.run("desk", "audit", "list", "--csv", "--since", "2020-01-01", "--until", "2100-01-01").out
    heading, *rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    assert heading == ["number", "at", "actor", "action", "case", "why", "detail"]
    assert [row[3] for row in rows][-1] == "desk made"
    assert "audit trail exported" in home.run("desk", "audit", "list", "--action", "audit trail exported").out


@pytest.mark.parametrize(
    "wrong",
    [("--action", "case veiwed"), ("--why", "nosy"), ("--case", "0"), ("--csv", "--json"), ("--since", "soon")],
    ids=" ".join,
)
def test_what_cannot_stand_in_the_trail_is_wrong_usage(home: Home, wrong: tuple[str, ...]) -> None:
    assert home.run("desk", "audit", "list", *wrong).status == 2


def test_it_says_up_to_which_anchor_the_trail_is_proven(home: Home) -> None:
    alone = home.run("desk", "audit", "verify")
    assert "Nothing from outside this database was compared" in alone.out
    ended = home.run("desk", "audit", "verify", "--json").json
    code = printed(Head(ended["entries"], from_base64url(ended["head"])))
    home.run("desk", "queue")
    proven = home.run("desk", "audit", "verify", "--head", code).out
    assert f"Proven up to entry {ended['entries']} by the printed sheet; 2 entries since." in proven


def test_a_head_that_is_not_in_it_is_refused_in_clear_words(home: Home) -> None:
    refused = home.run("desk", "audit", "verify", "--head", printed(Head(900, b"x" * 32)))
    assert refused.status == 1
    assert "counted 900 entries; here are" in refused.err
    assert "hint: Keep this database as it is" in refused.err
    assert json.loads(home.run("desk", "audit", "list", "--json").out)[0]["action"] != "audit trail verified"
