"""The work of a coordinator by command: people and their words come from files, never from the command line."""

from __future__ import annotations

from tests.desk.commands import Home

SELAM = """
name = "Selam Tesfaye"
gender = "woman"
place = "GM0518"
languages = [{ tag = "ti", level = "native", dialect = "Asmara" }, { tag = "nl", level = "good" }]
expertise = ["fgm"]
training = ["basic"]
conduct_until = 2099-01-01
secrecy_until = 2020-01-01
phone = "06-12345678"
note = "two small children"
since = 2020-01-01
most_hours = 2
"""
SENDER = '[network.sender]\naddress = ["Spui 70"]\nphone = "070 000 00 00"\n'


def given(home: Home, content: str, *command: str) -> str:
    """What a command says that reads this TOML."""
    (home.folder / "fields.toml").write_text(content, "utf-8")
    ran = home.run("network", *command, "--fields", "fields.toml")
    assert (ran.status, ran.err) == (0, "")
    return ran.out.strip()


def said(home: Home, *command: str) -> str:
    """What a command says."""
    ran = home.run("network", *command)
    assert (ran.status, ran.err) == (0, "")
    return ran.out


def test_a_coordinator_works_by_command(home: Home) -> None:
    config = home.folder / "config.toml"
    config.write_text(f"{config.read_text('utf-8')}\n{SENDER}", "utf-8")
    one = given(home, SELAM, "ambassadors", "add")
    assert "secrecy agreement has expired" in said(home, "ambassadors", "list", "--language", "ti")
    listed = said(home, "ambassadors", "list", "--json")
    assert one in listed
    assert not [word for word in ("12345678", "two small children") if word in listed]
    assert f"{one}  Selam Tesfaye  secrecy agreement  until 2020-01-01" in said(home, "ambassadors", "expiring")
    assert "valid certificate" in home.refused("network", "card", "--out", "card.pdf", one)
    assert not (home.folder / "card.pdf").exists()
    given(home, "secrecy_until = 2099-01-01", "ambassadors", "change", one)
    said(home, "letter", "--out", "letter.pdf", one)
    assert (home.folder / "letter.pdf").read_bytes().startswith(b"%PDF")

    worked = 'day = 2026-11-03\nminutes = "1:40"\neuros = "12,50"\nwhat = "request"'
    entered = given(home, worked, "hours", "enter", one)
    assert entered.startswith("entry 1: 2026-11 has 1:40 of 2:00 hours, 12,50 of 210,00 euros\nwarning: near the cap")
    past = home.refused("network", "hours", "enter", one, "--fields", "fields.toml")
    assert "2026-11 would have 3:20 hours of 2:00" in past
    assert "past the cap" in given(home, f'{worked}\noverride = "a birth"', "hours", "enter", one)
    (home.folder / "why").write_text("typed twice", "utf-8")
    assert "2026-11 has 1:40 of 2:00" in said(home, "hours", "correct", "2", "--file", "why")
    assert f"{one}     1:40 of 2:00" in said(home, "hours", "month", "2026-11")

    meeting = given(home, 'kind = "intervision"\nday = 2026-01-10', "meetings", "plan")
    given(home, f'present = ["{one}"]', "meetings", "came", meeting)
    given(home, 'place = "Library"', "meetings", "change", meeting)
    assert f"present: {one}" in said(home, "meetings", "show", meeting)
    assert one in said(home, "meetings", "due")

    given(home, f'day = 2026-01-10\ntopic = "gp"\nreached = 12\nambassadors = ["{one}"]', "sessions", "add")
    assert "2026-Q1  sessions 1  reached 12  gp=12" in said(home, "sessions", "quarters")

    asked = given(home, 'asker = "school"\ntasks = ["explain"]\nlanguage = "ti"', "requests", "add")
    said(home, "requests", "give", asked, one)
    said(home, "requests", "accept", asked)
    assert f"accepted   school  {one}" in said(home, "requests", "list")
    given(home, 'outcome = "done"\non = 2020-02-02\nminutes = 30\nenter = true', "requests", "outcome", asked)
    assert said(home, "requests", "clear", "--yes") == "1 requests cleared.\n"

    given(home, 'topic = "costs"\npattern = "Bills come late."', "signals", "add")
    assert "not exported yet  Bills come late." in said(home, "signals", "list")
    (home.folder / "fields.toml").write_text('topic = "costs"\npattern = "Tesfaye pays."', "utf-8")
    refused = home.refused("network", "signals", "add", "--fields", "fields.toml")
    assert "pattern has the name of an ambassador" in refused
    assert "Tesfaye" not in refused

    given(home, 'day = 2026-01-10\nstep = "course"', "steps", "add", one)
    assert "course" in said(home, "steps", "list", one)
    said(home, "ambassadors", "stop", "--on", "2026-01-31", one)
    assert "stopped on 2026-01-31. Give --yes" in said(home, "ambassadors", "erase", one)
    said(home, "ambassadors", "erase", "--yes", one)
    assert "no ambassador with this id" in home.refused("network", "ambassadors", "show", one)
    assert "Tesfaye" not in said(home, "log", "--most", "1000")
