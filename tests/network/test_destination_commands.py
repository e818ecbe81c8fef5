"""Destinations by command: what is said of them comes from a file, and a sheet is looked through before it comes in."""

from __future__ import annotations

import re

from tests.desk.commands import Home

PRACTICE = """\
kind = "PSY"
name = "Praktijk De Brug"
places = ["Delft"]
[[contacts]]
name = "Fatma Yilmaz"
line = "06-12345678"
"""


def add(home: Home, text: str = PRACTICE) -> str:
    """One from a file; its id."""
    (home.folder / "destination.toml").write_text(text, "utf-8")
    ran = home.run("network", "destinations", "add", "--fields", "destination.toml")
    assert ran.status == 0, ran.err
    return ran.out.strip()


def test_one_is_added_changed_checked_and_taken_away(home: Home) -> None:
    made = add(home)
    (home.folder / "change.toml").write_text('name = "Praktijk Haven"\n', "utf-8")
    assert home.run("network", "destinations", "change", "--fields", "change.toml", made).status == 0
    (home.folder / "wait.toml").write_text("intake = 26\nreported_on = 2026-11-20\n", "utf-8")
    assert home.run("network", "waiting", "--fields", "wait.toml", made).status == 0
    assert made in home.run("network", "destinations", "stale").out
    assert home.run("network", "destinations", "checked", made).status == 0
    shown = home.run("network", "destinations", "show", made).json
    assert (shown["name"], shown["waiting_intake"], shown["former"][0]["name"]) == (
        "Praktijk Haven", 26, "Praktijk De Brug",
    )  # fmt: skip
    assert made in home.run("network", "destinations", "list", "--words", "brug").out
    home.run("network", "destinations", "remove", made)
    assert made not in home.run("network", "destinations", "list").out
    assert made in home.run("network", "destinations", "list", "--removed").out


def test_what_does_not_fit_is_named_by_field_and_not_quoted(home: Home) -> None:
    (home.folder / "wrong.toml").write_text('kind = "PSY"\nname = "x"\nphone = "Fatma"\nsecret = 1\n', "utf-8")
    said = home.refused("network", "destinations", "add", "--fields", "wrong.toml")
    assert "phone is not a telephone number" in said
    assert "Fatma" not in said


def test_a_sheet_goes_out_and_comes_in_after_a_look(home: Home) -> None:
    made = add(home)
    out = home.run("network", "destinations", "export", "list.csv")
    assert "1 destinations are in list.csv" in out.out
    assert "exists already" in home.refused("network", "destinations", "export", "list.csv")
    sheet = (home.folder / "list.csv").read_text("utf-8").replace("Praktijk De Brug", "Praktijk Haven")
    (home.folder / "changed.csv").write_text(sheet, "utf-8")
    looked = home.run("network", "destinations", "import", "changed.csv").out
    assert "name: Praktijk De Brug -> Praktijk Haven" in looked
    assert home.run("network", "destinations", "list", "--words", "haven").out.count(made) == 0
    code = re.search(r"--confirm (\w+)", looked)
    assert code is not None
    assert "meanwhile" in home.refused("network", "destinations", "import", "--confirm", "0" * 12, "changed.csv")
    done = home.run("network", "destinations", "import", "--confirm", code[1], "changed.csv")
    assert (done.status, done.out.splitlines()[-1]) == (0, "brought in")
    assert made in home.run("network", "destinations", "list", "--words", "haven").out


def test_a_refused_row_ends_the_command_with_a_reason_by_its_number(home: Home) -> None:
    (home.folder / "wrong.csv").write_text("kind;name;phone\nPSY;De Brug;\nGP;;call\n", "utf-8")
    ran = home.run("network", "destinations", "import", "wrong.csv")
    assert ran.status == 1
    assert "row 3  refused" in ran.out
    assert "name is needed" in ran.out
    assert home.run("network", "destinations", "import", "--json", "wrong.csv").json["writable"] is False


def test_the_national_numbers_by_command(home: Home) -> None:
    assert "national numbers were added" in home.run("network", "destinations", "national").out
    listed = home.run("network", "destinations", "list", "--kind", "113", "--json").json
    assert [each["phone"] for each in listed] == ["0800-0113"]
