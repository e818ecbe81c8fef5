"""The walls between the zones, as the code has them."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = sorted((ROOT / "intake").rglob("*.py"))
OPENS = "MLKEM768X25519PrivateKey"
ONLINE = ("relay", "courier", "envelope", "questionnaire", "translations")


def names(file: Path) -> Iterator[str]:
    """Every name and module that a file imports or mentions."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def test_the_import_contracts_hold() -> None:
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout


def test_only_one_module_can_open_envelopes() -> None:
    can = [file.relative_to(ROOT).as_posix() for file in CODE if any(OPENS in name for name in names(file))]
    assert set(can) <= {"intake/desk/opening.py"}


def test_that_ban_is_also_the_linters() -> None:
    told = subprocess.run(
        [
            Path(sys.executable).with_name("ruff"),
            "check",
            "--select",
            "TID251",
            "--stdin-filename",
            "intake/relay/x.py",
        ],
        input=f"from cryptography.hazmat.primitives.hpke import {OPENS}\n",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "TID251" in told.stdout


@pytest.mark.parametrize("room", ONLINE)
def test_no_room_but_the_desk_names_the_desk_or_imports_by_hand(room: str) -> None:
    for file in CODE:
        if file.is_relative_to(ROOT / "intake" / room):
            named = set(names(file))
            assert not [name for name in named if name.startswith(("intake.desk", "importlib"))], file
            assert "__import__" not in named, file


def test_the_commands_of_the_network_book_load_no_desk() -> None:
    """A local organisation has the program, and no business with cases."""
    commands = [file for file in CODE if file.parent.name == "cli" and file.name.startswith("network")]
    assert len(commands) > 5
    for file in commands:
        assert not [name for name in names(file) if name.startswith(("intake.desk", "intake.cli.desk"))], file


def test_the_courier_knows_neither_the_relays_rooms_nor_a_database() -> None:
    for file in CODE:
        if file.is_relative_to(ROOT / "intake" / "courier"):
            assert not [name for name in names(file) if name.startswith(("intake.relay", "sqlalchemy", "flask"))], file


def test_what_the_desk_does_knows_nothing_of_its_pages() -> None:
    """So every deed is a function that a command can call too."""
    pages = ("flask", "waitress", "werkzeug", "intake.desk.web", "intake.web")
    for file in CODE:
        if file.is_relative_to(ROOT / "intake" / "desk") and "web" not in file.relative_to(ROOT).parts:
            assert not [name for name in names(file) if name.startswith(pages)], file
