"""Finding cases, putting two together, and confirming green ones, by command."""

from __future__ import annotations

import io

import pytest

from intake.envelope.submission import Contact
from tests.desk.commands import Home
from tests.desk.test_commands import carried
from tests.desk.world import submission

PHONE = Contact(reach="call", address="06 1234 5678", when=("weekday-morning",))


@pytest.fixture
def two(home: Home) -> Home:
    """Two cases with one number, and a green one of somebody else."""
    people = [submission(answers={"talk": "yes"}, contact=PHONE) for _ in range(2)]
    home.run("desk", "import", carried(home, *people, submission(answers={"dreams": None})), "--receipt", "receipt")
    return home


def found(home: Home, monkeypatch: pytest.MonkeyPatch, typed: str) -> list[int]:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
    return [each["case"] for each in home.run("desk", "find", "--json").json]


def test_a_case_is_found_by_what_is_said_and_merged_with_the_other_and_taken_apart(
    two: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    second, first = map(str, found(two, monkeypatch, "0612345678"))
    assert found(two, monkeypatch, "nobody@example.org") == []
    compared = two.run("desk", "merge", first).out
    assert f"case {first}\n" in compared
    assert f"case {second}  same number\n" in compared
    assert compared.count("R7 would like to talk") == 2
    assert two.run("desk", "merge", first, second).out == f"Case {first}: saved.\n"
    assert f"case {second}  same number, merged into case {first}\n" in two.run("desk", "merge", first).out
    assert "is merged already" in two.refused("desk", "merge", first, second)
    monkeypatch.setattr("sys.stdin", io.StringIO("Two sisters.\n"))
    assert two.run("desk", "unmerge", second).out == f"Case {second}: saved.\n"
    looks = [each["action"] for each in two.run("desk", "show", second, "--json").json["history"]]
    assert looks.count("case viewed") == 2, "the comparison is a look at both"


def test_green_ones_are_confirmed_as_they_were_seen(two: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = two.run("desk", "green", "--json").json["cases"]
    [green] = [each["case"] for each in listed]
    shown = two.run("desk", "green").out
    assert f"\n{green}.0  " in shown
    assert "not answered" in shown
    monkeypatch.setattr("sys.stdin", io.StringIO("She called, and cried.\n"))
    assert two.run("desk", "note", str(green)).status == 0
    assert f"not confirmed: {green}" in two.refused("desk", "green", f"{green}.0")
    assert two.run("desk", "green", str(green)).status == 2
    assert two.run("desk", "green", f"{green}.1").out == f"Case {green}: confirmed as green.\n"
    assert two.run("desk", "green").out == "No green case waits to be confirmed.\n"
