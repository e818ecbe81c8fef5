"""`intake keys`, typed: the ceremonies, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.envelope.sheet import read_sheet
from tests.desk.commands import Home


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Home:
    """A folder without keys."""
    (tmp_path / "empty").mkdir()
    return Home(tmp_path / "empty", capsys, monkeypatch)


def test_all_keys_are_made_by_one_command_and_never_again(empty: Home) -> None:
    ran = empty.run("keys", "new", "--recovery-file", "recovery.locked", "--name", "anna", "--period", "180")
    assert (ran.status, ran.err) == (0, "")
    assert [line.split()[0] for line in ran.out.splitlines()] == ["identity", "desk", "recovery"]
    before = empty.files()
    assert "exists already" in empty.refused("keys", "new", "--recovery-file", "other.locked")
    assert "exists already" in empty.refused("keys", "new", "--recovery-file", "recovery.locked")
    assert empty.files() == before


def test_without_a_place_for_the_recovery_key_nobody_is_even_asked(empty: Home) -> None:
    (empty.folder / "passphrase").unlink()
    assert "recovery key must be kept somewhere" in empty.refused("keys", "new")
    assert set(empty.files()) == {str(empty.folder / "config.toml")}


def test_a_weak_passphrase_makes_no_keys(empty: Home) -> None:
    empty.passphrase("123456789012")
    assert "too weak" in empty.refused("keys", "new", "--recovery-file", "recovery.locked")
    assert not (empty.folder / "desk").exists()


@pytest.mark.parametrize("name", ["", "an\nna", "x" * 101])
def test_a_name_that_is_none_makes_no_keys(empty: Home, name: str) -> None:
    empty.refused("keys", "new", "--recovery-file", "recovery.locked", "--name", name)
    assert not (empty.folder / "desk").exists()
    assert not (empty.folder / "recovery.locked").exists()


def test_keys_are_not_made_inside_a_git_work_tree(empty: Home) -> None:
    (empty.folder / ".git").mkdir()
    assert "git work tree" in empty.refused("keys", "new", "--recovery-file", "recovery.locked")
    assert not (empty.folder / "desk").exists()


def test_a_key_sheet_is_signed_into_a_new_file(home: Home) -> None:
    ran = home.run("keys", "sheet", "--out", "sheet.json", "--days", "30")
    assert ran.status == 0
    sheet = read_sheet((home.folder / "sheet.json").read_bytes())
    assert (sheet.expires - sheet.issued).days == 30
    assert sheet.fingerprint in ran.out


def test_a_key_sheet_is_never_written_over_another_file(home: Home) -> None:
    (home.folder / "sheet.json").write_text("precious")
    assert "exists already" in home.refused("keys", "sheet", "--out", "sheet.json")
    assert (home.folder / "sheet.json").read_text() == "precious"


def test_the_use_of_the_identity_is_in_the_audit_trail(home: Home) -> None:
    before = home.run("desk", "audit", "verify").out
    home.run("keys", "sheet", "--out", "sheet.json")
    after = home.run("desk", "audit", "verify").out
    # The sheet, and that the trail was verified before.
    assert int(after.split()[0]) == int(before.split()[0]) + 2


def test_a_key_sheet_can_be_signed_before_the_database_is_made(home: Home) -> None:
    (home.folder / "desk" / "desk.sqlite").unlink()
    assert home.run("keys", "sheet", "--out", "sheet.json").status == 0


def test_a_wrong_passphrase_signs_nothing(home: Home) -> None:
    home.passphrase("something else altogether")
    assert "opens no slot" in home.refused("keys", "sheet", "--out", "sheet.json")
    assert not (home.folder / "sheet.json").exists()


def test_a_sheet_is_not_left_behind_where_the_trail_cannot_be_written(home: Home) -> None:
    (home.folder / "desk" / "desk.sqlite").write_bytes(b"not a database" * 1000)
    home.refused("keys", "sheet", "--out", "sheet.json")
    assert not (home.folder / "sheet.json").exists()


def test_wrong_usage_is_another_status(home: Home) -> None:
    assert home.run("keys", "sheet").status == 2
    assert home.run("keys", "sheet", "--out", "sheet.json", "--days", "101").status == 2
    assert home.run("keys", "new", "--period", "0").status == 2


@pytest.mark.parametrize("command", [(), ("new",), ("sheet",)])
def test_every_command_explains_itself(home: Home, command: tuple[str, ...]) -> None:
    assert "Usage: intake keys" in home.run("keys", *command, "--help").out
