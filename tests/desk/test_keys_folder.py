"""The repository's keys/ folder holds public material only."""

from __future__ import annotations

import re
from pathlib import Path

from intake.envelope.errors import SheetError
from intake.envelope.sheet import read_sheet

FOLDER = Path(__file__).parents[2] / "keys"
# What 32 secret bytes look like, in hex or base64; and what private keys are wrapped in.
PRIVATE = re.compile(rb"PRIVATE KEY|AGE-SECRET|\bsecret\"|\bslots\"|(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])")


def test_there_is_nothing_but_a_readme_and_signed_key_sheets() -> None:
    for path in FOLDER.rglob("*"):
        assert path.name == "README.md" or _is_sheet(path), f"{path.name} has no place in keys/"


def test_nothing_in_it_looks_like_a_private_half() -> None:
    for path in FOLDER.rglob("*"):
        assert not PRIVATE.search(path.read_bytes())


def test_it_says_what_belongs_there() -> None:
    assert "private" in (FOLDER / "README.md").read_text("utf-8")


def _is_sheet(path: Path) -> bool:
    try:
        return bool(read_sheet(path.read_bytes()))
    except SheetError:
        return False
