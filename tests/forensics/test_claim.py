"""The threat model's table "The claim, sentence by sentence" leaves no part of the claim out, and adds none."""

from __future__ import annotations

import re
from pathlib import Path

TEXT = (Path(__file__).parents[2] / "docs" / "threat-model.md").read_text(encoding="utf-8")


def claim() -> str:
    """The quotation at its beginning, on one line."""
    return " ".join(line.removeprefix(">").strip() for line in TEXT.splitlines() if line.startswith(">"))


def parts() -> list[str]:
    """The first column of its table."""
    _, _, after = TEXT.partition("\n## The claim, sentence by sentence\n")
    table = after.partition("\n## ")[0]
    return re.findall(r"^\| “(.+?)” \|", table, re.MULTILINE)


def test_the_parts_in_the_table_are_the_whole_claim_in_its_order() -> None:
    assert len(parts()) > 6
    assert " ".join(parts()) == claim()
