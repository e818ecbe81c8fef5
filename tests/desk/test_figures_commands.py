"""Figures by command: a draft, a release with its files, and the same again."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from intake.config import load, section
from intake.demo.many_cases import make_many_cases
from intake.desk.disclosure.ledger import read_ledger
from intake.desk.report.published import released_tables
from intake.desk.unlock import open_desk
from tests.desk.commands import Home
from tests.desk.world import PASSPHRASE

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_a_desk_without_cases_has_no_figures(home: Home) -> None:
    assert "no period is over that is large enough" in home.refused("desk", "figures")
    nowhere = home.refused("desk", "figures", "--audience", "municipality")
    assert "does not know in which municipalities links are handed out" in nowhere
    assert "this is no period" in home.refused("desk", "figures", "--period", "last year")


def test_a_year_is_drafted_released_written_and_given_again(home: Home, tmp_path: Path) -> None:
    desk_section = section(load(home.folder / "config.toml").desk, "desk")
    with open_desk(desk_section, PASSPHRASE, clock=lambda: NOW) as desk:
        make_many_cases(desk, 600)
    assert "comes next, and nothing else" in home.refused("desk", "figures", "--period", "2027")
    year = ("desk", "figures", "--audience", "policy", "--period", "2025")
    assert "Draft, not released" in home.run(*year).out
    files = ("--csv", str(tmp_path / "year.csv"), "--pdf", str(tmp_path / "year.pdf"))
    first = json.loads(home.run(*year, "--release", "--json", *files).out)
    assert first["released"]
    assert (tmp_path / "year.pdf").read_bytes().startswith(b"%PDF")
    assert "exists already" in home.refused(*year, *files)
    assert json.loads(home.run(*year, "--json").out) == first
    assert "Released." in home.run(*year).out
    with open_desk(desk_section, PASSPHRASE) as desk, desk.reading() as connection:
        public = {table.table for table in released_tables(connection)}
        assert public == {table.table for table in read_ledger(connection) if not table.empty}
    assert "year" in public
