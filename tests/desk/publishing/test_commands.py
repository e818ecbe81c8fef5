"""``intake desk publish`` as a coordinator types it."""

from __future__ import annotations

from tests.desk.commands import Home

WALK_IN = """
[desk.walk_in]
working_days = 3
address = "Harlingertrekweg 58"
hours = [{ days = "mon-tue", hours = "09:00-11:30" }]
"""


def opened(home: Home) -> Home:
    """With walk-in hours in its configuration."""
    config = home.folder / "config.toml"
    config.write_text(config.read_text("utf-8") + WALK_IN, "utf-8")
    return home


def test_without_a_file_it_only_shows_what_would_be_public(home: Home) -> None:
    opened(home)
    before = home.files()
    ran = home.run("desk", "publish")
    assert ran.status == 0
    for line in ("read within 3 working days", "Harlingertrekweg 58", "Tuesday 09:00-11:30", "never checked"):
        assert f"  {line}\n" in ran.out
    assert "left out, for fewer than three: 0" in ran.out
    assert ran.out.endswith("Nothing was published yet.\n")
    said = home.run("desk", "publish", "--json").json
    assert (said["inbox"], said["walk_in"]["working_days"], said["ambassadors"]) == ("ggd-demo", 3, [])
    assert home.files().keys() == before.keys()


def test_it_signs_into_a_new_file_and_gives_the_same_bytes_again(home: Home) -> None:
    opened(home)
    ran = home.run("desk", "publish", "--out", "published.json")
    number = ran.out.split(":")[0]
    assert (ran.status, ran.out) == (0, f"{number}: published.json\n")
    again = home.run("desk", "publish", "--again", "--out", "again.json")
    assert again.out == f"{number}: again.json\n"
    assert (home.folder / "again.json").read_bytes() == (home.folder / "published.json").read_bytes()
    assert f"The newest file is {number}, published 0 days ago." in home.run("desk", "publish").out
    assert "exists already" in home.refused("desk", "publish", "--again", "--out", "again.json")
    assert "exists already" in home.refused("desk", "publish", "--out", "published.json")


def test_what_cannot_be_done_is_said(home: Home) -> None:
    assert "there is nothing to publish" in home.refused("desk", "publish", "--out", "published.json")
    assert not (home.folder / "published.json").exists()
    assert "nothing was published yet" in home.refused("desk", "publish", "--again", "--out", "published.json")
    assert home.run("desk", "publish", "--again").status == 2
